using System.Text;
using System.Text.Json;
using Saccade.Studio.Curves;
using Saccade.Training;

namespace Saccade.Studio.Tests.Curves;

/// <summary>The columns of a journal hold what its entries hold, however it is read.</summary>
public sealed class JournalNumbersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void They_are_those_of_the_entries_in_one_piece_and_in_several(int pieces)
    {
        var entries = Entries();
        string[] lines = [.. entries.Select(e => JsonSerializer.Serialize(e, RunJson.Line) + "\n")];
        var (whole, part) = (new JournalNumbers(), new JournalNumbers());
        foreach (var piece in lines.Chunk((lines.Length + pieces - 1) / pieces))
        {
            part.Empty();
            part.Read(Encoding.UTF8.GetBytes(string.Concat(piece)));
            whole.Append(part);
        }
        RequireEqual(entries, whole);
    }

    [Fact]
    public void A_journal_that_is_longer_than_what_one_core_reads_alone_is_no_exception()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "journal.jsonl");
        var entries = Entries(5_000);
        using (var journal = Journal.Create(path))
        {
            foreach (var entry in entries)
                journal.Append(entry);
        }
        Assert.True(new FileInfo(path).Length > 1 << 20);
        var steps = entries.OfType<StepEntry>().ToArray();
        var answer = new JournalCurves(path).Ask(["loss", "loss.late"], 10_000, null, null);
        Assert.Equal(entries[^1].Step, answer.LastStep);
        Assert.Equal(steps.Select(s => s.Step), answer.Series[0].X);
        Assert.Equal(steps.Select(s => s.Loss), answer.Series[0].Y);
        Assert.Equal(steps.Select(s => s.Terms.GetValueOrDefault("late", double.NaN)), answer.Series[1].Y);
    }

    [Theory]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"terms\":{\"new\":6},\"step\":x}")]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"terms\":[6],\"step\":7}")]
    [InlineData("{\"type\":\"step\",\"loss\":\"5\",\"step\":7}")]
    [InlineData("{\"type\":\"step\",\"loss\":5}")]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"step\":7}}")]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"step\":7,\"epoch\":1,\"time\":\"2026")]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"step\":1.5}")]
    [InlineData("{\"type\":\"step\",\"loss\":5,\"step\":-1}")]
    public void A_damaged_line_leaves_nothing_behind(string damaged)
    {
        var numbers = new JournalNumbers();
        numbers.Read(Encoding.UTF8.GetBytes($"{{\"type\":\"step\",\"loss\":1,\"step\":1}}\n{damaged}\n{{\"type\":\"step\",\"terms\":{{\"new\":3}},\"step\":2}}\n"));
        Assert.Equal([1, 2], numbers.Steps.Steps.ToArray());
        Assert.Equal([1, double.NaN], numbers.Steps.Values("loss").ToArray());
        Assert.Equal([double.NaN, 3], numbers.Steps.Values("loss.new").ToArray());
    }

    [Fact]
    public void What_another_version_adds_is_passed_by()
    {
        var numbers = new JournalNumbers();
        string[] added = ["", "\"note\":\"a \\\"word\\\"\",", "\"more\":{\"step\":9,\"list\":[1,\"x\",null,true]},", "\"flag\":true,", "\"none\":null,"];
        numbers.Read(Encoding.UTF8.GetBytes(string.Concat(added.Select((a, i) => $"{{ \"type\":\"step\"}}\n{{\"type\":\"step\", {a}\"loss\" : {i}.5, \"step\":{i + 1} }}\r\n"))));
        Assert.Equal([1, 2, 3, 4, 5], numbers.Steps.Steps.ToArray());
        Assert.Equal([0.5, 1.5, 2.5, 3.5, 4.5], numbers.Steps.Values("loss").ToArray());
    }

    /// <summary>Terms that come late and go, losses that do not exist, memory that not every step knows.</summary>
    private static JournalEntry[] Entries(int steps = 60)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(1, steps).SelectMany(step => step % 10 == 0 ? new[] { Step(step), Epoch(step) } : [Step(step)])];

        JournalEntry Step(int step) => new StepEntry
        {
            Step = step, Epoch = 1, Time = Noon.AddSeconds(step), Loss = step % 17 == 0 ? double.NaN : random.NextDouble(), LearningRate = random.NextDouble() * 1e-4, GradientNorm = random.NextDouble() * 1e3,
            Terms = step > steps / 2 && step < steps * 3 / 4 ? new Dictionary<string, double> { ["part"] = random.NextDouble(), ["late"] = -random.NextDouble() } : new() { ["part"] = 1e300 * random.NextDouble() },
            StepsPerSecond = random.NextDouble() * 40, SamplesSeen = step * 16, ElapsedSeconds = random.NextDouble(), MemoryMb = step % 5 == 0 ? random.NextDouble() * 100 : null,
        };

        JournalEntry Epoch(int step) => new EpochEntry
        {
            Step = step, Epoch = step / 10, Time = Noon.AddSeconds(step), TrainLoss = random.NextDouble(), ValidationLoss = random.NextDouble(), ElapsedSeconds = step, SamplesSeen = step * 16, IsBest = step % 20 == 0,
            FirstLoss = step > 30 ? random.NextDouble() : null,
            Metrics = new Dictionary<string, double> { ["accuracy"] = random.NextDouble() }, GradientNorms = new Dictionary<string, double> { ["head.weight"] = random.NextDouble() },
        };
    }

    private static void RequireEqual(JournalEntry[] entries, JournalNumbers numbers)
    {
        var (steps, epochs) = (entries.OfType<StepEntry>().ToArray(), entries.OfType<EpochEntry>().ToArray());
        Assert.Equal(steps.Select(s => s.Step), numbers.Steps.Steps.ToArray());
        Assert.Equal(epochs.Select(e => e.Step), numbers.Epochs.Steps.ToArray());
        Assert.Equal(["gradient_norm", "learning_rate", "loss", "loss.late", "loss.part", "memory_mb", "samples_per_second"], numbers.Steps.Names.Order(StringComparer.Ordinal));
        Assert.Equal(steps.Select(s => s.Loss), numbers.Steps.Values("loss").ToArray());
        Assert.Equal(steps.Select(s => s.Terms["part"]), numbers.Steps.Values("loss.part").ToArray());
        Assert.Equal(steps.Select(s => s.Terms.GetValueOrDefault("late", double.NaN)), numbers.Steps.Values("loss.late").ToArray());
        Assert.Equal(steps.Select(s => s.LearningRate), numbers.Steps.Values("learning_rate").ToArray());
        Assert.Equal(steps.Select(s => s.GradientNorm), numbers.Steps.Values("gradient_norm").ToArray());
        Assert.Equal(steps.Select(s => s.MemoryMb ?? double.NaN), numbers.Steps.Values("memory_mb").ToArray());
        Assert.Equal(steps.Select(s => s.StepsPerSecond * s.SamplesSeen / s.Step), numbers.Steps.Values("samples_per_second").ToArray());
        Assert.Equal(epochs.Select(e => e.ValidationLoss), numbers.Epochs.Values("validation_loss").ToArray());
        Assert.Equal(epochs.Select(e => e.Metrics["accuracy"]), numbers.Epochs.Values("metric.accuracy").ToArray());
        Assert.Equal(epochs.Select(e => e.GradientNorms["head.weight"]), numbers.Epochs.Values("layer.head.weight").ToArray());
        Assert.Equal(entries[^1].Step, numbers.LastStep);
    }
}
