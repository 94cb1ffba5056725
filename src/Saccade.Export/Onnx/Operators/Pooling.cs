namespace Saccade.Export.Onnx.Operators;

/// <summary>The largest or the mean of windows.</summary>
internal static class Pooling
{
    public static IEnumerable<(string Name, Translation Translate)> All => [("MaxPool", MaxPool), ("AveragePool", AveragePool)];

    private static string MaxPool(GraphWriter writer, TracedPair operation) => operation.Rank == 2
        ? Whole(writer, operation, "GlobalMaxPool")
        : writer.Graph.Node("MaxPool", [writer.Input(operation, 0)], Windows((ValueTuple<int[], int[], int[]>?)operation.First.Options));

    private static string AveragePool(GraphWriter writer, TracedPair operation)
    {
        if (operation.Rank == 2)
            return Whole(writer, operation, "GlobalAveragePool");
        var (windows, countPadding) = (((int[], int[], int[])?, bool))operation.First.Options!;
        return writer.Graph.Node("AveragePool", [writer.Input(operation, 0)], [.. Windows(windows), ("count_include_pad", countPadding ? 1L : 0L)]);
    }

    /// <summary>[N, C, ..] -> [N, C]</summary>
    private static string Whole(GraphWriter writer, TracedPair operation, string type) =>
        writer.Graph.Node("Flatten", [writer.Graph.Node(type, [writer.Input(operation, 0)])], ("axis", 1L));

    private static OnnxAttribute[] Windows((int[] Window, int[] Stride, int[] Padding)? windows) => windows is var (window, stride, padding)
        ? [("kernel_shape", window), ("strides", stride), ("pads", [.. padding, .. padding])]
        : throw new ExportException("a pooling has bins of different extents");
}
