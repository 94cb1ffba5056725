using Saccade.Tensors;

namespace Saccade.Export.Onnx.Operators;

/// <summary>Normalisation over a layer, over groups of channels, and over what a batch was in training.</summary>
internal static class Norms
{
    public static IEnumerable<(string Name, Translation Translate)> All => [("LayerNorm", LayerNorm), ("BatchNorm", BatchNorm), ("GroupNorm", GroupNorm)];

    private static string LayerNorm(GraphWriter writer, TracedPair operation)
    {
        var graph = writer.Graph;
        var (epsilon, dropout) = operation.Settings<(float, float)>();
        if (dropout > 0)
            throw new ExportException("the model is in training");
        var x = writer.Input(operation, 0);
        if (operation.Has(1))
            x = graph.Node("Add", [writer.Input(operation, 1), x]);
        var inputs = new List<string> { x, operation.Has(2) ? writer.Input(operation, 2) : Same(graph, 1, operation.Output[^1].First) };
        if (operation.Has(3))
            inputs.Add(writer.Input(operation, 3));
        return graph.Node("LayerNormalization", inputs, ("axis", -1L), ("epsilon", epsilon));
    }

    private static string BatchNorm(GraphWriter writer, TracedPair operation)
    {
        var (training, activation, epsilon) = operation.Settings<(bool, Activation, float)>();
        if (training)
            throw new ExportException("the model is in training");
        var channels = operation.Output[1].First;
        string Or(int input, float value) => operation.Has(input) ? writer.Input(operation, input) : Same(writer.Graph, value, channels);
        var y = writer.Graph.Node("BatchNormalization", [writer.Input(operation, 0), Or(1, 1), Or(2, 0), writer.Input(operation, 3), writer.Input(operation, 4)], ("epsilon", epsilon));
        return Elementwise.Activate(writer, y, activation);
    }

    /// <summary>A group becomes a channel, of which there is one mean and variance for each sample; then each channel has its weight and bias.</summary>
    private static string GroupNorm(GraphWriter writer, TracedPair operation)
    {
        var graph = writer.Graph;
        var (groups, activation, epsilon) = operation.Settings<(int, Activation, float)>();
        var joined = graph.Node("Reshape", [writer.Input(operation, 0), graph.Integers(0, groups, -1)]);
        var normal = graph.Node("InstanceNormalization", [joined, Same(graph, 1, groups), Same(graph, 0, groups)], ("epsilon", epsilon));
        var y = Shapes.Reshape(writer, normal, [operation.Output[0]], operation.Output);
        var places = graph.Integers([.. Enumerable.Range(1, operation.Rank - 2).Select(axis => (long)axis)]);
        string Column(int input) => graph.Node("Unsqueeze", [writer.Input(operation, input), places]); // [C, 1, ..]
        if (operation.Has(1))
            y = graph.Node("Mul", [y, Column(1)]);
        if (operation.Has(2))
            y = graph.Node("Add", [y, Column(2)]);
        return Elementwise.Activate(writer, y, activation);
    }

    private static string Same(OnnxGraph graph, float value, int count) => graph.Constant("same", [.. Enumerable.Repeat(value, count)], count);
}
