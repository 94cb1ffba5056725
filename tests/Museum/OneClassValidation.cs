using Saccade.Training;
using Saccade.Trajectories.Sets;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: two of four extractors with 100 % accuracy, one with 0 %, one with 7.4 %, and a winner. True: the set was stored class by class and its last fifth was the
/// validation, 2,000 parabolas and nothing else; who always says "parabolic" has 100 %, who never says it has 0 %. Caught by <c>constant_labels</c>,
/// <c>missing_class</c>, <c>sorted_split</c>, <c>class_balance</c>.
/// </summary>
public class OneClassValidation
{
    private static readonly string[] Classes = ["linear", "circular", "helical", "parabolic"];
    private static readonly int[] Labels = [.. Enumerable.Range(0, 10_000).Select(i => i / 2500)];

    private static DataInventory Set(Func<int, Split> split) =>
        new(Labels.Select((label, i) => new DataItem { Id = $"traj_{i:D5}", Index = i, Label = label, Split = split(i) }), Classes);

    private static DataInventory Historical => Set(i => i < 8000 ? Split.Train : Split.Validation);

    [Fact]
    public void The_sorted_set_split_by_position_is_named()
    {
        Assert.Equal([2500, 2500, 2500, 500], Historical.LabelCounts(Split.Train).Values);
        Assert.Equal(2000, Assert.Single(Historical.LabelCounts(Split.Validation)).Value);
        Assert.Equal(["constant_labels", "missing_class", "sorted_split", "class_balance"], PredictionsOf.Failed(DataChecks.Judge(Historical)));
    }

    [Fact]
    public void The_same_set_split_within_each_class_passes()
    {
        var split = StratifiedSplit.Draw(Labels, seed: 1);
        var parts = Enum.GetValues<Split>().SelectMany(s => split.Indices(s).Select(i => (i, s))).ToDictionary(p => p.i, p => p.s);
        Assert.Empty(PredictionsOf.Failed(DataChecks.Judge(Set(i => parts[i]))));
    }

    [Theory]
    [InlineData("parabolic", 1.0)]
    [InlineData("linear", 0.0)]
    public void The_hundred_per_cent_and_the_nought_are_constants_and_the_table_shows_it(string said, double accuracy)
    {
        var evaluation = PredictionsOf.Audit("id,split,label,prediction", Labels.Select((label, i) => $"{i},{(i < 8000 ? "train" : "val")},{Classes[label]},{said}"));
        Assert.Equal(accuracy, evaluation.Metrics["accuracy"].Value);
        Assert.Equal("invalid: constant_labels", evaluation.Verdict);
        Assert.Contains("constant_prediction", evaluation.Findings.Select(f => f.Name));
    }
}
