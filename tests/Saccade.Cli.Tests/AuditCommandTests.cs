namespace Saccade.Cli.Tests;

public sealed class AuditCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File(Func<int, string> split, Func<int, string> prediction)
    {
        System.IO.File.WriteAllText(_folder["p.csv"], "id,split,label,prediction,score\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"s{i},{split(i)},c{i % 4},{prediction(i)},0.9\n")));
        return _folder["p.csv"];
    }

    [Fact]
    public void Predictions_are_judged_in_the_shape_of_evaluate()
    {
        var run = RecordedRun.Of("audit", File(i => i / 4 % 2 == 0 ? "train" : "test", i => $"c{i % 4}"), "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        foreach (var name in new[] { "task", "run", "split", "samples", "metrics", "baselines", "checks", "claims", "verdict", "confusion", "reliability" })
            Assert.True(run.Json().TryGetProperty(name, out _), name);
        Assert.Equal("supported", run.Json().GetProperty("verdict").GetString());
    }

    [Fact]
    public void People_see_checks_controls_confusion_calibration_and_verdict()
    {
        var shown = RecordedRun.Of("audit", File(i => i / 4 % 2 == 0 ? "train" : "test", i => $"c{i % 4}")).Output;
        foreach (var expected in new[] { "missing_class", "majority", "taken for", "mean confidence", "Verdict: supported" })
            Assert.Contains(expected, shown);
    }

    [Fact]
    public void Invalid_evidence_is_exit_code_three_unless_accepted_by_name()
    {
        var path = File(i => i < 300 ? "train" : i < 350 ? "validation" : "test", i => $"c{i % 4}");
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(path).Replace("s399,test", "s1,test", StringComparison.Ordinal));
        var run = RecordedRun.Of("audit", path);
        Assert.Equal(ExitCode.InvalidEvidence, run.Code);
        Assert.Contains("Verdict: invalid: shared_items", run.Output);
        Assert.Equal(ExitCode.Done, RecordedRun.Of("audit", path, "--accept", "shared_items").Code);
    }

    [Fact]
    public void What_cannot_be_judged_is_one_line()
    {
        var run = RecordedRun.Of("audit", _folder["no.csv"], "--json");
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Contains("no.csv: there is no such file", run.Json().GetProperty("error").GetString());
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("audit", _folder["no.csv"], "--kind", "words").Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("audit", _folder["no.csv"], "--column", "label").Code);
    }
}
