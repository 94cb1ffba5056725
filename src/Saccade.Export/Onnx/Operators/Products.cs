using Saccade.Tensors;

namespace Saccade.Export.Onnx.Operators;

/// <summary>Products of matrices and convolutions, with what they apply to their results.</summary>
internal static class Products
{
    public static IEnumerable<(string Name, Translation Translate)> All => [("Linear", Linear), ("MatMul", MatMul), ("Convolution", Convolution)];

    /// <summary>x [.., in] times weight [out, in] transposed, plus bias [out].</summary>
    private static string Linear(GraphWriter writer, TracedPair operation)
    {
        var graph = writer.Graph;
        var (x, weight) = (writer.Input(operation, 0), writer.Weight(operation, 1));
        string sum;
        if (operation.Rank == 2)
            sum = graph.Node("Gemm", operation.Has(2) ? [x, weight, writer.Input(operation, 2)] : [x, weight], ("transB", 1L));
        else
        {
            sum = graph.Node("MatMul", [x, graph.Node("Transpose", [weight], ("perm", [1, 0]))]);
            if (operation.Has(2))
                sum = graph.Node("Add", [sum, writer.Input(operation, 2)]);
        }
        return Elementwise.Activate(writer, sum, operation.Settings<Activation>());
    }

    private static string MatMul(GraphWriter writer, TracedPair operation)
    {
        var (transposeA, transposeB) = operation.Settings<(bool, bool)>();
        return writer.Graph.Node("MatMul", [Turned(writer, operation, 0, transposeA), Turned(writer, operation, 1, transposeB)]);
    }

    private static string Turned(GraphWriter writer, TracedPair operation, int input, bool transpose)
    {
        var x = writer.Input(operation, input);
        if (!transpose)
            return x;
        var order = Enumerable.Range(0, operation.ShapeOf(input).Rank).ToArray();
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return writer.Graph.Node("Transpose", [x], ("perm", order));
    }

    private static string Convolution(GraphWriter writer, TracedPair operation)
    {
        var options = operation.Settings<ConvolutionOptions>();
        var axes = operation.Rank - 2;
        int[] Each(int[] values) => values.Length == axes ? values : [.. Enumerable.Repeat(values[0], axes)];
        var inputs = new List<string> { writer.Input(operation, 0), writer.Weight(operation, 1) };
        if (operation.Has(2))
            inputs.Add(writer.Input(operation, 2));
        var sum = writer.Graph.Node("Conv", inputs,
            ("strides", Each(options.Stride)), ("pads", [.. Each(options.Padding), .. Each(options.PaddingAfter ?? options.Padding)]), ("group", (long)options.Groups));
        return Elementwise.Activate(writer, sum, options.Activation);
    }
}
