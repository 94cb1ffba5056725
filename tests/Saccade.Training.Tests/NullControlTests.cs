using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

/// <summary>Controls and checks that know what cannot have been learnt, and what was handed over.</summary>
public class NullControlTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(100_007)]
    public void A_permutation_uses_every_truth_once_and_always_pairs_alike(int count)
    {
        var permutation = new LabelPermutation(count, 1);
        var paired = Enumerable.Range(0, count).Select(i => permutation.Of(i)).ToArray();
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), paired.Order());
        Assert.True(count == 1 || paired.Where((p, i) => p == i).Count() < 10);
        Assert.Equal(paired[0], permutation.Of(0));
    }

    [Fact]
    public void Beyond_the_first_epoch_of_an_endless_split_truths_stay_within_their_block()
    {
        var permutation = new LabelPermutation(50, 1);
        Assert.Equal(Enumerable.Range(150, 50).Select(i => (long)i), Enumerable.Range(150, 50).Select(i => permutation.Of(i)).Order());
    }

    [Fact]
    public void The_nearest_centroid_tells_classes_apart_whatever_the_unit_of_a_feature()
    {
        var samples = Enumerable.Range(0, 100).Select(i => (i % 2, new[] { 1e6f * (i % 7), i % 2 + 0.1f * (i % 5), 3f })).ToArray();
        var fitted = NearestCentroid.Fit(samples);
        Assert.All(samples, s => Assert.Equal(s.Item1, fitted.Predict(s.Item2)));
    }

    [Fact]
    public void The_baseline_fits_on_training_samples_and_says_a_class_of_each_judged_one()
    {
        var baseline = new NearestCentroidBaseline((_, split, most) => Enumerable.Range(0, Math.Min(most, 40))
            .Select(i => new DescribedSample($"{split}-{i}", i % 2, [split == Split.Train ? i % 2 : 1 - i % 2])));
        using var data = new ToyData(new ToyOptions { Samples = 160 });
        var outputs = Enumerable.Range(0, 40).Select(i => new SampleOutput { Id = $"Test-{i}", Label = i % 2, Prediction = 0, Probabilities = [1, 0] }).ToArray();
        var said = baseline.Predict(new BaselineContext(ToyApplication.Recipe(), data, Split.Test, outputs, _ => [], (_, _, _) => []));
        Assert.Equal(40, said.Count);
        Assert.All(said, o => Assert.Equal((1 - o.Label, 0), (o.Prediction, o.Probabilities.Count)));
    }

    [Fact]
    public void A_label_under_another_name_and_a_scaled_target_are_found_in_the_input()
    {
        DataItem[] With(Func<int, float[]> inputs) => [.. Samples.Items(400).Select((item, i) => item with { Inputs = inputs(i), Target = [i * i, -i] })];
        string? Detail(DataItem[] items)
        {
            var result = new TargetInInputCheck().Judge(new DataInventory(items, Names) { InputNames = ["age", "code"] });
            return result.Passed ? null : result.Detail;
        }
        Assert.Null(Detail(With(i => [i % 7, i % 3])));
        Assert.Null(Detail(With(_ => [])));
        Assert.Equal("'code' has one value for each class and is the label by another name", Detail(With(i => [i % 7, 100 - i % 4])));
        Assert.Equal("'age' is number 2 of the target, up to scale", Detail(With(i => [3 * i + 7, i % 3])));
        Assert.Null(Detail(With(i => [i + 100 * (i % 3), i % 4 == 0 ? 1 : 0])));
    }

    [Fact]
    public void A_run_that_chose_its_epoch_on_the_judged_split_says_so()
    {
        using var folder = new TemporaryFolder();
        var recipe = ToyApplication.Recipe();
        var run = Trainer.Train(new TrainingRequest { Application = new ToyApplication(), Recipe = recipe, Folder = folder["a"] }, CancellationToken.None).Run;
        string[] Findings(Split split) => [.. RunEvaluator.Evaluate(
            new EvaluationRequest { Application = new ToyApplication(), Recipe = recipe, Run = run, Split = split }, CancellationToken.None).Evaluation.Findings.Select(f => f.Name)];
        Assert.Equal(["chosen_on_this_split"], Findings(Split.Validation));
        Assert.Empty(Findings(Split.Test));
    }

    [Theory]
    [InlineData(1, new string[0])]
    [InlineData(2, new[] { "mode_disagreement" })]
    public void A_disagreement_of_modes_is_a_finding_only_of_the_epoch_that_is_judged(int epoch, string[] expected)
    {
        EpochEntry Epoch(int number, bool isBest) => new()
        {
            Step = 8 * number, Epoch = number, Time = default, TrainLoss = 1, ValidationLoss = 1, Metrics = new Dictionary<string, double>(), ElapsedSeconds = 1, SamplesSeen = 1, IsBest = isBest,
        };
        var note = new NoteEntry { Step = 8 * epoch, Epoch = epoch, Time = default, Kind = "mode_disagreement", Message = "the last batch has two losses" };
        JournalEntry[] journal = [Epoch(1, true), Epoch(2, true), Epoch(3, false), note];
        Assert.Equal(expected, RunFindings.Of(journal, Split.Test).Select(f => f.Name));
    }

    [Fact]
    public void What_another_run_left_behind_is_not_taken_over()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "evidence.json", "heartbeat.json", "journal.jsonl", "controls/still_frame-1.safetensors" })
        {
            var root = folder[$"run-{name.Replace('/', '-')}"];
            Directory.CreateDirectory(Path.Combine(root, "controls"));
            File.WriteAllText(Path.Combine(root, name), "{}");
            Assert.Contains("was left by another run", Assert.Throws<RunException>(() => RunFolder.Create(root)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Evidence_of_earlier_weights_is_gone_once_training_goes_on()
    {
        using var folder = new TemporaryFolder();
        var request = new TrainingRequest { Application = new ToyApplication(), Recipe = ToyApplication.Recipe(), Folder = folder["a"] };
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = Trainer.Train(request, stop.Token).Run;
        RunEvaluator.Evaluate(new EvaluationRequest { Application = request.Application, Recipe = request.Recipe, Run = run }, CancellationToken.None);
        Assert.NotEmpty(run.ReadEvidence());
        Trainer.Train(request with { Resume = true }, CancellationToken.None);
        Assert.Empty(run.ReadEvidence());
        Assert.False(File.Exists(run.OutputsPath(Split.Test)));
    }

    [Fact]
    public void A_run_judged_under_other_conditions_than_it_was_trained_under_is_caught_by_name()
    {
        var info = new RunInfo
        {
            Id = "a", Status = RunStatus.Finished, Recipe = [], CodeVersion = "", DataHash = "own", Machine = MachineInfo.Current, Created = default,
            Conditions = new Dictionary<string, string> { ["projection"] = "pinhole", ["noise"] = "0" },
        };
        string[] Failed(IDataSource judged) => [.. RunChecks.Judge(info, [], () => throw new RunException("set: is gone"), judged, Split.Test, () => double.NaN).Where(c => !c.Passed).Select(c => $"{c.Name}: {c.Detail}")];
        Assert.Equal(["changed_conditions: projection: trained on pinhole, judged on orthographic"], Failed(new Conditioned("orthographic")));
        Assert.Empty(Failed(new Conditioned("pinhole")));
    }

    private sealed class Conditioned(string projection) : IDataSource
    {
        public string Hash => "other";
        public IReadOnlyList<string> ClassNames => Names;
        public bool IsEndless => false;
        public IReadOnlyDictionary<string, string> Conditions => new Dictionary<string, string> { ["projection"] = projection, ["noise"] = "0" };
        public int Count(Split split) => 0;
        public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => throw new NotSupportedException();
        public IEnumerable<DataItem> Items(Split split) => [];
        public void Dispose() { }
    }
}
