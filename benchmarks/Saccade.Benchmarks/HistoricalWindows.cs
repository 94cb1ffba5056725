using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Benchmarks;

/// <summary>
/// A stored set with as many windows as the historical reports trained and validated on, 836 and 202, of made-up timelines: clips that come and go on tracks that are
/// on as often as those of the reports were.
/// </summary>
internal static class HistoricalWindows
{
    private const int Seed = 1;
    private const int Steps = 900; // 11 windows

    // 18 timelines of 11 windows and one of 4.
    private const int Training = 76, Validation = 19, LastSteps = 340;

    private static readonly double[] Activity = [0.993, 0.729, 0.594, 0.288, 0.176, 0.131, 0.086, 0.046];

    public static int Make(string folder)
    {
        using var writer = new GridSetWriter(folder, GridLayout.Nine);
        for (var i = 0; i < Training + Validation; i++)
        {
            var grid = Timeline(i, i == Training + Validation - 1 ? LastSteps : Steps);
            writer.Append(new StoredGrid(grid, grid.Project, i < Training ? Split.Train : Split.Validation));
        }
        writer.Complete();
        return 0;
    }

    private static TimelineGrid Timeline(int number, int steps)
    {
        var layout = GridLayout.Nine;
        var values = new float[steps * layout.Width];
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var key = new RandomKey(Seed, RandomStream.Data, (ulong)number, (uint)track);
            var clip = new float[layout.Values.Count];
            for (var (step, end, draw) = (0, 0, 0ul); step < steps; step++)
            {
                if (step == end)
                    (clip, end, draw) = (Clip(key, draw, track, layout), step + 10 + key.Integer(draw, 60), draw + 16);
                clip.CopyTo(values.AsSpan((step * GridLayout.Tracks + track) * layout.Values.Count));
            }
        }
        return new TimelineGrid($"timeline-{number:00}", TimelineGrid.UnknownSource, layout, TimelineGrid.DefaultStep, values);
    }

    /// <summary>The numbers of a track for a while.</summary>
    /// <param name="draw">The clip's first random number; it uses the next fifteen.</param>
    private static float[] Clip(RandomKey key, ulong draw, int track, GridLayout layout)
    {
        if (key.Uniform(draw + 1) >= Activity.ElementAtOrDefault(track))
            return layout.Inactive.ToArray();
        var clip = new float[layout.Values.Count];
        (clip[GridLayout.Active], clip[GridLayout.Asset]) = (1, Math.Min(track, 2 + key.Integer(draw + 2, 2)));
        clip[layout.IndexOf("scale")] = 65 + (285 * key.Uniform(draw + 3));
        clip[layout.IndexOf("x")] = key.Uniform(draw + 4) - 0.5f;
        clip[layout.IndexOf("y")] = key.Uniform(draw + 5) - 0.5f;
        for (var side = layout.IndexOf("crop_l"); side < layout.Values.Count; side++)
            clip[side] = key.Uniform(draw + 6) < 0.2f ? 30 * key.Uniform(draw + 7 + (ulong)side) : 0;
        return clip;
    }
}
