namespace Saccade.Training.Tests;

public class OutputCheckTests
{
    private static string[] Failed(params SampleOutput[] outputs) => [.. OutputChecks.Judge(outputs).Where(c => !c.Passed).Select(c => $"{c.Name}: {c.Detail}")];

    private static SampleOutput Parts(string id, int label, params int[] units) => new() { Id = id, Label = label, Prediction = label, Units = [.. units.Select(u => new UnitOutput(u, u, u))] };

    private static SampleOutput Tracked(long sightings, long matches) => new() { Id = $"{sightings}-{matches}", Tracking = new() { Sightings = sightings, Points = matches, Matches = matches } };

    private static SampleOutput Decided(string id, int frames, int prediction) =>
        new() { Id = id, Label = 1, Prediction = 1, Prefixes = [0.3f, 0.4f, 0.8f], Early = new(frames, prediction, 0.9f) };

    [Fact]
    public void Outputs_without_parts_tracks_and_decisions_have_nothing_to_check() => Assert.Empty(OutputChecks.Judge([new() { Id = "a", Label = 1, Prediction = 1 }]));

    [Fact]
    public void Parts_that_all_have_one_label_are_named() =>
        Assert.Equal(["unit_labels: all 5 units have the label 1"], Failed(Parts("a", 0, 1, 1), Parts("b", 1, 1, 1, 1)));

    [Fact]
    public void Parts_that_all_have_the_label_of_their_sample_are_named() =>
        Assert.Equal(["unit_labels: all 4 units have the label of their sample: these are labels of 2 samples, not of what they are made of"], Failed(Parts("a", 0, 0, 0), Parts("b", 1, 1, 1)));

    [Fact]
    public void One_part_with_a_label_of_its_own_is_enough()
    {
        Assert.Empty(Failed(Parts("a", 0, 0, 0), Parts("b", 1, 1, 0)));
        // A sample of one part, and parts that nobody knows, say nothing.
        Assert.Empty(OutputChecks.Judge([Parts("a", 0, 0), Parts("b", 1, 1), Parts("c", 1, 1, -1)]));
    }

    [Fact]
    public void Objects_that_are_mostly_not_found_are_named()
    {
        Assert.Equal(["unseen_objects: 24 of 50 true sightings were found in the inputs (48.0 %): they do not show what the truth is about; look at some of them"], Failed(Tracked(40, 24), Tracked(10, 0)));
        Assert.Empty(Failed(Tracked(40, 25), Tracked(10, 0)));
        Assert.Empty(OutputChecks.Judge([Tracked(0, 0)]));
    }

    [Fact]
    public void A_decision_that_was_not_said_by_then_is_named()
    {
        Assert.Equal(["hindsight: 1 of 2 early decisions are not what was said after the frames watched, but later"], Failed(Decided("a", 2, 1), Decided("b", 3, 1)));
        Assert.Empty(Failed(Decided("a", 2, 0), Decided("b", 3, 1)));
    }

    [Fact]
    public void Attention_takes_as_many_labels_as_tokens() => Assert.Throws<ArgumentException>(() => new TokenAttention([1, 0], [0], [0.5f, 0.5f]));
}
