using Saccade.Editing.Grid;

namespace Saccade.Editing.Baselines.Rows;

/// <summary><c>copy_previous</c>: everything stays as it was in the last row that is given; nothing is on before the first.</summary>
internal sealed class CopiedRow : RowHabit
{
    private readonly double[] _stays = new double[GridLayout.Tracks];

    public override string Name => "copy_previous";

    public override void Fit(IReadOnlyList<TimelineGrid> training)
    {
        var values = training[0].Layout.Values.Count;
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            long pairs = 0, same = 0;
            foreach (var grid in training)
            {
                pairs += Math.Max(0, grid.Steps - 1);
                for (var step = 1; step < grid.Steps; step++)
                    same += grid.Row(step).Slice(track * values, values).SequenceEqual(grid.Row(step - 1).Slice(track * values, values)) ? 1 : 0;
            }
            _stays[track] = (same + 1.0) / (pairs + 2);
        }
    }

    public override void Say(TimelineGrid timeline, int given, Span<float> rows, Span<float> confidence)
    {
        var (layout, values) = (timeline.Layout, timeline.Layout.Values.Count);
        for (var i = 0; i < confidence.Length; i++)
        {
            var (ahead, track) = Math.DivRem(i, GridLayout.Tracks);
            var cell = rows.Slice(i * values, values);
            if (given > 0)
                timeline.Row(given - 1).Slice(track * values, values).CopyTo(cell);
            else
                layout.Inactive.CopyTo(cell);
            confidence[i] = (float)Math.Pow(_stays[track], ahead + 1);
        }
    }
}
