using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

public class RunEvaluatorTests
{
    private static readonly string[] EveryControl = ["input_blind", "majority", "nearest_centroid"];

    private static RunFolder Train(string folder, params string[] sets) => Trainer.Train(
        new TrainingRequest { Application = new ToyApplication(), Recipe = ToyApplication.Recipe(sets), Folder = folder }, CancellationToken.None).Run;

    private static EvaluatedRun Evaluate(RunFolder run, Action<TrainingProgress>? progress = null, string[]? accepted = null, params string[] sets)
    {
        var (application, recipe) = ToyApplication.List.Bind(run, sets);
        return RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Accepted = accepted ?? [], Progress = progress ?? (_ => { }) }, CancellationToken.None);
    }

    [Fact]
    public void A_run_is_judged_beside_its_controls_and_the_evidence_is_kept()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"], "epochs=10", "toy.samples=256");
        var judged = Evaluate(run);
        Assert.Equal(("supported", 64), (judged.Evaluation.Verdict, judged.Evaluation.Samples));
        Assert.Equal(["input_blind", "majority"], judged.Evaluation.Baselines.Keys.Order());
        var majority = judged.Evaluation.Baselines["majority"]["accuracy"];
        // Without input it can only say one class.
        Assert.Contains(judged.Evaluation.Baselines["input_blind"]["accuracy"], new[] { majority, 1 - majority });
        Assert.Equal(judged.Evaluation.Metrics["accuracy"], run.ReadEvidence()[Split.Test].Metrics["accuracy"]);
        Assert.Equal(64, File.ReadAllLines(run.OutputsPath(Split.Test)).Length);
    }

    [Fact]
    public void A_control_is_trained_once_with_a_quarter_of_the_steps()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"]);
        var steps = 0;
        void Count(TrainingProgress progress) => steps += progress is { Phase: "input_blind", Loss: not double.NaN } ? 1 : 0;
        Evaluate(run, Count);
        Assert.Equal(4 * 8 / 4, steps);
        Evaluate(run, Count);
        Assert.Equal(4 * 8 / 4, steps);
        Assert.Single(Directory.GetFiles(run.ControlsPath, "*.safetensors"));
    }

    [Fact]
    public void Seeds_of_one_recipe_share_their_controls_also_side_by_side()
    {
        using var folder = new TemporaryFolder();
        RunFolder[] runs = [Train(folder["a"]), Train(folder["b"], "seed=2")];
        var steps = 0;
        Parallel.ForEach(runs, run => Evaluate(run, progress => Interlocked.Add(ref steps, progress is { Phase: "input_blind", Loss: not double.NaN } ? 1 : 0)));
        Assert.Equal(4 * 8 / 4, steps);
        Assert.Single(Directory.GetFiles(folder[".controls"], "*.safetensors"));
        Assert.Empty(Directory.GetFiles(folder[".controls"], "*.lock"));
        Assert.Equal(runs[0].ReadEvidence()[Split.Test].Baselines["input_blind"], runs[1].ReadEvidence()[Split.Test].Baselines["input_blind"]);
    }

    [Fact]
    public void A_control_is_the_same_whichever_run_is_judged_first_also_when_seeds_change_training_samples()
    {
        using var folder = new TemporaryFolder();
        byte[] ControlOfFirst(params int[] seeds)
        {
            var home = Path.Combine(folder.Path, string.Join('-', seeds));
            foreach (var seed in seeds)
                Evaluate(Train(Path.Combine(home, $"seed-{seed}"), $"seed={seed}", "toy.noisy=true"));
            return File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(home, ".controls"), "*.safetensors")));
        }
        Assert.Equal(ControlOfFirst(1, 2), ControlOfFirst(2, 1));
    }

    [Fact]
    public void A_baseline_that_knows_only_the_data_is_computed_once_for_all_runs_beside_each_other()
    {
        using var folder = new TemporaryFolder();
        RunFolder[] runs = [Train(folder["a"]), Train(folder["b"], "seed=2")];
        var application = new CountingApplication();
        var first = application.Evaluate(runs[0]);
        Assert.Equal(EveryControl, first.Baselines.Keys.Order());
        Assert.Equal(2, application.Described); // the training split, to fit, and the judged one
        Assert.Equal(first.Baselines["nearest_centroid"], application.Evaluate(runs[1]).Baselines["nearest_centroid"]);
        Assert.Equal(2, application.Described);
        application.Evaluate(runs[0], Split.Validation);
        Assert.Equal(4, application.Described);
        application.Evaluate(runs[0], Split.Test, "toy.samples=128");
        Assert.Equal(6, application.Described);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(200)]
    public void A_kept_baseline_that_is_damaged_is_computed_again(int where)
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"]);
        var application = new CountingApplication();
        var before = application.Evaluate(run).Baselines["nearest_centroid"];
        var path = Assert.Single(Directory.GetFiles(run.ControlsPath, "nearest_centroid-*.jsonl"));
        var whole = File.ReadAllBytes(path);
        var damaged = whole.ToArray();
        damaged[where] ^= 1;
        foreach (var content in new[] { damaged, whole[..where] })
        {
            File.WriteAllBytes(path, content);
            Assert.Equal(before, application.Evaluate(run).Baselines["nearest_centroid"]);
            Assert.Equal(whole, File.ReadAllBytes(path));
        }
        Assert.Equal(6, application.Described);
    }

    [Fact]
    public void A_control_that_does_not_train_is_left_out_and_named()
    {
        using var folder = new TemporaryFolder();
        var evaluation = Evaluate(Train(folder["a"], "toy.poisoned_control=true")).Evaluation;
        Assert.Equal(["majority"], evaluation.Baselines.Keys);
        var finding = evaluation.Findings.Single(f => f.Name == "control_did_not_train");
        Assert.StartsWith("input_blind did not train, so nothing was compared with it: step 1: the loss is not finite", finding.Detail, StringComparison.Ordinal);
        Assert.All(evaluation.Claims, c => Assert.Equal("majority", c.Baseline));
        Assert.Empty(Directory.GetFiles(folder[".controls"]));
    }

    [Fact]
    public void Data_that_fails_a_check_makes_the_evidence_invalid_unless_accepted()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"], "toy.sorted=true");
        Assert.Equal("invalid: constant_labels", Evaluate(run).Evaluation.Verdict);
        var accepted = Evaluate(run, null, ["constant_labels", "missing_class", "sorted_split", "class_balance"]);
        Assert.False(Verdicts.IsInvalid(accepted.Evaluation.Verdict));
        Assert.Equal(4, accepted.Evaluation.Accepted.Count);
    }

    [Fact]
    public void Evidence_on_other_data_is_not_kept_as_the_run_s()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"]);
        Evaluate(run, null, null, "toy.samples=128");
        Assert.Empty(run.ReadEvidence());
    }

    [Fact]
    public void A_damaged_best_checkpoint_is_named()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"]);
        using (var file = File.OpenWrite(run.WeightsPath))
            file.SetLength(20);
        Assert.Contains(run.WeightsPath, Assert.Throws<RunException>(() => Evaluate(run)).Message, StringComparison.Ordinal);
    }

    /// <summary>Toys judged beside their nearest centroid too; counts how often samples are described for it.</summary>
    private sealed class CountingApplication
    {
        private readonly ToyApplication application;

        public CountingApplication() => application = new ToyApplication(new NearestCentroidBaseline(Describe));

        public int Described { get; private set; }

        public Evaluation Evaluate(RunFolder run, Split split = Split.Test, params string[] sets)
        {
            var recipe = ToyApplication.List.Bind(run, sets).Recipe;
            return RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Split = split }, CancellationToken.None).Evaluation;
        }

        private IEnumerable<DescribedSample> Describe(IDataSource data, Split split, int most)
        {
            Described++;
            return data.Items(split).Take(most).Select(i => new DescribedSample(i.Id, i.Label, [.. i.Features]));
        }
    }
}
