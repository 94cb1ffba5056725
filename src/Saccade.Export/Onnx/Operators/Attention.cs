using Saccade.Tensors;

namespace Saccade.Export.Onnx.Operators;

/// <summary>
/// Multi-head attention, written out: softmax(scale q kᵀ + mask) v for each head. A masked key gets a score that no softmax sees, and the weight 0 afterwards, so
/// that a query without any key gets zeros.
/// </summary>
internal static class Attention
{
    // Far below every score, and far above what would make differences not a number.
    private const float Never = -1e30f;

    public static IEnumerable<(string Name, Translation Translate)> All => [("Attention", Attend)];

    /// <summary>[N, T, 3 H D], or q [N, T, H D], k and v [N, S, H D] -> [N, T, H D]</summary>
    private static string Attend(GraphWriter writer, TracedPair operation)
    {
        var graph = writer.Graph;
        var options = operation.Settings<AttentionOptions>();
        var columns = operation.Output[2].First;
        var packed = operation.InputCount == 1;
        if (packed && operation.ShapeOf(0)[2] != 3 * columns)
            throw new ExportException("an attention is of another form than a packed one");
        string Part(int part) => packed
            ? graph.Node("Slice", [writer.Input(operation, 0), graph.Integers(part * columns), graph.Integers((part + 1) * columns), graph.Integers(2)])
            : writer.Input(operation, part);
        // [N, T, H D] -> [N, H, T, D], or [N, H, D, T]
        string Heads(int part, params int[] order) =>
            graph.Node("Transpose", [graph.Node("Reshape", [Part(part), graph.Integers(0, 0, options.Heads, columns / options.Heads)])], ("perm", order));
        var scale = options.Scale ?? 1 / MathF.Sqrt(columns / options.Heads);
        var scores = graph.Node("MatMul", [graph.Node("Mul", [Heads(0, 0, 2, 1, 3), graph.Scalar(scale)]), Heads(1, 0, 2, 3, 1)]);    // [N, H, T, S]
        var allowed = Allowed(writer, operation, options);
        if (allowed is not null)
            scores = graph.Node("Add", [scores, graph.Node("Mul", [graph.Node("Sub", [graph.Scalar(1), allowed]), graph.Scalar(Never)])]);
        var weights = graph.Node("Softmax", [scores], ("axis", -1L));
        if (allowed is not null)
            weights = graph.Node("Mul", [weights, allowed]);
        var heads = graph.Node("Transpose", [graph.Node("MatMul", [weights, Heads(2, 0, 2, 1, 3)])], ("perm", [0, 2, 1, 3]));          // [N, T, H, D]
        return graph.Node("Reshape", [heads, graph.Integers(0, 0, columns)]);
    }

    /// <summary>1 where a query may look at a key, else 0: broadcasts to [N, H, T, S]; null where all may.</summary>
    private static string? Allowed(GraphWriter writer, TracedPair operation, AttentionOptions options)
    {
        var graph = writer.Graph;
        string? allowed = null;
        if (options.Causal)
        {
            var (queries, keys) = (operation.Output[1], operation.ExtentsOf(operation.InputCount == 1 ? 0 : 1)[1]);
            if (!queries.IsNumber || !keys.IsNumber)
                throw new ExportException("a causal attention is over as many steps as the inputs have");
            var triangle = new float[queries.First * keys.First];
            for (var i = 0; i < triangle.Length; i++)
                triangle[i] = i % keys.First <= (i / keys.First) + options.QueryOffset ? 1 : 0;
            allowed = graph.Constant("causal", triangle, queries.First, keys.First);
        }
        if (operation.First.Indices is null)
            return allowed;
        // [N, S] -> [N, 1, 1, S]
        var mask = graph.Node("Unsqueeze", [graph.Node("Cast", [writer.Indices(operation)], ("to", (long)OnnxType.Float)), graph.Integers(1, 2)]);
        return allowed is null ? mask : graph.Node("Mul", [mask, allowed]);
    }
}
