using System.Runtime.CompilerServices;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Export.Onnx;

/// <summary>
/// Writes one <see cref="InferenceGraph"/> as a graph of ONNX. The model runs twice, with other extents and other values of its inputs, while a trace notes its operations;
/// the two are walked side by side and each operation is translated. A tensor that no operation made and that is the same in both passes is a constant of the model;
/// one that differs was worked out beside the tensors, and the model is refused rather than written with somebody's values in it.
/// </summary>
internal sealed class GraphWriter
{
    // Pairwise without common factors, and no small powers of two, which extents of models mostly are.
    private static readonly (int First, int Second)[] Extents = [(3, 5), (7, 11), (13, 17), (19, 23), (29, 31)];

    private readonly Dictionary<Tensor, string> _values = [];
    private readonly Dictionary<Tensor, string> _secondValues = [];
    private readonly ConditionalWeakTable<IntTensor, string> _choices = [];
    private readonly IReadOnlyDictionary<Tensor, string> _weightNames;
    private readonly IReadOnlyList<(string Name, int First, int Second)> _extents;
    private readonly Dictionary<string, (string Input, int Axis)> _extentSources = [];
    private readonly Dictionary<string, string> _extentValues = [];
    private readonly QuantisedWeights? _quantised;

    private GraphWriter(InferenceGraph graph, IReadOnlyDictionary<Tensor, string> weightNames, QuantisedWeights? quantised)
    {
        _weightNames = weightNames;
        _quantised = quantised;
        var names = graph.Inputs.SelectMany(i => i.Shape).Where(e => e.Name is not null).Select(e => e.Name!).Distinct().ToArray();
        _extents = [.. names.Select((name, i) => (name, Extents[i].First, Extents[i].Second))];
    }

    public OnnxGraph Graph { get; } = new();

    /// <param name="graph">The model's.</param>
    /// <param name="engine">Where the model lives.</param>
    /// <param name="weightNames">Names of the model's own tensors.</param>
    /// <param name="quantised">What becomes of weights that are written in 8 bits; null: all stay as they are.</param>
    /// <exception cref="ExportException">The model works something out beside its tensors, or uses an operation that has no translation.</exception>
    public static OnnxGraph Write(InferenceGraph graph, Engine engine, IReadOnlyDictionary<Tensor, string> weightNames, QuantisedWeights? quantised = null)
    {
        using var scope = engine.BeginScope();
        var writer = new GraphWriter(graph, weightNames, quantised);
        var first = writer.Pass(graph, engine, second: false);
        var second = writer.Pass(graph, engine, second: true);
        writer.Translate(graph, first, second);
        return writer.Graph;
    }

    /// <summary>The name of what an operation took.</summary>
    public string Input(TracedPair pair, int input) => Value(pair.First.Inputs[input]!, pair.Second.Inputs[input]!, pair.Name);

    /// <summary>The name of the indices that an operation took.</summary>
    public string Indices(TracedPair pair) => _choices.TryGetValue(pair.First.Indices!, out var name)
        ? name
        : pair.First.Indices!.AsSpan().SequenceEqual(pair.Second.Indices!.AsSpan()) && pair.First.Indices.Shape == pair.Second.Indices.Shape
            ? Remember(pair.First.Indices, Graph.Constant("indices", [.. pair.First.Indices.ToArray().Select(i => (long)i)], ExtentsOf(pair.First.Indices.Shape)))
            : throw new ExportException($"{pair.Name} takes indices that are worked out beside the tensors");

    /// <summary>The name of a weight, which may be kept in 8 bits: [out, ..], one scale for each index of the first axis.</summary>
    public string Weight(TracedPair pair, int input)
    {
        var tensor = pair.First.Inputs[input]!;
        if (_quantised is null || !_weightNames.TryGetValue(tensor, out var name) || !ReferenceEquals(tensor, pair.Second.Inputs[input]) || _values.ContainsKey(tensor))
            return Input(pair, input);
        var (values, scales) = _quantised.Of(tensor, name);
        var stored = Graph.Constant(name, values, ExtentsOf(tensor.Shape));
        var written = Graph.Node("DequantizeLinear", [stored, Graph.Constant($"{name}.scale", scales, scales.Length)], ("axis", 0L));
        return _values[tensor] = _secondValues[tensor] = written;
    }

    /// <summary>A vector of extents, some of which may only be known when the graph runs.</summary>
    public string ShapeVector(IReadOnlyList<TracedExtent> extents)
    {
        if (extents.All(e => e.IsNumber))
            return Graph.Integers([.. extents.Select(e => (long)e.First)]);
        return Graph.Node("Concat", extents.Select(ExtentVector), ("axis", 0L));
    }

    /// <summary>What an extent is called in the description of outputs.</summary>
    private string NameOf(TracedExtent extent) => extent.Product(_extents) is var (factor, names)
        ? string.Join('*', names.Prepend(factor.ToString()).Where((n, i) => i > 0 || n != "1" || names.Count == 0))
        : $"of_{extent.First}_or_{extent.Second}";

    /// <summary>A vector of one extent.</summary>
    private string ExtentVector(TracedExtent extent)
    {
        var (factor, names) = extent.Product(_extents) ?? throw new ExportException($"an extent is {extent.First} or {extent.Second}, which is no product of the inputs' extents");
        return names.Select(Known).Aggregate(Graph.Integers(factor), (product, name) => product == Graph.Integers(1) ? name : Graph.Node("Mul", [product, name]));
    }

    private string Known(string extent)
    {
        if (_extentValues.TryGetValue(extent, out var known))
            return known;
        var (input, axis) = _extentSources[extent];
        return _extentValues[extent] = Graph.Node("Gather", [Graph.Node("Shape", [input]), Graph.Integers(axis)], ("axis", 0L));
    }

