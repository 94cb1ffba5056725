using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Baselines.Rows;

/// <summary>
/// <c>oracle</c>: of timelines whose editors' rules are known, what those call for, and otherwise no change. The best that anybody can do with what lies before a step, since the rest are
/// whims; a model that is better has been shown more. Only where each row is predicted from all before it.
/// </summary>
internal sealed class OracleBaseline : IBaseline
{
    public string Name => "oracle";

    public bool IsRival => false;

    public bool IsCeiling => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var samples = ((IForecastData)context.Data).Samples(context.Split).ToArray();
        return samples.All(s => s is { Due: not null, Hidden: null } && s.Forecasts.All(f => f.Ahead == 1)) ? [.. samples.Select(s => TrackJudge.Judge(s, Rows(s)))] : [];
    }

    /// <summary>(N, K, V)</summary>
    public static float[] Rows(ForecastSample sample)
    {
        var layout = sample.Truth.Layout;
        var due = sample.Due!.ToLookup(d => d.Step);
        var rows = new float[sample.Forecasts.Count * layout.Width];
        foreach (var (i, forecast) in sample.Forecasts.Index())
        {
            var row = rows.AsSpan(i * layout.Width, layout.Width);
            for (var at = 0; at < row.Length && forecast.Given == 0; at += layout.Values.Count)
                layout.Inactive.CopyTo(row[at..]);
            if (forecast.Given > 0)
                sample.Truth.Row(forecast.Given - 1).CopyTo(row);
            foreach (var change in due[forecast.Step])
                change.Right.Span.CopyTo(row[(change.Track * layout.Values.Count)..]);
        }
        return rows;
    }
}
