using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How much of the time two tracks are on together.</summary>
/// <param name="A">The lower track's number.</param>
/// <param name="B">The higher one's.</param>
/// <param name="ShareOfTime">Of the time of all projects.</param>
/// <param name="ByChance">What it would be if each track were on as long as it is in each project, but regardless of the other.</param>
/// <param name="ShareOfA">Of the time of A.</param>
/// <param name="ShareOfB">Of the time of B.</param>
public sealed record TracksTogether(int A, int B, Interval ShareOfTime, double ByChance, double ShareOfA, double ShareOfB)
{
    internal static IReadOnlyList<TracksTogether> Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var numbers = projects.SelectMany(p => p.Timelines).SelectMany(t => t.Tracks).Select(t => t.Number).Distinct().Order().ToArray();
        return [.. numbers.SelectMany(a => numbers.Where(b => b > a).Select(b => Of(a, b, projects, bootstrap)))];
    }

    private static TracksTogether Of(int a, int b, IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var together = new double[projects.Count];
        double onA = 0, onB = 0, chance = 0;
        foreach (var (i, project) in projects.Index())
        {
            foreach (var timeline in project.Timelines)
            {
                var (first, second) = (timeline.Track(a), timeline.Track(b));
                onA += first?.SecondsOn ?? 0;
                onB += second?.SecondsOn ?? 0;
                if (first is null || second is null)
                    continue;
                together[i] += Common(first.On, second.On);
                chance += first.SecondsOn * second.SecondsOn / timeline.Duration;
            }
        }
        var both = together.Sum();
        return new TracksTogether(a, b, bootstrap.OfRatio(together, [.. projects.Select(p => p.Duration)]), chance / projects.Sum(p => p.Duration), both / onA, both / onB);
    }

    private static double Common(IReadOnlyList<(double Start, double End)> a, IReadOnlyList<(double Start, double End)> b)
    {
        var (common, i, j) = (0.0, 0, 0);
        while (i < a.Count && j < b.Count)
        {
            common += Math.Max(0, Math.Min(a[i].End, b[j].End) - Math.Max(a[i].Start, b[j].Start));
            if (a[i].End < b[j].End)
                i++;
            else
                j++;
        }
        return common;
    }
}
