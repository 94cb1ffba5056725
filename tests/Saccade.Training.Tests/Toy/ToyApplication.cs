using System.Text.Json.Nodes;
using Saccade.Tensors;

namespace Saccade.Training.Tests.Toy;

/// <summary>The smallest application there can be.</summary>
public sealed class ToyApplication(params IBaseline[] further) : IApplication
{
    public string Task => "toy";
    public IReadOnlyList<IMetric> Metrics { get; } = [new Accuracy(), new ExpectedCalibrationError()];
    public IReadOnlyList<IBaseline> Baselines { get; } = [new MajorityBaseline(), new BlindBaseline(), .. further];

    public static ApplicationList List { get; } = new(new ToyApplication());

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => [new OptionGroup("toy", typeof(ToyOptions))];

    public IDataSource OpenData(Recipe recipe) => new ToyData(recipe.Options<ToyOptions>(), recipe.Run.Seed);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine) => new ToyLearner(engine, recipe.Options<ToyOptions>().Pretrained);

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) => throw new NotSupportedException();

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => null;

    /// <summary>A recipe with four epochs of eight steps; <paramref name="sets"/> on top.</summary>
    public static Recipe Recipe(params string[] sets) =>
        List.Bind(RecipeFile.Parse("task: toy\nmodel: linear\nepochs: 4\nbatch_size: 8\nlearning_rate: 0.05\nthreads: 1\ntrainer.log_every: 2\n", "toy.yaml", sets)).Recipe;

    /// <summary>The same model trained on points that are all zero.</summary>
    private sealed class BlindBaseline : IBaseline
    {
        public string Name => "input_blind";
        public bool IsRival => true;

        public IReadOnlyList<SampleOutput> Predict(BaselineContext context) =>
            context.TrainControl(Name, ((ToyData)context.Data).Blind(), context.Split);
    }
}
