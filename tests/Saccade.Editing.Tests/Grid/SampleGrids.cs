using Saccade.Editing.Grid;
using Saccade.Tensors.Random;

namespace Saccade.Editing.Tests.Grid;

/// <summary>Grids of made-up timelines: cuts at random steps on the first tracks, each clip with numbers of its own.</summary>
internal static class SampleGrids
{
    public static TimelineGrid Of(string id, int steps, ulong seed, GridLayout? layout = null, string source = "")
    {
        layout ??= GridLayout.Nine;
        var key = new RandomKey(seed, RandomStream.Data, 1);
        var values = new float[steps * layout.Width];
        var draw = 0ul;
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            for (var step = 0; step < steps;)
            {
                var end = Math.Min(steps, step + 3 + key.Integer(draw++, 20));
                var isActive = track < 4 && key.UniformDouble(draw++) < 0.7;
                var clip = layout.Inactive.ToArray();
                if (isActive)
                {
                    (clip[GridLayout.Active], clip[GridLayout.Asset]) = (1, Math.Min(track, 3));
                    for (var v = 2; v < clip.Length; v++)
                        clip[v] = MathF.Round((float)(clip[v] + (v == layout.IndexOf("scale") ? 50 : 1) * key.UniformDouble(draw++)), 3);
                }
                for (; step < end; step++)
                    clip.CopyTo(values.AsSpan(step * layout.Width + track * clip.Length));
            }
        }
        return new TimelineGrid(id, source, layout, TimelineGrid.DefaultStep, values);
    }

    public static void AssertEqual(TimelineGrid expected, TimelineGrid actual)
    {
        Assert.Equal((expected.VideoId, expected.SourceVideoName, expected.Layout, expected.Step, expected.Steps), (actual.VideoId, actual.SourceVideoName, actual.Layout, actual.Step, actual.Steps));
        Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
    }
}
