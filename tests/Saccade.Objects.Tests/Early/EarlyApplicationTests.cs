using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Early;
using Saccade.Training;

namespace Saccade.Objects.Tests.Early;

public sealed class EarlyApplicationTests : IDisposable
{
    private const string Small = """
        task: early
        model: early
        data: generated
        data.frames: 12
        data.train: 8
        data.validation: 12
        data.test: 8
        epochs: 1
        batch_size: 8
        threads: 1
        model.width: 8
        model.heads: 2
        model.depth: 1
        model.feed_forward: 8
        model.object_width: 8
        model.crop_channels: 2
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("saccade-early-");
    private readonly ApplicationList applications = new(new EarlyApplication());

    public void Dispose() => root.Delete(recursive: true);

    private Recipe Bind() => applications.Bind(RecipeFile.Parse(Small, "test.yaml")).Recipe;

    [Fact]
    public void A_run_is_trained_calibrated_judged_and_reported()
    {
        var path = Path.Combine(root.FullName, "runs", "one");
        var trained = Trainer.Train(new TrainingRequest { Application = new EarlyApplication(), Recipe = Bind(), Folder = path }, CancellationToken.None);
        var run = trained.Run;
        var stopping = EarlyStopping.Read(run)!;
        Assert.Equal(12, stopping.Temperatures.Count);

        // Validation outputs give the stored threshold back: nothing else has gone into it.
        var (application, recipe) = applications.Bind(run);
        var judged = RunEvaluator.Evaluate(new EvaluationRequest { Application = new FewSimulated(), Recipe = recipe, Run = run, Split = Split.Validation }, CancellationToken.None);
        Assert.Equal(stopping.ValidationAccuracy, judged.Evaluation.Metrics["early_accuracy"].Value, 9);
        Assert.Equal(stopping.ValidationFrames, judged.Evaluation.Metrics["decision_frames"].Value, 9);
        Assert.Equal(["track_length_rule", "without_gating"], judged.Evaluation.Baselines.Keys.Concat(judged.Evaluation.Information.Keys).Order());
        Assert.All(judged.Outputs, o => Assert.Equal(12, o.Prefixes.Count));
        Assert.Equal(["accuracy", "accuracy_at_4", "accuracy_at_8"], judged.Evaluation.Claims.Select(c => c.Metric).Order());

        var section = application.Report(run, judged.Evaluation)!;
        Assert.Contains("Watching stops when", section.Html);
        Assert.Contains("Milliseconds to decide", section.Html);
    }

    [Fact]
    public void The_best_observers_decide_the_very_clips_that_the_model_is_judged_on()
    {
        using var data = new EarlyData(new GeneratedPersistence(new(new PersistenceClipOptions()), 4, 4, 40), new EarlyOptions());
        var outputs = data.Items(Split.Test).Select(i => new SampleOutput { Id = i.Id, Label = i.Label, Prediction = 0, Prefixes = new float[32] }).ToArray();
        var table = new BayesTable(new KnownKinds(64), 32);
        var simulated = new SimulatedTruths(data.Options);
        for (var i = 0; i < 500; i++)
            table.Add(simulated.Truth(i));

        foreach (var output in outputs)
        {
            var after = new float[32];
            table.Watch(data.Truth(output.Id), after);
            Assert.Equal(output.Label, (int)data.Truth(output.Id).Clip);
            Assert.Equal(output.Label, after[^1] >= 0.5f ? 1 : 0);
        }
    }

    [Fact]
    public void Simulated_clips_are_none_of_the_data()
    {
        var options = new PersistenceClipOptions();
        var generator = new PersistenceGenerator(options);
        var simulated = new SimulatedTruths(options);
        for (var i = 0; i < 20; i++)
            Assert.NotEqual(Starts(generator.ReadTruth(i)), Starts(simulated.Truth(i)));

        static (double, double)[] Starts(ClipObjects clip) => [.. clip.Objects.Select(o => (o.Sightings[0].Centre.X, o.Sightings[0].Centre.Y))];
    }

    [Fact]
    public void What_it_costs_is_measured_frame_by_frame()
    {
        using var data = new EarlyData(new GeneratedPersistence(new(new PersistenceClipOptions()), 4, 4, 4), new EarlyOptions());
        using var engine = new Saccade.Tensors.Engine(new Saccade.Tensors.EngineOptions { Threads = 1 });
        var model = new EarlyModel(engine, new EarlyOptions { Width = 8, Heads = 2, FeedForward = 8, ObjectWidth = 8, CropChannels = 2 }, 32);
        model.Initialize();
        model.SetTraining(false);
        var cost = EarlyCost.Measure(model, data, Split.Test, 3, stopping: null, gate: false);

        Assert.Equal((1, 1), (cost.LookedTransient, cost.LookedPersistent));
        Assert.Equal(cost.MultiplyAdds.Sum(), cost.ToEnd, 1);
        Assert.Equal(cost.ToEnd, cost.ToDecision, 1);
        // Frame by frame costs what the clip costs at once; beginning again for every frame costs many times as much.
        Assert.InRange(cost.ToEnd / cost.PrefixMultiplyAdds[^1], 0.5, 1.5);
        Assert.True(cost.PrefixMultiplyAdds.Sum() > 8 * cost.ToEnd);
    }

    [Fact]
    public void A_model_that_is_not_there_is_refused_by_name() =>
        Assert.Contains("early", Assert.Throws<RecipeException>(() => applications.Bind(RecipeFile.Parse("task: early\nmodel: earley\n", "test.yaml"))).Message);

    /// <summary>The application without the controls that take long.</summary>
    private sealed class FewSimulated : IApplication
    {
        private readonly EarlyApplication whole = new();

        public string Task => whole.Task;
        public IReadOnlyList<IMetric> Metrics => whole.Metrics;
        public IReadOnlyList<IBaseline> Baselines => [.. whole.Baselines.Where(b => b.Name is "track_length_rule" or "without_gating")];
        public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => whole.OptionGroups(run);
        public IDataSource OpenData(Recipe recipe) => whole.OpenData(recipe);
        public ILearner Build(Recipe recipe, IDataSource data, Saccade.Tensors.Engine engine) => whole.Build(recipe, data, engine);
        public Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => whole.Decisions(run);
        public ReportSection? Report(RunFolder run, Evaluation evaluation) => whole.Report(run, evaluation);
        public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) => whole.Predict(model, input, folder, cancellation);
    }
}
