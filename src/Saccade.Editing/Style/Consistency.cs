using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How alike the projects are: each one's numbers, and those that lie apart from the others.</summary>
/// <param name="Projects">A row for each project.</param>
/// <param name="Measures">The same by number, over projects.</param>
/// <param name="Outliers">Numbers of single projects that are far from those of the others; empty with fewer than <see cref="LeastProjects"/> projects.</param>
public sealed record Consistency(IReadOnlyList<ProjectRow> Projects, IReadOnlyList<MeasureSpread> Measures, IReadOnlyList<Outlier> Outliers)
{
    /// <summary>Of fewer nobody can say which is unusual.</summary>
    public const int LeastProjects = 5;

    /// <summary>Iglewicz and Hoaglin, "How to detect and handle outliers" (1993): a modified z-score beyond this.</summary>
    private const double FarAway = 3.5;

    internal static Consistency Of(IReadOnlyList<EditedProject> projects, int mainTrack, ProjectBootstrap bootstrap)
    {
        var values = ProjectMeasure.All.Select(m => projects.Select(p => m.Of(p, mainTrack)).ToArray()).ToArray();
        return new Consistency(
            [.. projects.Select((p, i) => new ProjectRow(p.Name, p.Timelines.Count, p.Duration, ProjectMeasure.All.Index().ToDictionary(m => m.Item.Name, m => values[m.Index][i])))],
            [.. ProjectMeasure.All.Select((m, k) => new MeasureSpread(m.Name, bootstrap.OfMedian(values[k].Index().Where(v => double.IsFinite(v.Item)).Select(v => (v.Item, v.Index))), Spread.Of(values[k].Where(double.IsFinite))))],
            [.. ProjectMeasure.All.SelectMany((m, k) => Far(m, values[k], projects))]);
    }

    private static IEnumerable<Outlier> Far(ProjectMeasure measure, double[] values, IReadOnlyList<EditedProject> projects)
    {
        var known = values.Where(double.IsFinite).ToArray();
        if (known.Length < LeastProjects)
            yield break;
        var median = Spread.Of(known).Median;
        var apart = known.Select(v => Math.Abs(v - median)).ToArray();
        // Where more than half are equal, their median distance is 0: then the mean distance is the yardstick (likewise).
        var unit = Spread.Of(apart).Median is > 0 and var middle ? 1.4826 * middle : 1.2533 * apart.Average();
        foreach (var (i, value) in values.Index())
        {
            if (Math.Abs(value - median) > FarAway * unit && Math.Abs(value - median) >= measure.LeastDifference)
                yield return new Outlier(projects[i].Name, measure.Name, value, median, (value - median) / unit);
        }
    }
}

/// <summary>A project's numbers.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Timelines">Sequences in it.</param>
/// <param name="Seconds">How long they are together.</param>
/// <param name="Measures">By name.</param>
public sealed record ProjectRow(string Project, int Timelines, double Seconds, IReadOnlyDictionary<string, double> Measures);

/// <summary>A number over projects.</summary>
/// <param name="Name">Which.</param>
/// <param name="Median">Of projects, with its interval.</param>
/// <param name="Spread">Of projects.</param>
public sealed record MeasureSpread(string Name, Interval Median, Spread Spread);

/// <summary>A project whose number lies apart.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Measure">Which number.</param>
/// <param name="Value">Its own.</param>
/// <param name="Median">Of all projects.</param>
/// <param name="Distance">In robust standard deviations; negative below.</param>
public sealed record Outlier(string Project, string Measure, double Value, double Median, double Distance);
