namespace Saccade.Export.Onnx.Operators;

/// <summary>Choosing by indices and by masks.</summary>
internal static class Choices
{
    public static IEnumerable<(string Name, Translation Translate)> All =>
    [
        ("IndexSelect", (writer, operation) => writer.Graph.Node("Gather", [writer.Input(operation, 0), writer.Indices(operation)], ("axis", 0L))),
        ("Gather", (writer, operation) => writer.Graph.Node("GatherElements", [writer.Input(operation, 0), writer.Indices(operation)], ("axis", (long)operation.Settings<int>()))),
        ("OneHot", OneHot),
        ("Where", Where),
    ];

    // ONNX Runtime has it for indices of 64 bits alone.
    private static string OneHot(GraphWriter writer, TracedPair operation) =>
        writer.Graph.Node("OneHot", [writer.Graph.Node("Cast", [writer.Indices(operation)], ("to", (long)OnnxType.Int64)), writer.Graph.Integers(operation.Settings<int>()), writer.Graph.Constant("off_on", [0f, 1f], 2)], ("axis", -1L));

    private static string Where(GraphWriter writer, TracedPair operation)
    {
        var isNo = writer.Graph.Node("Equal", [writer.Input(operation, 0), writer.Graph.Scalar(0)]);
        return writer.Graph.Node("Where", [isNo, writer.Input(operation, 2), writer.Input(operation, 1)]);
    }
}
