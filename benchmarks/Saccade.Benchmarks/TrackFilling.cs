using System.Globalization;
using Saccade.Editing;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>What trained runs say of whole tracks that are taken away from the test projects of a set: how many of its changes they say at their very step, and how many cells are right.</summary>
internal static class TrackFilling
{
    // What is taken away together, from 0: titles with the second camera, and what lies above all others alone.
    private static readonly int[][] Hidden = [[1, 2], [3]];

    /// <param name="data">The folder of the set, with the runs' own splits stored in it.</param>
    /// <param name="folders">Of runs of the model tracks.</param>
    public static int Run(string data, IReadOnlyList<string> folders)
    {
        var grids = GridFolder.Open(data).Grids.Where(g => g.Split == Split.Test).Select(g => g.Grid).ToArray();
        if (grids.Length == 0)
        {
            Console.Error.WriteLine($"{data}: stores no test projects; import it with --split");
            return 1;
        }
        var runs = folders.Select(f => new LoadedRun(new ApplicationList(new EditingApplication()), RunFolder.Open(f))).ToArray();
        Console.WriteLine($"{grids.Length} test projects");
        Console.WriteLine($"| taken away | changes | left empty: cells right | {string.Join(" | ", runs.Select(r => $"{Path.GetFileName(r.Model.Run.Root)}: said, at their step | cells right"))} |");
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", 3 + (2 * runs.Length)))}");
        foreach (var hidden in Hidden)
        {
            var filled = runs.Select(r => grids.Select(g => TrackFill.Fill((TracksLearner)r.Model.Learner, g, hidden).Grid).ToArray()).ToArray();
            foreach (var track in hidden)
            {
                var empty = grids.Sum(g => Enumerable.Range(0, g.Steps).Count(step => Cell(g, step, track)[GridLayout.Active] != 1));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| V{track + 1}{(hidden.Length > 1 ? $", with {string.Join(", ", hidden.Where(t => t != track).Select(t => $"V{t + 1}"))}" : "")} | {grids.Sum(g => Changes(g, track).Count)} | {empty / (double)grids.Sum(g => g.Steps):f3} | {string.Join(" | ", filled.Select(f => Said(grids, f, track)))} |"));
            }
        }
        foreach (var run in runs)
            run.Dispose();
        return 0;
    }

    private static string Said(TimelineGrid[] truth, TimelineGrid[] said, int track)
    {
        var pairs = truth.Zip(said).ToArray();
        var right = pairs.Sum(p => Enumerable.Range(0, p.First.Steps).Count(step => SameCell.Are(p.First.Layout, Cell(p.First, step, track), Cell(p.Second, step, track))));
        return string.Create(CultureInfo.InvariantCulture,
            $"{pairs.Sum(p => Changes(p.Second, track).Count)}, {pairs.Sum(p => Changes(p.First, track).Intersect(Changes(p.Second, track)).Count())} | {right / (double)truth.Sum(g => g.Steps):f3}");
    }

    /// <summary>Steps at which a track shows something else than before.</summary>
    private static HashSet<int> Changes(TimelineGrid grid, int track) =>
        [.. Enumerable.Range(1, Math.Max(0, grid.Steps - 1)).Where(step => !SameCell.Are(grid.Layout, Cell(grid, step - 1, track), Cell(grid, step, track)))];

    private static ReadOnlySpan<float> Cell(TimelineGrid grid, int step, int track) => grid.Row(step).Slice(track * grid.Layout.Values.Count, grid.Layout.Values.Count);
}
