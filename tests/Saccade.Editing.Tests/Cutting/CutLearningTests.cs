using Saccade.Editing.Content;
using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Cutting.Learning;
using Saccade.Editing.Time;
using Saccade.Training;

namespace Saccade.Editing.Tests.Cutting;

/// <summary>The model of cuts from stored footage to a verdict and to clips.</summary>
public sealed class CutLearningTests : IDisposable
{
    private const string Small = """
        task: editing
        model: cuts
        epochs: 10
        batch_size: 2
        learning_rate: 0.01
        threads: 1
        data.window: 48
        data.absent: 0
        model.width: 12
        model.reach: 2
        model.layers: 1
        model.heads: 2
        model.feed_forward: 16
        model.dropout: 0

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_kept_for_its_motion_is_learnt_and_beats_everything_that_listens_only()
    {
        var (run, evaluation) = Train(Split.Test);

        Assert.True(evaluation.Metrics["keep_f1"].Value > 0.97, $"keep_f1 {evaluation.Metrics["keep_f1"].Value}");
        Assert.True(evaluation.Metrics["boundary_f1"].Value > 0.95, $"boundary_f1 {evaluation.Metrics["boundary_f1"].Value}");
        Assert.Equal(["keep_all", "rule_cutter", "silence_cutter"], evaluation.Baselines.Keys.Order());
        Assert.True(evaluation.Metrics["keep_f1"].Low > evaluation.Baselines["silence_cutter"]["keep_f1"]);
        Assert.True(evaluation.Metrics["keep_f1"].Low > evaluation.Baselines["keep_all"]["keep_f1"]);
        // Motion is the whole rule, so a search for thresholds finds it: a strong baseline.
        Assert.True(evaluation.Baselines["rule_cutter"]["keep_f1"] > 0.97);
        Assert.Contains(evaluation.Findings, f => f.Name == "silence_threshold");

        var section = new EditingApplication().Report(run, evaluation)!;
        Assert.Equal(6, section.Html.Split("<figure>").Length - 1);
        Assert.Contains("This was chosen on the validation split", section.Html, StringComparison.Ordinal);

        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        Recordings.Random(300, 77).Write(folder["new.features.csv"]);
        var result = new EditingApplication().Predict(loaded.Model, folder["new.features.csv"], folder.Path, CancellationToken.None);
        Assert.NotNull(result.InDomain);
        var times = result.Results.Select(r => (Start: Time(r!["start"]!), End: Time(r["end"]!))).ToArray();
        Assert.Equal((Rational.Zero, new Rational(30)), (times[0].Start, times[^1].End));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Contains(result.Results, r => r!["kept"]!.GetValue<bool>() && r["description"]!["text"]!.GetValue<string>().Contains("motion high", StringComparison.Ordinal));
        Assert.Contains(result.Results, r => !r!["kept"]!.GetValue<bool>() && r["description"]!["text"]!.GetValue<string>().Contains("still", StringComparison.Ordinal));

        var cutter = new TrainedCutter(loaded.Model);
        var kept = cutter.Cut(Recordings.Random(300, 77), target: 5);
        var total = kept.Aggregate(Rational.Zero, (sum, k) => sum + k.Duration);
        Assert.True(total >= 3 && total <= 5, $"{total} s");
        Assert.All(kept, k => Assert.InRange(k.Confidence, 0.5, 1));
        Assert.Contains("there is no such file", Assert.Throws<RunException>(() => new EditingApplication().Predict(loaded.Model, folder["none.mp4"], folder.Path, CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_weights_nor_thresholds_depend_on_what_the_test_split_keeps()
    {
        var (run, _) = Train(Split.Validation, sets: ["epochs=2"]);
        var (settings, weights) = (File.ReadAllText(run.CuttingPath), Weights(run));
        Directory.Delete(folder["run"], recursive: true);
        Directory.Delete(folder["set"], recursive: true);

        var (again, _) = Train(Split.Validation, testKeeps: f => [new(0, 1)], sets: ["epochs=2"]);

        Assert.Equal(settings, File.ReadAllText(again.CuttingPath));
        Assert.Equal(weights, Weights(again));
    }

    [Fact]
    public void What_is_handed_to_the_model_does_not_depend_on_what_is_kept()
    {
        var features = Recordings.Random(130, 5);
        foreach (var kept in new[] { new bool[130], Enumerable.Repeat(true, 130).ToArray() })
        {
            using var batch = new FootageBatch(["a"], ["p"], 48);
            batch.Add(0, features, kept);
            using var blind = new FootageBatch(["a"], ["p"], 48);
            blind.Add(0, features, kept: null);
            Assert.Equal(blind.Windows.Select(w => w.Inputs), batch.Windows.Select(w => w.Inputs));
            Assert.Equal(kept[0] ? 1 : 0, batch.Windows[1].Targets.Max());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(72)]
    [InlineData(73)]
    [InlineData(1000)]
    public void Every_step_of_a_recording_is_answered_by_one_window(int steps)
    {
        using var batch = new FootageBatch(["a"], ["p"], 48);
        batch.Add(0, Recordings.Random(steps, 5), kept: null);
        var answered = new int[steps];
        for (var w = 0; w < batch.Windows.Count; w++)
        {
            var (first, end) = batch.Middle(w);
            for (var i = first; i < end; i++)
                answered[batch.Windows[w].Start + i]++;
        }
        Assert.All(answered, count => Assert.Equal(1, count));
    }

    [Fact]
    public void An_absent_feature_is_told_apart_from_silence()
    {
        var silent = new ContentFeatures([0, 0.5f, 0, 0, 0.5f, 0]);
        var mute = new ContentFeatures([float.NaN, 0.5f, 0, float.NaN, 0.5f, 0]);
        using var batch = new FootageBatch(["a", "b"], ["p", "q"], 16);
        batch.Add(0, silent, kept: null);
        batch.Add(1, mute, kept: null);

        Assert.Equal([-1, 1, 0, 1, -1, 1], batch.Windows[0].Inputs[..6]);
        Assert.Equal([0, 0, 0, 1, -1, 1], batch.Windows[1].Inputs[..6]);
    }

    [Fact]
    public void A_set_that_nothing_can_be_learnt_from_is_refused()
    {
        Write(f => [new(0, 1000)]);
        Assert.Contains("training keeps everything, so there is nothing to learn", Assert.Throws<RunException>(() => FootageData.Open(Recipe())).Message, StringComparison.Ordinal);
        Directory.Delete(folder["set"], recursive: true);
        Write(f => []);
        Assert.Contains("training keeps nothing", Assert.Throws<RunException>(() => FootageData.Open(Recipe())).Message, StringComparison.Ordinal);
        Assert.Contains("--kind footage", Assert.Throws<RunException>(() => FootageData.Open(Recipe("data="))).Message, StringComparison.Ordinal);
    }

    private static float[] Weights(RunFolder run)
    {
        using var file = Saccade.Neural.SafetensorsFile.Open(run.WeightsPath);
        return [.. new[] { "near.weight", "around.weight", "encoder.layers.0.linear1.weight", "head.weight" }.SelectMany(name =>
        {
            var values = new float[file.ShapeOf($"model.{name}")!.Aggregate(1, (a, b) => a * b)];
            file.Read($"model.{name}", values);
            return values;
        })];
    }

    private static Rational Time(System.Text.Json.Nodes.JsonNode node) => Rational.TryParse(node.GetValue<string>(), out var time) ? time : throw new FormatException();

    private Recipe Recipe(params string[] sets) =>
        new ApplicationList(new EditingApplication()).Bind(RecipeFile.Parse(Small, "small.yaml", [$"data={folder["set"]}", .. sets])).Recipe;

    /// <summary>Recordings of which what moves is kept.</summary>
    private void Write(Func<ContentFeatures, IReadOnlyList<SourceRange>>? keeps = null, Func<ContentFeatures, IReadOnlyList<SourceRange>>? testKeeps = null)
    {
        keeps ??= Moving;
        FootageSet.Write(folder["set"], [.. Enumerable.Range(0, 24).Select(i =>
        {
            var (split, features) = (i < 12 ? Split.Train : i < 16 ? Split.Validation : Split.Test, Recordings.Random(200 + (5 * i), (ulong)i + 1));
            return new CutFootage { Id = $"r{i}", Project = $"p{i}", Split = split, Features = features, Kept = (split == Split.Test ? testKeeps ?? keeps : keeps)(features) };
        })], metadata: null);
    }

    private static IReadOnlyList<SourceRange> Moving(ContentFeatures features) => SourceRange.Merged(Enumerable.Range(0, features.Steps)
        .Where(i => features[i, ContentFeatures.Motion] > 0.5f).Select(i => new SourceRange(i * ContentFeatures.Step, (i + 1) * ContentFeatures.Step)));

    private (RunFolder Run, Evaluation Evaluation) Train(Split split, Func<ContentFeatures, IReadOnlyList<SourceRange>>? testKeeps = null, params string[] sets)
    {
        Write(testKeeps: testKeeps);
        var application = new EditingApplication();
        var recipe = Recipe(sets);
        var result = TrainingJob.Run(new TrainingRequest { Application = application, Recipe = recipe, Folder = folder["run"] }, _ => { }, CancellationToken.None);
        var run = result.Training.Run;
        return (run, split == Split.Validation ? result.Evaluation! : RunEvaluator.Evaluate(new EvaluationRequest { Application = application, Recipe = recipe, Run = run, Split = split }, CancellationToken.None).Evaluation);
    }
}
