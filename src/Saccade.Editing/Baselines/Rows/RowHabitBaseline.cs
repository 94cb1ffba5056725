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
        return [.. data.Samples(context.Split).Select(sample => TrackJudge.Judge(sample, Rows(fitted, sample)))];
    }

    /// <summary>(N, K, V): what a fitted habit says of each forecast of a sample.</summary>
    public static float[] Rows(RowHabit habit, ForecastSample sample)
    {
        var (layout, values) = (sample.Truth.Layout, sample.Truth.Layout.Values.Count);
        var rows = new float[sample.Forecasts.Count * layout.Width];
        var asked = Enumerable.Range(0, GridLayout.Tracks).SelectMany(track => sample.Of(track).Select(a => (Track: track, a.Place, a.Forecast)));
        foreach (var block in asked.GroupBy(a => a.Forecast.Given))
        {
            var ahead = block.Max(a => a.Forecast.Ahead);
            var said = new float[ahead * layout.Width];
            habit.Say(sample.Truth, block.Key, said, new float[ahead * GridLayout.Tracks]);
            foreach (var (track, place, forecast) in block)
                said.AsSpan(((forecast.Ahead - 1) * layout.Width) + (track * values), values).CopyTo(rows.AsSpan((place * layout.Width) + (track * values)));
        }
        return rows;
    }
}
