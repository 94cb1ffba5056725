using System.Text.Json.Nodes;
using Saccade.Studio.Tests.Hosting;
using Saccade.Training;

namespace Saccade.Studio.Tests.Curves;

/// <summary>What a page draws is what the journal holds.</summary>
public sealed class CurveTests
{
    [Fact]
    public async Task Few_entries_are_drawn_as_they_are()
    {
        await using var studio = await ToyStudio.Start(runs => ToyStudio.CopyRun(Path.Combine(runs, "toy")));
        var entries = Journal.Read(Path.Combine(studio.Runs, "toy", "journal.jsonl"));
        var (steps, epochs) = (entries.OfType<StepEntry>().ToArray(), entries.OfType<EpochEntry>().ToArray());
        var answer = await studio.Get("api/runs/toy/curves?names=loss,learning_rate,gradient_norm,samples_per_second,memory_mb,metric.accuracy,validation_loss,layer.*,nothing");
        Assert.Equal(steps[^1].Step, (long)answer["last_step"]!);
        var series = answer["series"]!.AsArray().ToDictionary(s => (string)s!["name"]!, s => s!);
        Assert.DoesNotContain("nothing", series.Keys);
        Assert.Equal(steps.Select(s => s.Step), Longs(series["loss"]["x"]));
        Assert.Equal(steps.Select(s => s.Loss), Numbers(series["loss"]["y"]));
        Assert.Equal(steps.Select(s => s.Loss), Numbers(series["loss"]["low"]));
        Assert.Equal(steps.Select(s => s.LearningRate), Numbers(series["learning_rate"]["y"]));
        Assert.Equal(steps.Select(s => s.GradientNorm), Numbers(series["gradient_norm"]["y"]));
        Assert.Equal(steps.Select(s => s.StepsPerSecond * s.SamplesSeen / s.Step), Numbers(series["samples_per_second"]["y"]));
        Assert.Equal(steps.Select(s => s.MemoryMb), Numbers(series["memory_mb"]["y"]).Select(m => (double?)m));
        Assert.All(steps, s => Assert.InRange(s.MemoryMb!.Value, 1, 1e6));
        Assert.Equal(epochs.Select(e => e.Metrics["accuracy"]), Numbers(series["metric.accuracy"]["y"]));
        Assert.Equal(epochs.Select(e => e.ValidationLoss), Numbers(series["validation_loss"]["y"]));
        Assert.NotEmpty(epochs[0].GradientNorms);
        foreach (var layer in epochs[0].GradientNorms.Keys)
            Assert.Equal(epochs.Select(e => e.GradientNorms[layer]), Numbers(series[$"layer.{layer}"]["y"]));
    }

