using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Studio.Tests.Serving;

/// <summary>The toy application, asked with tables of points; a test can hold its answers back and see when they are begun.</summary>
internal sealed class GatedApplication : IApplication
{
    /// <summary>A table that makes the application fail as only a mistake in it would.</summary>
    public const string Mistake = "mistake";

    private readonly ToyApplication toy = new();
    private int begun, stopped;

    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Released once for each prediction that begins.</summary>
    public SemaphoreSlim Beginnings { get; } = new(0);

    public int Begun => begun;

    /// <summary>Predictions that ended because they were told to.</summary>
    public int Stopped => stopped;

    public string Task => toy.Task;
    public IReadOnlyList<IMetric> Metrics => toy.Metrics;
    public IReadOnlyList<IBaseline> Baselines => toy.Baselines;

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => toy.OptionGroups(run);

    public IDataSource OpenData(Recipe recipe) => toy.OpenData(recipe);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine) => toy.Build(recipe, data, engine);

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => null;

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Table];

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null)
    {
        Interlocked.Increment(ref begun);
        Beginnings.Release();
        try
        {
            Gate.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref stopped);
            throw;
        }
        var results = new JsonArray();
        foreach (var (number, line) in File.ReadLines(input).Index())
        {
            if (line == Mistake)
                throw new InvalidOperationException($"a secret of {input}");
            var result = Score(model, [.. line.Split(',').Select(cell => float.TryParse(cell, CultureInfo.InvariantCulture, out var value) ? value : throw new RunException($"{input}: row {number + 1}: '{cell}' is no number"))], input);
            results.Add(result);
            // Of the others it is only told at the end what they say.
            if (number == 0)
                told?.Report(result);
        }
        if (folder is not null)
            File.WriteAllText(Path.Combine(folder, "drawing.csv"), $"{results.Count}");
        return new(input, Task, InDomain: true, results);
    }

    private static JsonObject Score(TrainedModel model, float[] point, string input)
    {
        if (point.Length != ToyData.Width)
            throw new RunException($"{input}: has {point.Length} columns, and the model takes {ToyData.Width}");
        model.Learner.Model.SetTraining(false);
        using var scope = model.Learner.Model.Engine.BeginScope();
        var output = model.Learner.Evaluate(new ToyBatch(["row"], point, [0])).Outputs[0];
        return new() { ["class"] = output.Prediction, ["probabilities"] = new JsonArray([.. output.Probabilities.Select(p => (JsonNode)p)]) };
    }
}
