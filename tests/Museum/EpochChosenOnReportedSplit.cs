using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: 90.9 % for the best epoch, an F1 at "epoch 33". True: the epoch was chosen on the samples that the number is reported for; there was no test split. Caught by the finding
/// <c>chosen_on_this_split</c>.
/// </summary>
public sealed class EpochChosenOnReportedSplit : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_number_from_the_split_that_chose_the_epoch_says_so_and_one_from_the_test_split_does_not()
    {
        var application = new ToyRun();
        var run = application.Train(folder["run"]);
        Assert.Contains("the best of 4 epochs was chosen on these samples", Assert.Single(application.Evaluate(run, Split.Validation).Findings, f => f.Name == "chosen_on_this_split").Detail);
        Assert.Empty(application.Evaluate(run, Split.Test).Findings);
    }
}
