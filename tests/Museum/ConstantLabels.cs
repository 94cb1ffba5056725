using Saccade.Objects;
using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 100 % accuracy at every check, a training loss of 7.45e-10. True: the loader had "assume persistent" written into it and every label was 0. Caught by
/// <c>constant_labels</c>, and where a clip still has a label of its own by <c>unit_labels</c>.
/// </summary>
public class ConstantLabels
{
    // Transients in 0 to 18 of 32 frames; a clip is persistent when they take less than a fifth.
    private static int TrueLabel(int i) => Numbers.Uniform(1, i) < 0.531 ? 0 : 1;

    private static IEnumerable<string> Rows(Func<int, int> label, Func<int, int> prediction) =>
        Enumerable.Range(0, 1000).Select(i => $"{i},{(i % 5 < 3 ? "train" : "test")},{label(i)},{prediction(i)}");

    private static ObjectTruth[] AllPersistent(ClipObjects truth) => [.. truth.Objects.Select(o => o with { Kind = Persistence.Persistent })];

    [Fact]
    public void Labels_that_are_all_zero_are_named()
    {
        var evaluation = PredictionsOf.Audit("id,split,label,prediction", Rows(_ => 0, _ => 0));
        Assert.Equal((1.0, "invalid: constant_labels"), (evaluation.Metrics["accuracy"].Value, evaluation.Verdict));
    }

    [Fact]
    public void Even_accepted_they_support_nothing() =>
        Assert.Equal("no better than majority", PredictionsOf.Audit("id,split,label,prediction", Rows(_ => 0, _ => 0), "constant_labels").Verdict);

    [Fact]
    public void The_labels_that_the_rule_gives_pass() =>
        Assert.Equal("supported", PredictionsOf.Audit("id,split,label,prediction", Rows(TrueLabel, i => i % 10 == 0 ? 0 : TrueLabel(i))).Verdict);

    [Fact]
    public void A_loader_that_assumes_persistent_is_named_before_anything_is_trained()
    {
        using var data = new MisreadClips(label: truth => new ClipObjects(truth.Frames, AllPersistent(truth)));
        Assert.Equal(["constant_labels", "missing_class"], PredictionsOf.Failed(DataChecks.Judge(DataInventory.Of(data))));
        var evaluation = PersistenceTrial.Judge(data, PersistenceTrial.Right);
        Assert.Equal((1.0, "invalid: constant_labels"), (evaluation.Metrics["accuracy"].Value, evaluation.Verdict));
    }

    [Fact]
    public void One_that_assumes_it_of_objects_alone_is_named_when_they_are_judged()
    {
        using var data = new MisreadClips(label: truth =>
            ClipObjects.Labelled(AllPersistent(truth), [.. Enumerable.Range(0, truth.Frames).Select(t => truth.Frame(t) == Persistence.Transient)]));
        Assert.Empty(PredictionsOf.Failed(DataChecks.Judge(DataInventory.Of(data))));
        Assert.Equal("invalid: unit_labels", PersistenceTrial.Judge(data, PersistenceTrial.Right).Verdict);
    }

    [Fact]
    public void A_loader_that_follows_the_rule_passes()
    {
        using var data = new MisreadClips();
        Assert.Empty(PersistenceTrial.Judge(data, PersistenceTrial.Right).Failed());
    }
}
