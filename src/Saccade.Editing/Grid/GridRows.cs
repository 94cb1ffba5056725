using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>The rows of one timeline as they come out of a table, until all are there and their times can be judged.</summary>
internal sealed class GridRows(string path, string id, string source, GridLayout layout)
{
    // Historical files round times to two decimals, and lose a little more where a step is no round number.
    private const double Slack = 0.00501;
    private const long Microseconds = 1_000_000;

    private readonly List<float[]> _rows = [];
    private readonly List<(double Time, int Line)> _times = [];

    public void Add(int line, string rowSource, double time, ReadOnlySpan<float> row)
    {
        if (rowSource != source)
            throw new MediaException(path, $"line {line}: timeline '{GridTable.Shown(id)}' comes from '{GridTable.Shown(rowSource)}' here and from '{GridTable.Shown(source)}' in line {_times[0].Line}");
        if (_rows.Count == TimelineGrid.MostSteps)
            throw new MediaException(path, $"line {line}: timeline '{GridTable.Shown(id)}' has more than {TimelineGrid.MostSteps} rows");
        _rows.Add(row.ToArray());
        _times.Add((time, line));
    }

    /// <exception cref="MediaException">Times are not evenly spaced from 0 on; names the line.</exception>
    public TimelineGrid ToGrid()
    {
        var order = Enumerable.Range(0, _rows.Count).OrderBy(i => _times[i].Time).ToArray();
        var step = StepOf(_times[order[^1]].Time, order.Length);
        var values = new float[order.Length * layout.Width];
        for (var i = 0; i < order.Length; i++)
        {
            var (time, line) = _times[order[i]];
            if (Math.Abs(time - i * step.Seconds) > Slack)
                throw new MediaException(path, FormattableString.Invariant($"line {line}: time {time} of timeline '{GridTable.Shown(id)}' is its row {i + 1} and should be {i * step.Seconds:0.######}: times start at 0 and are evenly spaced"));
            _rows[order[i]].CopyTo(values.AsSpan(i * layout.Width));
        }
        return new TimelineGrid(id, source, layout, step, values);
    }

    private static MediaTime StepOf(double last, int rows)
    {
        if (rows < 2 || Math.Abs(last - (rows - 1) * TimelineGrid.DefaultStep.Seconds) <= Slack)
            return TimelineGrid.DefaultStep;
        var step = new MediaTime((long)Math.Round(last / (rows - 1) * Microseconds), Microseconds);
        return step > MediaTime.Zero ? step : TimelineGrid.DefaultStep;
    }
}
