using Saccade.Editing.Grid;

namespace Saccade.Editing.Baselines.Rows;

/// <summary>
/// <c>per_track_constant</c>: each track always shows the same: a clip if it has one at least half of the time in training, of the commonest class, with the median of each number (the best
/// constant for the mean absolute error).
/// </summary>
internal sealed class ConstantRow : RowHabit
{
    private readonly float[] _confidence = new float[GridLayout.Tracks];
    private float[] _row = [];

    public override string Name => "per_track_constant";

    public override void Fit(IReadOnlyList<TimelineGrid> training)
    {
        var layout = training[0].Layout;
        _row = new float[layout.Width];
        long rows = training.Sum(g => (long)g.Steps);
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var cell = _row.AsSpan(track * layout.Values.Count, layout.Values.Count);
            var numbers = layout.Values.Select(_ => new List<float>()).ToArray();
            foreach (var grid in training)
            {
                for (var step = 0; step < grid.Steps; step++)
                {
                    var said = grid.Row(step).Slice(track * layout.Values.Count, layout.Values.Count);
                    for (var v = GridLayout.Asset; v < said.Length && said[GridLayout.Active] == 1; v++)
                        numbers[v].Add(said[v]);
                }
            }
            var on = numbers[GridLayout.Asset].Count / (double)rows;
            _confidence[track] = (float)Math.Max(on, 1 - on);
            layout.Inactive.CopyTo(cell);
            if (on < 0.5)
                continue;
            cell[GridLayout.Active] = 1;
            cell[GridLayout.Asset] = numbers[GridLayout.Asset].CountBy(n => n).MaxBy(n => n.Value).Key;
            for (var v = GridLayout.FirstNumber; v < cell.Length; v++)
                cell[v] = numbers[v].Order().ElementAt(numbers[v].Count / 2);
        }
    }

    public override void Say(TimelineGrid timeline, int given, Span<float> rows, Span<float> confidence)
    {
        for (var at = 0; at < rows.Length; at += _row.Length)
            _row.CopyTo(rows[at..]);
        for (var i = 0; i < confidence.Length; i++)
            confidence[i] = _confidence[i % GridLayout.Tracks];
    }
}
