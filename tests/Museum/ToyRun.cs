using System.Text.Json.Nodes;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Museum.Tests;

/// <summary>A run of the smallest application, with its data or its model changed for an exhibit.</summary>
internal sealed class ToyRun : IApplication
{
    private readonly ToyApplication toy = new();

    /// <summary>What stands in for the data; by how many samples the recipe asks for, its own data and the one it is judged on are told apart.</summary>
    public Func<ToyOptions, IDataSource> Data { get; init; } = options => new ToyData(options);

    /// <summary>What stands in for the model.</summary>
    public Func<Engine, ILearner> Learner { get; init; } = engine => new ToyLearner(engine);

    public string Task => toy.Task;
    public IReadOnlyList<IMetric> Metrics => toy.Metrics;
    public IReadOnlyList<IBaseline> Baselines { get; } = [new MajorityBaseline()];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => toy.OptionGroups(run);

    public IDataSource OpenData(Recipe recipe) => Data(recipe.Options<ToyOptions>());

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine) => Learner(engine);

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) => throw new NotSupportedException();

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => null;

    public RunFolder Train(string folder, params string[] sets) =>
        Trainer.Train(new() { Application = this, Recipe = ToyApplication.Recipe(sets), Folder = folder }, CancellationToken.None).Run;

    public Evaluation Evaluate(RunFolder run, Split split, params string[] sets) =>
        RunEvaluator.Evaluate(new() { Application = this, Recipe = ToyApplication.Recipe(sets), Run = run, Split = split }, CancellationToken.None).Evaluation;
}
