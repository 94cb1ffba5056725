using System.Text.Json.Nodes;
using Saccade.Counting.Adapting;
using Saccade.Counting.Baselines;
using Saccade.Counting.Data;
using Saccade.Counting.Explaining;
using Saccade.Counting.Learning;
using Saccade.Counting.Metrics;
using Saccade.Counting.Reporting;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Counting;

/// <summary>The task <c>counting</c>: pointing at one thing after another until none is left.</summary>
public sealed class CountingApplication : IApplication
{
    public const string TaskName = "counting";

    public string Task => TaskName;

    public IReadOnlyList<IMetric> Metrics => CountingMetrics.All;

    public IReadOnlyList<IBaseline> Baselines { get; } = [new ConstantCount(), new ComponentCount()];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => [new("data", typeof(CountingDataOptions)), new("own", typeof(OwnImageOptions)), .. ModelFamily.Named(run.Model).Options];

    public IDataSource OpenData(Recipe recipe) => Open(recipe, categories: null);

    public IDataSource OpenToJudge(Recipe recipe, JsonObject description) => Open(recipe, ((CountingData)OpenDescribed(recipe, description)).Categories);

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => DescribedImages.Of(recipe.Options<CountingDataOptions>(), description);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        try
        {
            return ModelFamily.Named(recipe.Run.Model).Build(recipe, (CountingData)data, engine);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public IReadOnlyList<Finding> Beforehand(Recipe recipe, IDataSource data) => TaughtEnds.Of((CountingData)data) is { } said ? [new("done_balance", said)] : [];

    public void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation)
    {
        var recipe = new ApplicationList(this).Bind(run).Recipe;
        ModelFamily.Named(recipe.Run.Model).Stopping(recipe, validation, () => (CountingData)OpenData(recipe))?.Write(run);
    }

    public Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => CountStopping.Read(run).Applied;

    public IReadOnlyList<Finding> Diagnose(IReadOnlyList<SampleOutput> outputs) => [.. CountingDiagnosis.Of([.. outputs.Select(CountRecord.Of)])];

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Picture];

    /// <summary>Everything in an image, as <c>count</c> does it when nothing else is asked for.</summary>
    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) =>
        new ImageCounter(model).Count(input, new CountRequest(), folder, cancellation);

    public Explanation Explain(TrainedModel model, ExplanationRequest request, CancellationToken cancellation) => new CountExplainer(model).Explain(
        request, () => request.Input is { } folder ? StoredImages.Open(folder, model.Recipe.Options<CountingDataOptions>(), ((ICountingLearner)model.Learner).Data.Categories) : Open(model.Recipe, null));

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => CountingSection.Of(this, run, evaluation);

    private static CountingData Open(Recipe recipe, IReadOnlyList<string>? categories)
    {
        var (options, own) = (recipe.Options<CountingDataOptions>(), recipe.Options<OwnImageOptions>());
        CountingData data = recipe.Run.Data == "generated" ? new GeneratedScenes(options) : StoredImages.Open(recipe.Run.Data, options, categories);
        return own.Images.Length > 0 ? OwnImages.Open(own, data) : data;
    }
}