    private (IReadOnlyList<Tensors.Tape.TracedOperation> Operations, IReadOnlyList<(string Name, Tensor Value)> Outputs) Pass(InferenceGraph graph, Engine engine, bool second)
    {
        var (numbers, choices) = (new Dictionary<string, Tensor>(), new Dictionary<string, IntTensor>());
        var random = new Tensors.Random.RandomKey(0, Tensors.Random.RandomStream.Data, second ? 1u : 0u);
        var drawn = 0ul;
        foreach (var input in graph.Inputs)
        {
            var shape = input.Shape.Select(e => Extent(e, second)).ToArray();
            var count = shape.Aggregate(1, (a, b) => a * b);
            if (input.Choices == default)
            {
                var tensor = numbers[input.Name] = engine.From([.. Enumerable.Range(0, count).Select(_ => (float)random.Uniform(drawn++))], shape);
                (second ? _secondValues : _values)[tensor] = input.Name;
            }
            else
            {
                var most = Extent(input.Choices, second);
                var tensor = choices[input.Name] = engine.From([.. Enumerable.Range(0, count).Select(_ => (int)(random.Uniform(drawn++) * most))], shape);
                _choices.Add(tensor, input.Name);
            }
            if (second)
                continue;
            Graph.Input(input.Name, input.Choices == default ? OnnxType.Float : OnnxType.Int32, input.Shape.Select(e => e.ToString()), input.Holds);
            foreach (var (extent, axis) in input.Shape.Select((e, i) => (e, i)).Where(e => e.e.Name is not null))
                _extentSources.TryAdd(extent.Name!, (input.Name, axis));
        }
        using var trace = engine.BeginTrace();
        var outputs = graph.Run(new GraphValues(numbers, choices));
        return ([.. trace.Operations], outputs);
    }

    private int Extent(GraphExtent extent, bool second) =>
        extent.Name is null ? extent.Number : _extents.First(e => e.Name == extent.Name) is var known && second ? known.Second : known.First;

    private void Translate(
        InferenceGraph graph,
        (IReadOnlyList<Tensors.Tape.TracedOperation> Operations, IReadOnlyList<(string Name, Tensor Value)> Outputs) first,
        (IReadOnlyList<Tensors.Tape.TracedOperation> Operations, IReadOnlyList<(string Name, Tensor Value)> Outputs) second)
    {
        if (!first.Operations.Select(o => o.Name).SequenceEqual(second.Operations.Select(o => o.Name)))
            throw new ExportException("which operations run depends on the inputs");
        foreach (var (one, other) in first.Operations.Zip(second.Operations))
        {
            var pair = new TracedPair(one, other);
            var translate = Translations.Find(pair.Name) ?? throw new ExportException($"the operation {pair.Name} has no translation");
            _values[one.Output] = _secondValues[other.Output] = translate(this, pair);
        }
        foreach (var ((name, value), (_, other)) in first.Outputs.Zip(second.Outputs))
        {
            Graph.Rename(Value(value, other, name), name);
            Graph.Output(name, TracedPair.Extents(value.Shape, other.Shape).Select(NameOf));
        }
    }

    private string Value(Tensor first, Tensor second, string user)
    {
        if (_values.TryGetValue(first, out var known))
            return _secondValues.TryGetValue(second, out var other) && known == other ? known : throw new ExportException($"{user} takes different tensors by the inputs' extents");
        var name = _weightNames.GetValueOrDefault(first, "constant");
        var extents = TracedPair.Extents(first.Shape, second.Shape);
        if (ReferenceEquals(first, second) || (extents.All(e => e.IsNumber) && first.AsSpan().SequenceEqual(second.AsSpan())))
            return Keep(first, second, Graph.Constant(name, first.AsSpan(), ExtentsOf(first.Shape)));
        // The same along the extents that differ: as long as the graph finds them to be.
        if (Repeated(first, extents) is { } one && Repeated(second, extents) is { } two && one.Values.AsSpan().SequenceEqual(two.Values))
            return Keep(first, second, Graph.Node("Expand", [Graph.Constant(name, one.Values, one.Shape), ShapeVector(extents)]));
        throw new ExportException($"{user} takes a tensor {first.Shape} that is worked out beside the tensors");
    }

    private string Keep(Tensor first, Tensor second, string name) => _values[first] = _secondValues[second] = name;

    private string Remember(IntTensor indices, string name)
    {
        _choices.Add(indices, name);
        return name;
    }

    /// <summary>The values at index 0 of every axis whose extent differs, if those at all other indices are the same.</summary>
    private static (float[] Values, int[] Shape)? Repeated(Tensor tensor, TracedExtent[] extents)
    {
        var shape = extents.Select((e, axis) => e.IsNumber ? tensor.Shape[axis] : 1).ToArray();
        var kept = new float[shape.Aggregate(1, (a, b) => a * b)];
        var values = tensor.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var (rest, at, stride, isFirst) = (i, 0, 1, true);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                var index = rest % tensor.Shape[axis];
                rest /= tensor.Shape[axis];
                at += shape[axis] == 1 ? 0 : index * stride;
                isFirst &= shape[axis] != 1 || index == 0;
                stride *= shape[axis];
            }
            if (isFirst)
                kept[at] = values[i];
            else if (kept[at] != values[i])
                return null;
        }
        return (kept, shape);
    }

    private static int[] ExtentsOf(Shape shape)
    {
        var extents = new int[shape.Rank];
        shape.CopyTo(extents);
        return extents;
    }
}
