using System.Runtime.InteropServices;
using Saccade.Export.Protobuf;

namespace Saccade.Export.Onnx;

/// <summary>
/// A graph of ONNX while it is put together: nodes in an order in which each comes after what it takes, and constants, equal ones once. Values go by name.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The version of the operators' definitions, with which every file says what its nodes mean.</summary>
    public const int OperatorSet = 17;

    /// <summary>The version of the file format that came with that operator set.</summary>
    private const int FormatVersion = 8;

    private readonly List<ProtoMessage> _nodes = [], _inputs = [], _outputs = [];
    private readonly List<(string Name, ProtoMessage Tensor)> _constants = [];
    private readonly Dictionary<string, string> _known = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Adds a node with one output.</summary>
    /// <param name="type">The operator, such as <c>MatMul</c>.</param>
    /// <param name="inputs">Names of values; empty for an optional one that is left out.</param>
    /// <param name="attributes">The operator's settings.</param>
    /// <returns>The output's name.</returns>
    public string Node(string type, IEnumerable<string> inputs, params OnnxAttribute[] attributes)
    {
        var output = Unused(type);
        Add(type, inputs, output, attributes);
        return output;
    }

    /// <summary>A value under a name that the user sees.</summary>
    public void Rename(string value, string name)
    {
        if (!_names.Add(name))
            throw new InvalidOperationException($"Two values of the graph are called '{name}'.");
        Add("Identity", [value], name, []);
    }

    /// <param name="shape">Numbers, or names of extents.</param>
    public void Input(string name, OnnxType type, IEnumerable<string> shape, string holds)
    {
        _names.Add(name);
        _inputs.Add(Value(name, type, shape, holds));
    }

    /// <param name="shape">Numbers, or what they are worked out from.</param>
    public void Output(string name, IEnumerable<string> shape) => _outputs.Add(Value(name, OnnxType.Float, shape, ""));

    public string Constant(string hint, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) => Constant(hint, OnnxType.Float, shape, MemoryMarshal.AsBytes(values));

    public string Constant(string hint, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) => Constant(hint, OnnxType.Int64, shape, MemoryMarshal.AsBytes(values));

    public string Constant(string hint, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) => Constant(hint, OnnxType.Double, shape, MemoryMarshal.AsBytes(values));

    public string Constant(string hint, ReadOnlySpan<sbyte> values, params ReadOnlySpan<int> shape) => Constant(hint, OnnxType.Int8, shape, MemoryMarshal.AsBytes(values));

    public string Scalar(float value) => Constant("number", [value], []);

    /// <summary>Whole numbers as the inputs of some operators want them: a vector of 64 bits each.</summary>
    public string Integers(params ReadOnlySpan<long> values) => Constant("integers", values, values.Length);

    /// <summary>The whole file.</summary>
    public ProtoMessage ToModel(string name, string version, IEnumerable<(string Key, string Value)> metadata)
    {
        var graph = new ProtoMessage();
        foreach (var node in _nodes)
            graph.Message(1, node);
        graph.Text(2, name);
        foreach (var (_, tensor) in _constants)
            graph.Message(5, tensor);
        foreach (var input in _inputs)
            graph.Message(11, input);
        foreach (var output in _outputs)
            graph.Message(12, output);
        var model = new ProtoMessage().Integer(1, FormatVersion).Text(2, "saccade").Text(3, version).Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Integer(2, OperatorSet));
        foreach (var (key, value) in metadata)
            model.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        return model;
    }

    private string Constant(string hint, OnnxType type, ReadOnlySpan<int> shape, ReadOnlySpan<byte> little)
    {
        // Equal small constants come from many places; large ones are weights, which are asked for once.
        var key = little.Length <= 256 ? $"{type} {string.Join(',', shape.ToArray())} {Convert.ToHexString(little)}" : null;
        if (key is not null && _known.TryGetValue(key, out var known))
            return known;
        var name = Unused(hint);
        var tensor = new ProtoMessage();
        foreach (var extent in shape)
            tensor.Integer(1, extent);
        _constants.Add((name, tensor.Integer(2, (int)type).Text(8, name).Bytes(9, little)));
        if (key is not null)
            _known[key] = name;
        return name;
    }

    private void Add(string type, IEnumerable<string> inputs, string output, OnnxAttribute[] attributes)
    {
        var node = new ProtoMessage();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, type);
        foreach (var attribute in attributes)
            node.Message(5, attribute.ToMessage());
        _nodes.Add(node);
    }

    private static ProtoMessage Value(string name, OnnxType type, IEnumerable<string> shape, string holds)
    {
        var extents = new ProtoMessage();
        foreach (var extent in shape)
            extents.Message(1, int.TryParse(extent, out var number) ? new ProtoMessage().Integer(1, number) : new ProtoMessage().Text(2, extent));
        var tensor = new ProtoMessage().Integer(1, (int)type).Message(2, extents);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, holds);
    }

    private string Unused(string hint)
    {
        var name = hint;
        for (var number = 2; !_names.Add(name); number++)
            name = $"{hint}_{number}";
        return name;
    }
}
