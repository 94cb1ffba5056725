using Saccade.Objects.Baselines;
using Saccade.Objects.Learning;
using Saccade.Objects.Metrics;
using Saccade.Training;

namespace Saccade.Objects.Tests.Metrics;

public class AttentionMetricsTests
{
    // Three persistent tokens with 0.2 each, one transient with 0.1, one upon nothing with 0.3: the ratio is 2.
    private static readonly SampleOutput Twice = Seen("twice", [1, 1, 1, 0, -1], [0, 0, 0, 1, 2], [0.2f, 0.2f, 0.2f, 0.1f, 0.3f]);

    // One of each, the transient with four times as much: the ratio is 1/4.
    private static readonly SampleOutput Quarter = Seen("quarter", [1, 0], [0, 1], [0.2f, 0.8f]);

    private static readonly SampleOutput OnlyPersistent = Seen("excluded", [1, 1], [0, 0], [0.5f, 0.5f]);

    [Fact]
    public void A_ratio_and_its_reciprocal_cancel()
    {
        var half = Seen("half", [1, 0], [0, 1], [1 / 3f, 2 / 3f]);

        Assert.Equal(2, Of(AttentionRatio.Last, Twice), 1e-6);
        Assert.Equal(1, Of(AttentionRatio.Last, Twice, half), 1e-6);
        Assert.Equal(Math.Exp((2 * Math.Log(2) + Math.Log(0.5)) / 3), AttentionRatio.Last.Evaluate([Twice, half], [2, 1]), 1e-6);
    }

    [Fact]
    public void Clips_of_one_kind_are_left_out_and_counted()
    {
        Assert.Equal(2, Of(AttentionRatio.Last, Twice, OnlyPersistent), 1e-6);
        Assert.Equal(1, Of(new AttentionExcluded(), Twice, OnlyPersistent));
        Assert.True(double.IsNaN(Of(AttentionRatio.Last, OnlyPersistent)));
    }

    [Fact]
    public void The_median_is_the_middle_clips() =>
        Assert.Equal(2, new AttentionRatioMedian().Evaluate([Quarter, Twice, OnlyPersistent], [1, 2, 5]), 1e-6);

    [Fact]
    public void Consistency_is_the_share_of_eligible_clips_from_the_threshold_on()
    {
        var below = Seen("below", [1, 0], [0, 1], [0.5641f, 0.4359f]); // 1.294

        Assert.Equal(1 / 3.0, Of(new AttentionConsistency(1.3), Twice, Quarter, below, OnlyPersistent), 1e-9);
        Assert.Equal(2 / 3.0, Of(new AttentionConsistency(1.29), Twice, Quarter, below, OnlyPersistent), 1e-9);
    }

    [Fact]
    public void Mass_stands_beside_the_share_of_tokens_and_only_the_historical_ratio_forgets_it()
    {
        var uniform = Seen("uniform", [1, 1, 1, 1, 0], [0, 0, 0, 0, 1], [0.2f, 0.2f, 0.2f, 0.2f, 0.2f]);

        Assert.Equal(1, Of(AttentionRatio.Last, uniform), 1e-6);
        Assert.Equal(Of(new PersistentTokenShare(), uniform), Of(new AttentionMass(), uniform), 1e-6);
        Assert.Equal(4, Of(new MassRatioNotNormalised(), uniform), 1e-6);
        Assert.Equal(1, Of(new AttentionEntropy(), uniform), 1e-6);
        Assert.InRange(Of(new AttentionEntropy(), Quarter), 0.6, 0.8);
    }

    [Fact]
    public void Among_short_tracks_the_ball_that_is_always_there_does_not_count()
    {
        var labels = Enumerable.Repeat(1, 9).Concat([1, 0]).ToArray();
        var units = Enumerable.Repeat(0, 9).Concat([1, 2]).ToArray();
        var ball = Seen("ball", labels, units, [.. Enumerable.Repeat(0.1f, 9), 0.05f, 0.05f]);

        Assert.True(Of(AttentionRatio.Last, ball) > 1.8);
        Assert.Equal(1, Of(AttentionRatio.ShortTracks, ball), 1e-6);
    }

    [Fact]
    public void Controls_of_attention_have_none_of_its_preference_and_say_nothing_else()
    {
        var context = new BaselineContext(null!, null!, Split.Test, [Twice, Quarter], _ => [], (_, _, _) => []);
        var uniform = AttentionNull.Uniform.Predict(context).ToArray();

        Assert.Equal(1, Of(AttentionRatio.Last, uniform), 1e-6);
        Assert.True(double.IsNaN(new Accuracy().Evaluate(uniform, [1, 1])));
        var permuted = AttentionNull.PermutedKinds.Predict(context).ToArray();
        Assert.All(permuted.Zip([Twice, Quarter]), p => Assert.Equal(p.Second.Attention!["last"].Labels.Where(l => l >= 0).Distinct().Order(), p.First.Attention!["last"].Labels.Where(l => l >= 0).Distinct().Order()));
    }

    [Fact]
    public void Kinds_dealt_anew_within_each_clip_leave_a_ratio_of_one()
    {
        // Attention is 3:1 for the first track, whatever it is; half of the first tracks are persistent.
        var clips = Enumerable.Range(0, 2000).Select(i => Seen($"{i}", [i % 2, 1 - i % 2], [0, 1], [0.75f, 0.25f])).ToArray();
        var context = new BaselineContext(null!, null!, Split.Test, [.. clips.Where((_, i) => i % 2 == 1)], _ => [], (_, _, _) => []);

        Assert.Equal(3, Of(AttentionRatio.Last, [.. context.Outputs]), 1e-5);
        Assert.InRange(Of(AttentionRatio.Last, [.. AttentionNull.PermutedKinds.Predict(context)]), 0.9, 1.1);
    }

    [Fact]
    public void Units_counted_by_their_size_are_another_number_than_units()
    {
        var output = new SampleOutput { Id = "a", Label = 1, Prediction = 0, Units = [new(1, 1, 0.9f, 30), new(0, 1, 0.6f, 2)] };

        Assert.Equal(0.5, new Accuracy().Evaluate([output], [1]));
        Assert.Equal(30 / 32.0, new ObjectFrameAccuracy().Evaluate([output], [1]));
        Assert.Equal(0, new VideoAccuracy().Evaluate([output], [1]));
    }

    private static double Of(IMetric metric, params SampleOutput[] outputs) => metric.Evaluate(outputs, [.. outputs.Select(_ => 1)]);

    private static SampleOutput Seen(string id, int[] labels, int[] units, float[] received) => new()
    {
        Id = id,
        Units = [],
        Attention = new Dictionary<string, TokenAttention> { [PersistenceLearner.LastLayer] = new(labels, units, received), [PersistenceLearner.AllLayers] = new(labels, units, received) },
    };
}
