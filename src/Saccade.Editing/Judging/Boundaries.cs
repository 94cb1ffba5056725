using Saccade.Editing.Grid;
using Saccade.Media;

namespace Saccade.Editing.Judging;

/// <summary>
/// Where tracks begin, end or cut, as predicted and as true. A grid does not tell a clip from the next one that shows the same; a cut is a step at which the asset class changes or
/// the picture jumps: its rectangle overlaps that of the step before by less than <see cref="Jump"/>.
/// <para>
/// Whether a step is a boundary is judged against the row before it <b>as the predictor knows it</b>: the last given row, or its own prediction within a block. So a predictor that copies
/// never predicts one. A predicted boundary at p may stand for a true one at b within a tolerance, but only if row b was not yet given when p was predicted: to notice a cut afterwards is not to
/// foresee it. With one step ahead a boundary can therefore be announced too early and never too late. Pairs are one to one, on the same track.
/// </para>
/// </summary>
internal static class Boundaries
{
    /// <summary>A zoom by a twentieth within a step is no jump, and so a smooth one is none; one by a tenth is.</summary>
    public const double Jump = 0.9;

    /// <summary>Whether something begins, ends or is cut from one cell to the other.</summary>
    /// <param name="layout">What they hold.</param>
    /// <param name="before">(V)</param>
    /// <param name="after">(V)</param>
    public static bool Between(GridLayout layout, ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        if (before.SequenceEqual(after))
            return false;
        var (was, isNow) = (before[GridLayout.Active] == 1, after[GridLayout.Active] == 1);
        return was != isNow || (isNow && (before[GridLayout.Asset] != after[GridLayout.Asset] || Rectangle.Of(layout, before).Overlap(Rectangle.Of(layout, after)) < Jump));
    }

    /// <summary>Which predicted boundaries of a track stand for which true ones: as many pairs as there can be.</summary>
    /// <param name="said">Predicted boundaries, by rising step.</param>
    /// <param name="truth">Steps of true ones, rising.</param>
    /// <param name="tolerance">In steps.</param>
    /// <returns>Places in both.</returns>
    public static IEnumerable<(int Said, int Truth)> Pairs(IReadOnlyList<Forecast> said, IReadOnlyList<int> truth, int tolerance)
    {
        var next = 0;
        // The predicted steps that may stand for a true one are an interval, and both its ends rise with the true step: taking the first that is left is best.
        foreach (var (place, step) in truth.Index())
        {
            while (next < said.Count && said[next].Step < step - tolerance)
                next++;
            if (next < said.Count && said[next].Step <= step + tolerance && said[next].Given <= step)
                yield return (next++, place);
        }
    }

    /// <summary>Whole steps within so many seconds.</summary>
    public static int Steps(double seconds, MediaTime step) => (int)Math.Floor((seconds / step.Seconds) + 1e-9);
}
