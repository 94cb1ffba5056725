using Saccade.Editing.Baselines.Rows;
using Saccade.Editing.Corpora;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Judging;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Tests.Judging;
using Saccade.Editing.Timelines;
using Saccade.Tensors.Random;

namespace Saccade.Editing.Tests.Suggesting;

/// <summary>A written timeline, read back, says what was predicted: judged by what predictions themselves are judged by, over whole timelines of made-up editors.</summary>
public sealed class JudgedRoundTripTests
{
    private static readonly int[] Filled = [1, 2, 3];

    [Theory]
    [InlineData("xmeml", 0)]
    [InlineData("fcpxml", 1)]
    [InlineData("otio", 2)]
    public void What_is_read_back_agrees_with_the_prediction_to_the_grid(string format, int sample)
    {
        var rough = SampleProject.Of(EditedSample.Make(5, sample), "rough");
        var predicted = Prediction(sample);
        var suggestion = TrackFilling.Fill(rough, rough.Sequences[0], predicted, Filled, AssetRules.Separate, new Dictionary<int, MediaFile>());
        Assert.NotEmpty(suggestion.Changes);

        var read = Shown.Through(suggestion.Project, format);
        var back = TimelineSampler.Sample(read, read.Sequences[0], "read", SamplingOptions.Default);

        var judged = TrackJudge.Judge(new ForecastSample("read", "read", predicted.Grid, Forecast.Span(0, predicted.Grid.Steps)), back.Values.Span);
        var measured = Rows.Measures([judged]);
        foreach (var exact in new[] { "active_f1", "asset_f1", "boundary_f1_0.1", "boundary_precision", "boundary_recall" })
            Assert.Equal((exact, 1.0), (exact, measured[exact]));
        // What keyframes are fitted to, at most half a per cent and two thousandths of the frame off.
        Assert.InRange(measured["scale_mae"], 0, 0.5);
        Assert.InRange(measured["position_mae"], 0, 0.002);
        Assert.InRange(measured["iou"], 0.985, 1);
    }

    /// <summary>What a clock says of each row from those before it, trembling as numbers of a model do; V1 is given.</summary>
    private static PredictedGrid Prediction(int sample)
    {
        var habit = new UsualLength();
        habit.Fit([ForecastCorpus.Stored(sample + 2).Grid, ForecastCorpus.Stored(sample + 4).Grid]);
        var truth = ForecastCorpus.Stored(sample).Grid;
        var (rows, sure) = RowHabitBaseline.Rows(habit, new ForecastSample("", "", truth, Forecast.Next(0, truth.Steps)));
        var noise = new RandomKey(7, RandomStream.Data, (ulong)sample);
        for (var i = 0; i < rows.Length; i++)
        {
            var (cell, value) = Math.DivRem(i, GridLayout.Nine.Values.Count);
            if (cell % GridLayout.Tracks == 0)
                rows[i] = truth.Values.Span[i];
            else if (rows[(cell * GridLayout.Nine.Values.Count) + GridLayout.Active] == 1 && value is > GridLayout.Asset and < 5)
                rows[i] += (value == GridLayout.FirstNumber ? 0.2f : 0.0008f) * (noise.Uniform((ulong)i) - 0.5f);
        }
        return new PredictedGrid(new TimelineGrid("predicted", "", GridLayout.Nine, truth.Step, rows), sure);
    }
}