    [Fact]
    public async Task Many_entries_are_drawn_by_buckets_with_mean_least_and_greatest()
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, Enumerable.Range(1, 5000)));
        var curve = (await studio.Get("api/runs/toy/curves?names=loss,loss.part,memory_mb&points=100"))["series"]![0]!;
        var (x, y, low, high) = (Longs(curve["x"]), Numbers(curve["y"]), Numbers(curve["low"]), Numbers(curve["high"]));
        Assert.Equal(100, x.Length);
        for (var bucket = 0; bucket < 100; bucket++)
        {
            var steps = Enumerable.Range(1 + bucket * 50, 50).ToArray();
            Assert.Equal(steps.Average(Loss), y[bucket], 12);
            Assert.Equal((steps.Min(Loss), steps.Max(Loss)), (low[bucket], high[bucket]));
            Assert.InRange(x[bucket], steps[0], steps[^1]);
        }
        var part = (await studio.Get("api/runs/toy/curves?names=loss.part&points=1000&from=101&to=200"))["series"]![0]!;
        Assert.Equal(Enumerable.Range(101, 100).Select(s => (long)s), Longs(part["x"]));
        Assert.Equal(Enumerable.Range(101, 100).Select(s => s / 2.0), Numbers(part["y"]));
    }

    [Fact]
    public async Task A_range_of_steps_is_cut_into_as_many_buckets_as_the_whole_and_so_into_finer_ones()
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, Enumerable.Range(1, 5000)));
        async Task<JsonNode> Asked(string range) => (await studio.Get($"api/runs/toy/curves?names=loss&points=100{range}"))["series"]![0]!;
        var near = await Asked("&from=1001&to=3000");
        var (x, y, low, high) = (Longs(near["x"]), Numbers(near["y"]), Numbers(near["low"]), Numbers(near["high"]));
        Assert.Equal(100, x.Length);
        for (var bucket = 0; bucket < 100; bucket++)
        {
            var steps = Enumerable.Range(1001 + bucket * 20, 20).ToArray();
            Assert.Equal(steps.Average(Loss), y[bucket], 12);
            Assert.Equal((steps.Min(Loss), steps.Max(Loss)), (low[bucket], high[bucket]));
            Assert.InRange(x[bucket], steps[0], steps[^1]);
        }
        Assert.Equal(Enumerable.Range(4901, 100).Select(s => (long)s), Longs((await Asked("&from=4901"))["x"]));
        Assert.Equal(Enumerable.Range(1, 100).Select(s => (long)s), Longs((await Asked("&to=100"))["x"]));
        var single = Longs((await Asked("&from=7&to=7"))["x"]);
        Assert.Equal([7], single);
        Assert.Empty(Longs((await Asked("&from=6000"))["x"]));
        var whole = await studio.Get("api/runs/toy/curves?names=loss&points=100&from=1001&to=3000");
        Assert.Equal(5000, (long)whole["last_step"]!);
    }

    [Fact]
    public async Task A_spike_stays_visible_and_what_is_not_finite_is_a_gap()
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, Enumerable.Range(1, 1000), step => step == 500 ? 1000 : step > 990 ? double.NaN : 1));
        var curve = (await studio.Get("api/runs/toy/curves?names=loss&points=100"))["series"]![0]!;
        Assert.Equal(1000, Numbers(curve["high"]).Max());
        Assert.Null(curve["y"]![99]);
    }

    [Fact]
    public async Task A_journal_that_grows_is_read_on_and_one_that_was_cut_back_anew()
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, Enumerable.Range(1, 20)));
        var path = Path.Combine(studio.Runs, "toy", "journal.jsonl");
        async Task<long[]> Drawn() => Longs((await studio.Get("api/runs/toy/curves?names=loss"))["series"]![0]!["x"]);
        Assert.Equal(20, (await Drawn()).Length);
        var torn = Line(21, Loss(21));
        await File.AppendAllTextAsync(path, torn[..40]);
        Assert.Equal(20, (await Drawn()).Length);
        await File.AppendAllTextAsync(path, torn[40..]);
        Assert.Equal(21, (await Drawn()).Length);
        // A resumed run goes on from step 10 and is further than before when it is looked at again.
        File.WriteAllText(path, string.Concat(File.ReadLines(path).Take(10).Select(l => l + "\n")) + string.Concat(Enumerable.Range(11, 30).Select(s => Line(s, 7))));
        Assert.Equal(40, (await Drawn()).Length);
        var loss = Numbers((await studio.Get("api/runs/toy/curves?names=loss"))["series"]![0]!["y"]);
        Assert.Equal([Loss(10), 7], loss[9..11]);
    }

    [Fact]
    public async Task Lines_that_are_none_and_a_journal_that_is_missing_are_no_failure()
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, [1, 2]));
        var path = Path.Combine(studio.Runs, "toy", "journal.jsonl");
        await File.AppendAllTextAsync(path, "nonsense\n{\"type\":\"step\",\"loss\":[1]}\n{\"type\":\"step\"\n\n" + Line(3, 3));
        var curve = (await studio.Get("api/runs/toy/curves?names=loss"))["series"]![0]!;
        Assert.Equal([1, 2, 3], Longs(curve["x"]));
        File.Delete(path);
        Assert.Empty((await studio.Get("api/runs/toy/curves?names=loss"))["series"]!.AsArray());
    }

    [Theory]
    [InlineData("points=0", "?points has to be a whole number from 1 to 10000")]
    [InlineData("points=many", "?points has to be")]
    [InlineData("from=-1", "?from has to be a whole number")]
    [InlineData("to=1e3", "?to has to be a whole number")]
    [InlineData("to=9223372036854775808", "?to has to be a whole number")]
    [InlineData("from=8&to=7", "?from=8 lies behind ?to=7")]
    public async Task What_is_no_number_is_refused(string query, string reason)
    {
        await using var studio = await ToyStudio.Start(runs => Written(runs, [1]));
        var (status, detail) = await studio.Refused(HttpMethod.Get, $"api/runs/toy/curves?{query}");
        Assert.Equal(400, status);
        Assert.StartsWith(reason, detail);
    }

    internal static double Loss(int step) => (step * 37 % 101) / 8.0;

    internal static string Line(int step, double loss) =>
        $"{{\"type\":\"step\",\"loss\":{(double.IsNaN(loss) ? "null" : loss)},\"terms\":{{\"part\":{step / 2.0}}},\"learning_rate\":0.001,\"gradient_norm\":1.5,\"steps_per_second\":2,\"samples_seen\":{step * 8},\"elapsed_seconds\":{step},\"step\":{step},\"epoch\":1,\"time\":\"2026-11-21T00:00:00.{step:0000000}+00:00\"}}\n";

    internal static void Written(string runs, IEnumerable<int> steps, Func<int, double>? loss = null)
    {
        ToyStudio.CopyRun(Path.Combine(runs, "toy"));
        File.WriteAllText(Path.Combine(runs, "toy", "journal.jsonl"), string.Concat(steps.Select(s => Line(s, (loss ?? Loss)(s)))));
    }

    private static long[] Longs(JsonNode? list) => [.. list!.AsArray().Select(n => (long)n!)];

    private static double[] Numbers(JsonNode? list) => [.. list!.AsArray().Select(n => n is null ? double.NaN : (double)n)];
}
