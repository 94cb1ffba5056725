using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 80.4 % on a "balanced validation" of 500 clips; an ensemble with an F1 of 0.608. True: 375 of the 500 lie in the training range, and the ensemble was scored on videos that its members had
/// learnt. Caught by <c>shared_items</c> in one set or table, and by <c>seen_in_training</c> when a run is judged on other data than its own.
/// </summary>
public sealed class TestInsideTraining : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // 125 clips each from 2000, 4500, 7000 and 9500 on; training was 0 to 7999.
    private static readonly int[] Balanced = [.. new[] { 2000, 4500, 7000, 9500 }.SelectMany(from => Enumerable.Range(from, 125))];

    private static IEnumerable<string> Rows(IEnumerable<int> training, IEnumerable<int> test)
    {
        string Row(int i, string split, int said) => $"traj_{i:D5},{split},{i / 2500},{said}";
        return training.Select(i => Row(i, "train", i / 2500)).Concat(test.Select(i => Row(i, "test", i % 5 == 0 ? 1 : i / 2500)));
    }

    [Fact]
    public void A_test_set_taken_from_the_training_range_is_named()
    {
        Assert.Equal(375, Balanced.Count(i => i < 8000));
        var shared = PredictionsOf.Audit("id,split,label,prediction", Rows(Enumerable.Range(0, 10_000).Where(i => i % 7 != 0), Balanced)).Checks.Single(c => c.Name == "shared_items");
        Assert.False(shared.Passed);
        Assert.Equal("supported", PredictionsOf.Audit("id,split,label,prediction", Rows(Enumerable.Range(0, 10_000).Except(Balanced), Balanced)).Verdict);
    }

    [Fact]
    public void Videos_that_members_of_an_ensemble_have_learnt_are_named()
    {
        IEnumerable<string> Windows(Func<int, string> split) => Enumerable.Range(0, 400).Select(i => $"{i},{split(i)},video {i / 8},{i % 2},{i % 2}");
        Assert.Equal(["shared_items"], PredictionsOf.Audit("id,split,group,label,prediction", Windows(i => i % 5 == 0 ? "test" : "train")).Failed());
        Assert.Empty(PredictionsOf.Audit("id,split,group,label,prediction", Windows(i => i / 8 % 5 == 0 ? "test" : "train")).Failed());
    }

    [Theory]
    [InlineData(Split.Train, new[] { "seen_in_training" })]
    [InlineData(Split.Test, new string[0])]
    public void A_run_judged_on_another_set_that_holds_what_it_has_learnt_is_named(Split testIs, string[] failed)
    {
        // The recipe with 64 samples is the run's own data; the other set calls these very samples its test.
        var application = new ToyRun { Data = options => options.Samples == 64 ? new ToyData(options) : new ChangedSource(new ToyData(options with { Samples = 64 })) { TestIs = testIs } };
        var run = application.Train(folder["run"], "epochs=1");
        var checks = application.Evaluate(run, Split.Test, "toy.samples=65").Checks;
        Assert.Equal(failed, PredictionsOf.Failed(checks.Where(c => c.Name == "seen_in_training")));
    }
}
