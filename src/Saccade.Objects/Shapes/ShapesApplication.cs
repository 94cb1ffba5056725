using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Shapes;

/// <summary>
/// The task <c>shapes</c>: which shape a generated picture shows. It pre-trains the ResNet-18 that <see cref="Features.FrozenResNet"/> freezes, for those who
/// have no weights from elsewhere.
/// </summary>
public sealed class ShapesApplication : IApplication
{
    public const string TaskName = "shapes";

    private const string ModelName = "resnet18";

    /// <summary>The recipe's <c>data</c>: there is no other.</summary>
    private const string Generated = "generated";

    public string Task => TaskName;

    public IReadOnlyList<IMetric> Metrics { get; } = [new Accuracy(), new ExpectedCalibrationError()];

    public IReadOnlyList<IBaseline> Baselines { get; } =
        [new MajorityBaseline(), new NearestCentroidBaseline((data, split, most) => ((GeneratedShapes)data).Describe(split, most)), GeneratedShapes.PermutedLabels];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => run.Model == ModelName
        ? [new("data", typeof(ShapeOptions))]
        : throw new RecipeException("recipe", 0, "model", $"is '{run.Model}', which does not learn shapes; the nearest is '{ModelName}'");

    public IDataSource OpenData(Recipe recipe) => recipe.Run.Data is "" or Generated
        ? new GeneratedShapes(recipe.Options<ShapeOptions>())
        : throw new RunException($"recipe: data is '{recipe.Run.Data}', but shapes are made while training; set data: {Generated}");

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var network = new ResNet18(engine, data.ClassNames.Count);
        network.Initialize();
        return new ShapeLearner(network, recipe.Options<ShapeOptions>().Size);
    }

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Picture];

    /// <summary>Says which shape a picture of any size shows; nothing is drawn.</summary>
    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null)
    {
        var learner = (ShapeLearner)model.Learner;
        try
        {
            var probabilities = learner.Classify(ImageFile.Read(input).Resized(learner.Size, learner.Size).Pixels);
            var named = new JsonObject(ShapeGenerator.Classes.Select((name, i) => KeyValuePair.Create(name, (JsonNode?)probabilities[i])));
            var label = ShapeGenerator.Classes[Array.IndexOf(probabilities, probabilities.Max())];
            return new PredictionResult(input, Task, InDomain: null, [new JsonObject { ["class"] = label, ["probabilities"] = named }]);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => null;
}
