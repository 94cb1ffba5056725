using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Baselines.Rows;

/// <summary>A habit as a control: fitted to the training timelines, judged on what the model is judged on, in the same way.</summary>
/// <param name="habit">Makes a fresh one.</param>
internal sealed class RowHabitBaseline(Func<RowHabit> habit) : IBaseline
{
    public string Name { get; } = habit().Name;

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (IForecastData)context.Data;
        var fitted = habit();
        fitted.Fit(data.Training);
        return [.. data.Samples(context.Split).Select(Judged)];

        SampleOutput Judged(ForecastSample sample)
        {
            var (rows, confidence) = Rows(fitted, sample);
            return TrackJudge.Judge(sample, rows, confidence);
        }
    }

    /// <summary>(N, K, V) and (N, K): what a fitted habit says of each forecast of a sample, and how sure it is.</summary>
    public static (float[] Rows, float[] Confidence) Rows(RowHabit habit, ForecastSample sample)
    {
        var (layout, values) = (sample.Truth.Layout, sample.Truth.Layout.Values.Count);
        var (rows, confidence) = (new float[sample.Forecasts.Count * layout.Width], new float[sample.Forecasts.Count * GridLayout.Tracks]);
        var asked = Enumerable.Range(0, GridLayout.Tracks).SelectMany(track => sample.Of(track).Select(a => (Track: track, a.Place, a.Forecast)));
        foreach (var block in asked.GroupBy(a => a.Forecast.Given))
        {
            var ahead = block.Max(a => a.Forecast.Ahead);
            var (said, sure) = (new float[ahead * layout.Width], new float[ahead * GridLayout.Tracks]);
            habit.Say(sample.Truth, block.Key, said, sure);
            foreach (var (track, place, forecast) in block)
            {
                said.AsSpan(((forecast.Ahead - 1) * layout.Width) + (track * values), values).CopyTo(rows.AsSpan((place * layout.Width) + (track * values)));
                confidence[(place * GridLayout.Tracks) + track] = sure[((forecast.Ahead - 1) * GridLayout.Tracks) + track];
            }
        }
        return (rows, confidence);
    }
}
