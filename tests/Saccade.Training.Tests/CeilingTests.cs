namespace Saccade.Training.Tests;

public class CeilingTests
{
    private static readonly SampleOutput[] Chance = Answers(i => i % 2 == 0);

    private static SampleOutput[] Answers(Func<int, bool> right) => [.. Enumerable.Range(0, 400).Select(i => new SampleOutput
    {
        Id = $"s{i:D4}",
        Label = i / 2 % 2,
        Prediction = i / 2 % 2,
        Prefixes = [.. Enumerable.Repeat(right(i) == (i / 2 % 2 == 1) ? 0.9f : 0.1f, 4)],
        Early = new EarlyDecision(1 + i % 3, right(i) ? i / 2 % 2 : 1 - i / 2 % 2, 0.9f),
    })];

    private static Evaluation Judge(SampleOutput[] model, SampleOutput[] ceiling, params string[] accepted) =>
        new EvidenceCourt([new AccuracyAt(4)], [], accepted).Judge("toy", "runs/a", Split.Test, model,
            [new BaselineOutputs("chance", IsRival: true, Chance), new BaselineOutputs("bayes", IsRival: false, ceiling, IsCeiling: true)], ["no", "yes"]);

    [Fact]
    public void A_model_below_the_ceiling_is_judged_by_its_rivals_alone()
    {
        var evaluation = Judge(Answers(i => i % 10 != 0), Answers(i => i % 20 != 0));

        Assert.Equal("supported", evaluation.Verdict);
        Assert.Equal("chance", Assert.Single(evaluation.Claims).Baseline);
        Assert.True(Assert.Single(evaluation.Checks, c => c.Name == "above_bayes").Passed);
        Assert.Equal(0.95, evaluation.Information["bayes"]["accuracy_at_4"], 6);
    }

    [Fact]
    public void A_model_as_good_as_the_ceiling_has_no_leak() => Assert.Equal("supported", Judge(Answers(i => i % 10 != 0), Answers(i => i % 10 != 1)).Verdict);

    [Fact]
    public void A_model_clearly_above_the_ceiling_makes_the_evidence_invalid()
    {
        var evaluation = Judge(Answers(i => i % 20 != 0), Answers(i => i % 5 != 0));

        Assert.Equal("invalid: above_bayes", evaluation.Verdict);
        Assert.Contains("accuracy_at_4 0.9500 where 0.8000 is the most there can be", Assert.Single(evaluation.Checks, c => c.Name == "above_bayes").Detail);
    }

    [Fact]
    public void A_broken_ceiling_can_be_accepted_by_name()
    {
        var evaluation = Judge(Answers(i => i % 20 != 0), Answers(i => i % 5 != 0), "above_bayes", "sorted_split");

        Assert.Equal("supported", evaluation.Verdict);
        Assert.Equal(["above_bayes"], evaluation.Accepted);
    }

    [Fact]
    public void An_early_decision_is_judged_by_what_it_said_and_when()
    {
        var outputs = Answers(i => i % 4 != 0);
        var once = Enumerable.Repeat(1, outputs.Length).ToArray();

        Assert.Equal(0.75, new EarlyAccuracy().Evaluate(outputs, once));
        Assert.Equal(outputs.Average(o => o.Early!.Frames), new DecisionFrames().Evaluate(outputs, once), 12);
        Assert.Equal(0.75, new AccuracyAt(1).Evaluate(outputs, once));
        Assert.Equal(double.NaN, new AccuracyAt(5).Evaluate(outputs, once));
        Assert.Equal(double.NaN, new EarlyAccuracy().Evaluate([.. outputs.Select(o => o with { Early = null })], once));
    }

    [Fact]
    public void Majority_says_after_each_frame_what_it_always_says()
    {
        var outputs = Answers(_ => true);
        var context = new BaselineContext(null!, new TwoClasses(), Split.Test, outputs, _ => [], (_, _, _) => []);

        var said = new MajorityBaseline().Predict(context);

        Assert.All(said, o => Assert.Equal([0.75f, 0.75f, 0.75f, 0.75f], o.Prefixes));
        Assert.All(said, o => Assert.Null(o.Early));
    }

    private sealed class TwoClasses : IDataSource
    {
        public string Hash => "two";
        public IReadOnlyList<string> ClassNames => ["no", "yes"];
        public bool IsEndless => false;
        public int Count(Split split) => 4;
        public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => throw new NotSupportedException();
        public IEnumerable<DataItem> Items(Split split) => Enumerable.Range(0, 4).Select(i => new DataItem { Id = $"{i}", Split = split, Index = i, Label = i == 0 ? 0 : 1 });
        public void Dispose()
        {
        }
    }
}
