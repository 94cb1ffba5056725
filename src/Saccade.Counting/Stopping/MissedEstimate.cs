using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;

namespace Saccade.Counting.Stopping;

/// <summary>
/// How many things a model has missed where it ended, from how sure it was that there is no more: the surer, the fewer. A falling staircase, fitted to the misses of validation images by least squares (isotonic
/// regression, pool adjacent violators: Ayer et al. 1955). It knows of things that the model half sees; of those that it takes for one with another, only how many there usually are.
/// </summary>
/// <param name="Ends">Rising log-odds of "no more" at which a step begins; the first begins below all.</param>
/// <param name="Misses">Falling: what was missed on average on each step.</param>
public sealed record MissedEstimate(IReadOnlyList<double> Ends, IReadOnlyList<double> Misses)
{
    // A step of fewer images would follow chance.
    private const int FewestOfStep = 20;

    /// <returns>Null for no images.</returns>
    internal static MissedEstimate? Fit(IEnumerable<(CountTrace Trace, CountResult Count, IReadOnlyList<PointPixels> Truth)> images)
    {
        var sorted = images.Select(i => (End: i.Trace.Ends[i.Count.Points.Count], Missed: (double)CountJudge.Missed(i.Count, i.Truth))).OrderBy(i => i.End).ThenBy(i => i.Missed).ToArray();
        if (sorted.Length == 0)
            return null;
        var steps = new List<(double From, double Sum, int Images)>();
        foreach (var part in sorted.Chunk(FewestOfStep))
        {
            // What is left over at the end is no step of its own.
            var isRest = part.Length < FewestOfStep && steps.Count > 0;
            var step = (From: part[0].End, Sum: part.Sum(p => p.Missed), Images: part.Length);
            while (steps.Count > 0 && (isRest || steps[^1].Sum * step.Images <= step.Sum * steps[^1].Images))
            {
                (step, isRest) = ((steps[^1].From, steps[^1].Sum + step.Sum, steps[^1].Images + step.Images), false);
                steps.RemoveAt(steps.Count - 1);
            }
            steps.Add(step);
        }
        return new([.. steps.Select(s => s.From)], [.. steps.Select(s => s.Sum / s.Images)]);
    }

    /// <summary>How many are missed where log-odds of "no more", as the model says them, ended a count.</summary>
    public double At(double end)
    {
        var step = Misses.Count - 1;
        while (step > 0 && end < Ends[step])
            step--;
        return Misses[step];
    }
}
