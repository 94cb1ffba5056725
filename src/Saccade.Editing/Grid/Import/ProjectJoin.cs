namespace Saccade.Editing.Grid.Import;

/// <summary>Which timelines are of one project: those that have something in common (a file, a source video), and those that are nearly equal.</summary>
internal static class ProjectJoin
{
    /// <param name="timelines">Each with the names of what it may share with others.</param>
    /// <returns>Each timeline's project, and the nearly equal pairs.</returns>
    public static (string[] Projects, List<(string First, string Second)> Twins) Of(IReadOnlyList<(TimelineGrid Grid, IReadOnlyList<string> Shared)> timelines)
    {
        var parent = Enumerable.Range(0, timelines.Count).ToArray();
        var (shared, twins, pairs) = (new Dictionary<string, int>(StringComparer.Ordinal), new GridTwins(), new List<(string, string)>());
        foreach (var (i, (grid, names)) in timelines.Index())
        {
            twins.Add(grid);
            foreach (var name in names)
                Unite(shared.TryGetValue(name, out var same) ? same : shared[name] = i, i);
        }
        foreach (var (first, second) in twins.Pairs())
        {
            pairs.Add((timelines[first].Grid.VideoId, timelines[second].Grid.VideoId));
            Unite(first, second);
        }
        return ([.. Enumerable.Range(0, timelines.Count).Select(i => timelines[Root(i)].Grid.Project)], pairs);

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i];
            return i;
        }

        // The earlier timeline names the project.
        void Unite(int a, int b)
        {
            var (first, second) = (Root(a), Root(b));
            parent[Math.Max(first, second)] = Math.Min(first, second);
        }
    }
}
