using System.Text.Json;
using Saccade.Studio.Tests.Hosting;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Studio.Tests.Comparing;

/// <summary>Runs beside each other: by the numbers of <c>saccade compare</c>.</summary>
public sealed class CompareTests
{
    [Fact]
    public async Task Metrics_and_differences_are_those_of_the_command()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "first"));
            ToyStudio.Train(Path.Combine(runs, "a,b"), "epochs=1", "learning_rate=0.001");
        });
        var page = await studio.Get("api/compare?runs=first,a%2Cb");
        Assert.Equal(["first", "a,b"], page["runs"]!.AsArray().Select(r => (string)r!["id"]!));
        Assert.Null(page["problem"]);

        var compared = new[] { "first", "a,b" }.Select(id => RunFolder.Open(Path.Combine(studio.Runs, id)))
            .Select(run => ComparedRun.Of(run.ReadInfo().Id, run, run.ReadEvidence()[Split.Validation] with { Run = Path.GetFileName(run.Root) }, run.ReadOutputs(Split.Validation))).ToArray();
        var wanted = Comparison.Of(compared, new ToyApplication().Metrics);
        var metrics = page["metrics"]!.AsArray();
        Assert.Equal(["accuracy", "ece"], metrics.Select(m => (string)m!["metric"]!));
        foreach (var metric in metrics)
        {
            var name = (string)metric!["metric"]!;
            Assert.Equal("validation", (string)metric["split"]!);
            Assert.Equal(compared.Select(c => Json(c.Evaluation.Metrics[name])), metric["values"]!.AsArray().Select(v => v!.ToJsonString()));
            var difference = Assert.Single(wanted.Differences, d => d.Metric == name);
            Assert.Equal((difference.Difference, difference.Low, difference.High, difference.Conclusion),
                ((double)metric["differences"]![0]!["difference"]!, (double)metric["differences"]![0]!["low"]!, (double)metric["differences"]![0]!["high"]!, (string)metric["differences"]![0]!["conclusion"]!));
        }
        Assert.Equal([("learning_rate", "0.05", "0.001"), ("epochs", "2", "1")], page["recipe"]!.AsArray().Select(k => ((string)k!["key"]!, (string)k["values"]![0]!, (string)k["values"]![1]!)).OrderByDescending(k => k.Item1));
        Assert.Equal(2, page["confusions"]!.AsArray().Count);
        Assert.Contains("loss", page["series"]!.AsArray().Select(s => (string)s!));
    }

    [Fact]
    public async Task Runs_that_cannot_be_compared_are_shown_with_the_reason_and_damaged_ones_without_numbers()
    {
        await using var studio = await ToyStudio.Start(runs =>
        {
            ToyStudio.CopyRun(Path.Combine(runs, "first"));
            ToyStudio.Train(Path.Combine(runs, "second"), "epochs=1", "toy.samples=128");
            ToyStudio.CopyRun(Path.Combine(runs, "torn"));
            File.WriteAllText(Path.Combine(runs, "torn", "run.json"), "{");
        });
        var page = await studio.Get("api/compare?runs=first,second");
        Assert.Contains("first and second cannot be compared: they were judged on different data", (string)page["problem"]!);
        Assert.DoesNotContain(studio.Runs, (string)page["problem"]!);
        Assert.Empty(page["metrics"]!.AsArray());
        var torn = await studio.Get("api/compare?runs=first,torn");
        Assert.Equal("damaged", (string)torn["runs"]![1]!["status"]!);
        Assert.Equal(404, (await studio.Refused(HttpMethod.Get, "api/compare?runs=first,none")).Status);
        Assert.Equal(400, (await studio.Refused(HttpMethod.Get, "api/compare?runs=")).Status);
    }

    private static string Json(Interval interval) => JsonSerializer.SerializeToNode(interval, RunJson.Line)!.ToJsonString();
}
