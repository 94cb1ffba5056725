using Saccade.Editing.Grid;
using Saccade.Editing.Time;

namespace Saccade.Editing.Suggesting;

/// <summary>Between the rows of a grid and the frames of a timeline, so that what is laid on these frames is sampled in those rows again.</summary>
/// <param name="Step">Seconds from row to row.</param>
/// <param name="Rate">The timeline's.</param>
/// <param name="End">Where the timeline ends, in seconds: what goes on to the last row goes on to there.</param>
/// <param name="Steps">T</param>
/// <param name="Cuts">Where the footage below is cut, growing: what begins or ends with a row that a cut comes just before begins or ends with the cut, without a stray frame.</param>
internal sealed record StepClock(Rational Step, FrameRate Rate, Rational End, int Steps, IReadOnlyList<Rational> Cuts)
{
    /// <summary>Where clips of the track itself began and ended, growing: what may stay there stays.</summary>
    public IReadOnlyList<Rational> Edges { get; init; } = [];

    public static StepClock Of(TimelineGrid grid, FrameRate rate, Rational end, IReadOnlyList<Rational> cuts) =>
        new(new Rational(grid.Step.Numerator, grid.Step.Denominator), rate, end, grid.Steps, cuts);

    /// <summary>When the frame begins that is seen at a row.</summary>
    public Rational Seen(int step) => Rate.SecondsAt(Rate.FramesAt(step * Step).Floor());

    /// <summary>
    /// Where a clip begins that is in a row and in none before it, or ends that is in the rows before; exact as long as a frame is no longer than a step.
    /// </summary>
    public Rational Edge(int step)
    {
        var (after, last) = ((step - 1) * Step, step * Step);
        foreach (var known in new[] { Edges, Cuts })
        {
            var edge = known.LastOrDefault(e => e <= last || step >= Steps, -Rational.One);
            if (edge > after && Rate.IsOnGrid(edge))
                return edge;
        }
        return step >= Steps ? End : Seen(step);
    }

    /// <summary>The first row that sees what comes after a time.</summary>
    public int RowAfter(Rational time) => (int)Math.Min((time / Step).Ceiling(), Steps);

    /// <summary>The rows from one to before another, without those that see the frame of the row before.</summary>
    public IReadOnlyList<int> Distinct(int first, int end)
    {
        var rows = new List<int>(end - first);
        for (var step = first; step < end; step++)
        {
            if (rows.Count == 0 || Seen(step) > Seen(rows[^1]))
                rows.Add(step);
        }
        return rows;
    }
}
