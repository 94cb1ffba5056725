using Saccade.Cli;
using Saccade.Export.Onnx;
using Saccade.Tensors;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Export.Tests;

/// <summary>A model of a shipped recipe with weights that are none of a fresh model's zeros and ones, its graphs, and the way to compare both.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine = new(new EngineOptions { Seed = 1, Threads = 1 });
    private readonly IDataSource _data;
    private readonly ILearner _learner;
    private readonly RandomKey _key = new(5, RandomStream.Data, 0);
    private ulong _drawn;

    public ExportedModel(string recipe, params string[] sets)
    {
        var (application, bound) = Applications.All.Bind(RecipeFile.Load(Path.Combine(AppContext.BaseDirectory, "recipes", recipe), [.. sets, "threads=1"]));
        _data = application.OpenData(bound);
        _learner = application.Build(bound, _data, _engine);
        foreach (var (name, tensor, _) in _learner.Model.State().Where(t => !t.Name.EndsWith("size", StringComparison.Ordinal)))
        {
            // Variances stay above zero, and weights what they are of size.
            var isVariance = name.EndsWith("running_var", StringComparison.Ordinal);
            foreach (ref var value in tensor.AsSpan())
                value += (isVariance ? 1 : 0.1f) * (NextNumber() - (isVariance ? 0 : 0.5f));
        }
        _learner.Model.SetTraining(false);
    }

    public ILearner Learner => _learner;

    public IReadOnlyList<InferenceGraph> Graphs => _learner.Graphs;

    public Engine Engine => _engine;

    /// <summary>Samples of the validation split.</summary>
    public Batch Batch(int count) => _data.Load(Split.Validation, [.. Enumerable.Range(0, count).Select(i => (long)i)], 0);

    /// <summary>Runs a graph here and in ONNX Runtime on the same inputs and compares every output.</summary>
    /// <param name="graph">One of <see cref="Graphs"/>.</param>
    /// <param name="numbers">Inputs of numbers.</param>
    /// <param name="choices">Inputs of whole numbers.</param>
    /// <returns>What this engine makes of them.</returns>
    public IReadOnlyDictionary<string, float[]> Agrees(InferenceGraph graph, Dictionary<string, Tensor> numbers, Dictionary<string, IntTensor>? choices = null)
    {
        choices ??= [];
        var path = _folder[$"{graph.Name}.onnx"];
        if (!File.Exists(path))
        {
            var names = _learner.Model.State().DistinctBy(t => t.Tensor).ToDictionary(t => t.Tensor, t => t.Name);
            File.WriteAllBytes(path, GraphWriter.Write(graph, _engine, names).ToModel("test", "1", []).Written.ToArray());
        }
        var (outputs, _) = OnnxRuntime.Run(path, numbers, choices);
        using var scope = _engine.BeginScope();
        var expected = graph.Run(new GraphValues(numbers, choices));
        Assert.Equal(expected.Select(e => e.Name).Order(), outputs.Keys.Order());
        foreach (var (name, value) in expected)
        {
            var (extents, values) = outputs[name];
            Assert.Equal(OnnxRuntime.ExtentsOf(value.Shape), extents);
            // Of the largest value: sums are taken in another order there.
            var largest = Math.Max(1, value.ToArray().Max(MathF.Abs));
            var off = value.ToArray().Zip(values, (a, b) => Math.Abs(a - b)).Max() / largest;
            Assert.True(off <= 1e-4, $"{name} differs by {off}");
            Assert.True(value.ToArray().Max(MathF.Abs) > 1e-3, $"{name} is nothing, so nothing was compared");
        }
        return expected.ToDictionary(e => e.Name, e => e.Value.ToArray());
    }

    /// <summary>The same on random inputs.</summary>
    /// <param name="graph">One of <see cref="Graphs"/>.</param>
    /// <param name="extents">The named extents of its inputs.</param>
    public void AgreesOnRandom(InferenceGraph graph, params (string Name, int Extent)[] extents)
    {
        var (numbers, choices) = (new Dictionary<string, Tensor>(), new Dictionary<string, IntTensor>());
        foreach (var input in graph.Inputs)
        {
            int[] shape = [.. input.Shape.Select(Extent)];
            if (input.Choices == default)
                numbers[input.Name] = Random(shape);
            else
                choices[input.Name] = _engine.From([.. Random(shape).ToArray().Select(u => (int)(u * Extent(input.Choices)))], shape);
        }
        Agrees(graph, numbers, choices);

        int Extent(GraphExtent extent) => extent.Name is null ? extent.Number : extents.Single(e => e.Name == extent.Name).Extent;
    }

    /// <summary>Numbers from 0 to 1.</summary>
    public Tensor Random(params int[] shape)
    {
        var tensor = _engine.Empty(shape);
        foreach (ref var value in tensor.AsSpan())
            value = NextNumber();
        return tensor;
    }

    private float NextNumber() => (float)_key.Uniform(_drawn++);

    public void Dispose()
    {
        _engine.Dispose();
        _data.Dispose();
        _folder.Dispose();
    }
}
