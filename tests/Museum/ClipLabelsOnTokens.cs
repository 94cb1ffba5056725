using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: nothing, since it crashed: "mask [16] vs indexed tensor [1]". True: a loss on the attention of each token was indexed by the labels of whole videos. Labels that are too few are refused here;
/// labels of clips that were put upon tracks, which crash nothing, are caught by <c>unit_labels</c>.
/// </summary>
public class ClipLabelsOnTokens
{
    [Fact]
    public void Attention_of_tokens_is_not_taken_with_labels_of_clips() =>
        Assert.Contains("give each token its own, not its sample's", Assert.Throws<ArgumentException>(() => new TokenAttention([1], [0], new float[16])).Message);

    [Fact]
    public void Objects_that_have_the_label_of_their_clip_are_named_however_right_the_model_is()
    {
        using var data = new MisreadClips(label: truth =>
            ClipObjects.Labelled([.. truth.Objects.Select(o => o with { Kind = truth.Clip })], [.. Enumerable.Range(0, truth.Frames).Select(t => truth.Frame(t) == Objects.Persistence.Transient)]));
        Assert.Empty(PredictionsOf.Failed(DataChecks.Judge(DataInventory.Of(data))));
        var evaluation = PersistenceTrial.Judge(data, PersistenceTrial.Right);
        Assert.Equal((1.0, "invalid: unit_labels"), (evaluation.Metrics["accuracy"].Value, evaluation.Verdict));
        Assert.Contains("have the label of their sample", evaluation.Checks.Single(c => !c.Passed).Detail);
    }

    [Fact]
    public void Objects_with_labels_of_their_own_pass()
    {
        using var data = new MisreadClips();
        Assert.True(PersistenceTrial.Judge(data, PersistenceTrial.Right).Checks.Single(c => c.Name == "unit_labels").Passed);
    }
}
