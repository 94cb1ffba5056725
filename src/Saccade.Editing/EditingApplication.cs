using System.Text.Json.Nodes;
using Saccade.Editing.Data;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing;

/// <summary>
/// The task <c>editing</c>: what an editor does over time, learnt from finished timelines. Its models answer different questions, and each family
/// (<see cref="ModelFamily"/>) says what that means for data, metrics and baselines.
/// </summary>
public sealed class EditingApplication : IApplication
{
    public const string TaskName = "editing";

    public string Task => TaskName;

    public IReadOnlyList<IMetric> Metrics { get; } = [.. ModelFamily.All.SelectMany(f => f.Metrics).DistinctBy(m => m.Name)];

    public IReadOnlyList<IBaseline> Baselines { get; } = [.. ModelFamily.All.SelectMany(f => f.Baselines).DistinctBy(b => b.Name)];

    public IReadOnlyList<IMetric> MetricsOf(Recipe recipe) => FamilyOf(recipe).Metrics;

    public IReadOnlyList<IBaseline> BaselinesOf(Recipe recipe) => FamilyOf(recipe).Baselines;

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => ModelFamily.Named(run.Model).Options;

    public IDataSource OpenData(Recipe recipe) => FamilyOf(recipe).OpenData(recipe);

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => FamilyOf(recipe).OpenDescribed(recipe, description);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        try
        {
            return FamilyOf(recipe).Build(recipe, data, engine);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => FamilyOf(recipe).Inputs;

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) =>
        FamilyOf(model.Recipe).Predict(model, input, folder, cancellation, told);

    public void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation) => ModelFamily.Of(run).Calibrate(run, validation);

    public Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => ModelFamily.Of(run).Decisions(run);

    public IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => ((IFamilyData)data).Family.Findings(data, evaluation);

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => ModelFamily.Of(run).Report(run, evaluation);

    private static ModelFamily FamilyOf(Recipe recipe) => ModelFamily.Named(recipe.Run.Model);
}
