using System.Text.Json.Nodes;
using Saccade.Objects.Data;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>The task <c>early</c>: whether a clip of objects is persistent, decided after each frame, and after as few as the evidence allows.</summary>
public sealed class EarlyApplication : IApplication
{
    private const string ModelName = "early";

    public string Task => "early";

    public IReadOnlyList<IMetric> Metrics { get; } =
    [
        new AccuracyAt(4), new AccuracyAt(8), new AccuracyAt(16), new Accuracy(), new EarlyAccuracy(), new DecisionFrames(), new ExpectedCalibrationError(),
        new AccuracyAt(1, isClaim: false), new AccuracyAt(2, isClaim: false), new AccuracyAt(12, isClaim: false), new AccuracyAt(24, isClaim: false),
    ];

    public IReadOnlyList<IBaseline> Baselines { get; } =
    [
        new MajorityBaseline(), new TrackShareRule(),
        new PermutedLabelsBaseline((data, permutation) => View(data, clips => new PermutedPersistence(clips, permutation))),
        .. BayesBaseline.Both(), new WithoutGating(),
    ];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => run.Model == ModelName
        ? [new("data", typeof(PersistenceDataOptions)), new("model", typeof(EarlyOptions)), new("loss", typeof(EarlyLossOptions)), new("stopping", typeof(StoppingOptions))]
        : throw new RecipeException("recipe", 0, "model", $"is '{run.Model}'; the nearest is '{ModelName}'");

    public IDataSource OpenData(Recipe recipe) => new EarlyData(PersistenceSource.Open(recipe), recipe.Options<EarlyOptions>());

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => new EarlyData(DescribedPersistence.From(description), recipe.Options<EarlyOptions>());

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        try
        {
            var model = new EarlyModel(engine, recipe.Options<EarlyOptions>(), ((IPersistenceData)data).Options.Frames);
            model.Initialize();
            return new EarlyLearner(model, recipe.Options<EarlyLossOptions>());
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation) =>
        EarlyStopping.Fit(validation, new ApplicationList(this).Bind(run).Recipe.Options<StoppingOptions>().Tolerance)?.Write(run);

    public Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => EarlyStopping.Read(run) is { } stopping ? stopping.Applied : output => output;

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Video];

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) =>
        new EarlyPredictor(model, ClipsOf(model)).Predict(input, cancellation, told);

    public IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => PermutedPersistence.Findings(((EarlyData)data).Clips, evaluation);

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => EarlySection.Of(this, run, evaluation);

    // What the run's clips were like, whether or not they are still there.
    private static Objects.Clips.PersistenceClipOptions ClipsOf(TrainedModel model) => model.Run.ReadInfo().DataDescription is { } description
        ? DescribedPersistence.From(description).Options
        : model.Recipe.Options<PersistenceDataOptions>().ToClipOptions();

    private static EarlyData View(IDataSource data, Func<IPersistenceData, IPersistenceData> change)
    {
        var early = (EarlyData)data;
        return new EarlyData(change(early.Clips), early.Watched);
    }
}
