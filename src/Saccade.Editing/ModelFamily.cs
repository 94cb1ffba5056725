using System.Text.Json.Nodes;
using Saccade.Editing.Cutting.Learning;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Historical;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing;

/// <summary>
/// A model of timelines that recipes can name, with all that depends on it: what it is asked for decides its data, by what it is judged, and beside what. To
/// add one, write it in a folder of its own and put it into <see cref="All"/>.
/// </summary>
internal abstract class ModelFamily
{
    /// <summary>The registry.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } = [HistoricalFamily.Instance, TracksFamily.Instance, CutFamily.Instance];

    /// <summary>As in <c>model: historical</c>.</summary>
    public abstract string Name { get; }

    /// <inheritdoc cref="IApplication.OptionGroups"/>
    public abstract IReadOnlyList<OptionGroup> Options { get; }

    /// <inheritdoc cref="IApplication.Metrics"/>
    public abstract IReadOnlyList<IMetric> Metrics { get; }

    /// <inheritdoc cref="IApplication.Baselines"/>
    public abstract IReadOnlyList<IBaseline> Baselines { get; }

    /// <exception cref="RecipeException">No model has this name; the message gives the nearest.</exception>
    public static ModelFamily Named(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw new RecipeException("recipe", 0, "model", $"is '{name}', which is no model of timelines; the nearest is '{NearestName.Of(name, All.Select(f => f.Name))}'");

    /// <summary>The family of a run's model.</summary>
    public static ModelFamily Of(RunFolder run) => Named(run.ReadInfo().Recipe["model"]!.GetValue<string>());

    /// <inheritdoc cref="IApplication.OpenData"/>
    public abstract IDataSource OpenData(Recipe recipe);

    /// <inheritdoc cref="IApplication.OpenDescribed"/>
    public abstract IDataSource OpenDescribed(Recipe recipe, JsonObject description);

    /// <inheritdoc cref="IApplication.Build"/>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public abstract ILearner Build(Recipe recipe, IDataSource data, Engine engine);

    /// <inheritdoc cref="IApplication.InputsOf"/>
    public abstract IReadOnlyList<InputKind> Inputs { get; }

    /// <inheritdoc cref="IApplication.Predict"/>
    public abstract PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told);

    /// <inheritdoc cref="IApplication.Calibrate"/>
    public virtual void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation)
    {
    }

    /// <inheritdoc cref="IApplication.Decisions"/>
    public virtual Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => output => output;

    /// <inheritdoc cref="IApplication.Findings"/>
    public virtual IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => [];

    /// <inheritdoc cref="IApplication.Report"/>
    public virtual ReportSection? Report(RunFolder run, Evaluation evaluation) => null;
}
