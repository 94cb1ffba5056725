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
        var (width, forecasts) = (sample.Truth.Layout.Width, sample.Forecasts);
        var rows = new float[forecasts.Count * width];
        for (var first = 0; first < forecasts.Count;)
        {
            var given = forecasts[first].Given;
            var end = first + 1;
            while (end < forecasts.Count && forecasts[end].Given == given)
                end++;
            var ahead = forecasts[end - 1].Ahead;
            var said = new float[ahead * width];
            habit.Say(sample.Truth, given, said, new float[ahead * GridLayout.Tracks]);
            for (var i = first; i < end; i++)
                said.AsSpan((forecasts[i].Ahead - 1) * width, width).CopyTo(rows.AsSpan(i * width));
            first = end;
        }
        return rows;
    }
}
