using Saccade.Tensors.Random;

namespace Saccade.Training.Tests;

/// <summary>A target that stands in the input is found wherever the model may look, and copies of what never changes are not taken for one.</summary>
public class HandedSequencesTests
{
    private const int Steps = 60, Width = 5;

    private static readonly float[] Series = MakeSeries();

    [Fact]
    public void A_target_that_is_the_input_is_a_reconstruction()
    {
        var result = Judge(0, looksAhead: true);
        Assert.False(result.Passed);
        Assert.Equal("reconstruction, not prediction", result.Instead);
        Assert.EndsWith("stand in the input of the same step", result.Detail, StringComparison.Ordinal);
        Assert.False(Judge(0, looksAhead: false).Passed);
    }

    [Fact]
    public void The_next_step_is_a_prediction_only_for_a_model_that_does_not_look_ahead()
    {
        Assert.True(Judge(1, looksAhead: false).Passed);
        var ahead = Judge(1, looksAhead: true);
        Assert.False(ahead.Passed);
        Assert.EndsWith("stand in the input 1 step later, where the model may look", ahead.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_lies_in_the_past_is_handed_over_too() => Assert.False(Judge(-3, looksAhead: false).Passed);

    [Fact]
    public void Numbers_of_other_columns_and_other_series_do_not_count()
    {
        var other = Series.Select(v => v + 1).ToArray();
        Assert.True(new TargetInInputCheck().Judge(Of([new SequenceItem(other, Series, Width, true)])).Passed);
    }

    [Fact]
    public void A_sequence_that_never_changes_is_compared_as_it_is()
    {
        var still = new float[Steps * Width];
        Assert.False(new TargetInInputCheck().Judge(Of([new SequenceItem(still, still, Width, true)])).Passed);
    }

    [Fact]
    public void Accepting_it_by_name_ends_well_and_leaves_the_verdict()
    {
        var model = Samples.Classified(400, _ => true);
        var failed = Judge(0, looksAhead: true);
        IReadOnlyList<BaselineOutputs> baselines = [new("majority", true, Samples.Classified(400, i => i % 10 != 1))];
        var refused = new EvidenceCourt([new Accuracy()], [failed], []).Judge("toy", "r", Split.Test, model, baselines, []);
        Assert.Equal(("invalid: target_in_input (reconstruction, not prediction)", true), (refused.Verdict, refused.IsRefused));
        var accepted = new EvidenceCourt([new Accuracy()], [failed], ["target_in_input"]).Judge("toy", "r", Split.Test, model, baselines, []);
        Assert.Equal((refused.Verdict, false), (accepted.Verdict, accepted.IsRefused));
        Assert.Equal(["target_in_input"], accepted.Accepted);
        var other = new CheckResult("sorted_split", false, "");
        Assert.True(new EvidenceCourt([new Accuracy()], [failed, other], ["target_in_input"]).Judge("toy", "r", Split.Test, model, baselines, []).IsRefused);
    }

    /// <summary>A model that is asked, at each step, for the series <paramref name="horizon"/> steps on.</summary>
    private static CheckResult Judge(int horizon, bool looksAhead)
    {
        var length = (Steps - Math.Abs(horizon)) * Width;
        var (inputs, targets) = (Math.Max(0, -horizon) * Width, Math.Max(0, horizon) * Width);
        return new TargetInInputCheck().Judge(Of([new SequenceItem(Series.AsMemory(inputs, length), Series.AsMemory(targets, length), Width, looksAhead)]));
    }

    private static DataInventory Of(SequenceItem[] sequences) =>
        new(sequences.Select((s, i) => new DataItem { Id = $"{i}", Split = Split.Train, Index = i, Sequence = s }), []);

    private static float[] MakeSeries()
    {
        var key = new RandomKey(3, RandomStream.Data, 0);
        var series = new float[Steps * Width];
        for (var i = 0; i < series.Length; i++)
            series[i] = i >= Width && key.UniformDouble((ulong)(2 * i)) < 0.8 ? series[i - Width] : (float)key.UniformDouble((ulong)(2 * i + 1));
        return series;
    }
}
