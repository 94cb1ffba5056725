using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Tests.Judging;

/// <summary>Grids of nine values by hand: a line for each track, what it shows from which step on.</summary>
internal sealed class Rows(int steps)
{
    public static readonly float[] Nothing = GridLayout.Nine.Inactive.ToArray();

    private readonly float[] _values = Empty(steps);

    public int Steps => steps;

    /// <summary>A clip that fills the frame unless said otherwise.</summary>
    public static float[] Clip(int asset = 1, float scale = 100, float x = 0, float y = 0, float left = 0, float right = 0, float top = 0, float bottom = 0) => [1, asset, scale, x, y, left, right, top, bottom];

    /// <param name="track">From 0.</param>
    /// <param name="shown">From which step, and what.</param>
    public Rows Track(int track, params (int From, float[] Cell)[] shown)
    {
        foreach (var (from, cell) in shown)
        {
            for (var step = from; step < steps; step++)
                Set(step, track, cell);
        }
        return this;
    }

    public Rows Set(int step, int track, float[] cell)
    {
        cell.CopyTo(_values.AsSpan((step * GridLayout.Nine.Width) + (track * 9)));
        return this;
    }

    public float[] Values => _values;

    public TimelineGrid Grid => new("made", "", GridLayout.Nine, TimelineGrid.DefaultStep, _values);

    /// <summary>The rows of each forecast, as if all were right.</summary>
    public float[] Of(IReadOnlyList<Forecast> forecasts) => [.. forecasts.SelectMany(f => Grid.Row(f.Step).ToArray())];

    /// <summary>Judges these rows as predictions of others.</summary>
    public IReadOnlyDictionary<string, double> Judge(Rows truth, IReadOnlyList<Forecast> forecasts, IReadOnlyList<DueChange>? due = null) => Judge(truth, forecasts, Of(forecasts), due);

    public static IReadOnlyDictionary<string, double> Judge(Rows truth, IReadOnlyList<Forecast> forecasts, float[] said, IReadOnlyList<DueChange>? due = null)
    {
        var output = TrackJudge.Judge(new ForecastSample("made", "made", truth.Grid, forecasts) { Due = due }, said);
        return Measures([output]);
    }

    public static IReadOnlyDictionary<string, double> Measures(SampleOutput[] outputs)
    {
        var once = Enumerable.Repeat(1, outputs.Length).ToArray();
        return TrackMetrics.All.Select(m => (m.Name, Value: m.Evaluate(outputs, once))).Where(m => !double.IsNaN(m.Value)).ToDictionary(m => m.Name, m => m.Value);
    }

    private static float[] Empty(int steps)
    {
        var values = new float[steps * GridLayout.Nine.Width];
        for (var at = 0; at < values.Length; at += 9)
            Nothing.CopyTo(values, at);
        return values;
    }
}
