using Saccade.Tensors;

namespace Saccade.Export.Onnx.Operators;

/// <summary>Sums and the like over axes, and softmax over the last one. Operations say which axes by the shape that is left when they are kept with extent 1.</summary>
internal static class Reductions
{
    public static IEnumerable<(string Name, Translation Translate)> All =>
    [
        ("Sum", Sum),
        ("Max", (writer, operation) => Reduce(writer, operation, "ReduceMax", Axes(operation))),
        ("L2Norm", (writer, operation) => Reduce(writer, operation, "ReduceL2", Axes(operation))),
        ("LogSumExp", (writer, operation) => Reduce(writer, operation, "ReduceLogSumExp", [operation.Settings<int>()])),
        ("Softmax", (writer, operation) => writer.Graph.Node("Softmax", [writer.Input(operation, 0)], ("axis", -1L))),
        ("LogSoftmax", (writer, operation) => writer.Graph.Node("LogSoftmax", [writer.Input(operation, 0)], ("axis", -1L))),
    ];

    // In operator set 17 the axes of a sum are an input, and those of the others an attribute.
    private static string Sum(GraphWriter writer, TracedPair operation) =>
        writer.Graph.Node("ReduceSum", [writer.Input(operation, 0), writer.Graph.Integers([.. Axes(operation).Select(axis => (long)axis)])], Keep(operation));

    private static string Reduce(GraphWriter writer, TracedPair operation, string type, int[] axes) =>
        writer.Graph.Node(type, [writer.Input(operation, 0)], ("axes", axes), Keep(operation));

    private static OnnxAttribute Keep(TracedPair operation) => ("keepdims", operation.Rank == operation.ShapeOf(0).Rank ? 1L : 0L);

    private static int[] Axes(TracedPair operation)
    {
        var (kept, from) = ((Shape)operation.First.Options!, operation.ExtentsOf(0));
        // An axis of extent 1 may be reduced or not: its element is the same, but without it the rank is not.
        var reduced = Enumerable.Range(0, from.Length).Where(axis => kept[axis] == 1 && from[axis] != new TracedExtent(1, 1)).ToList();
        foreach (var axis in Enumerable.Range(0, from.Length).Where(axis => from[axis] == new TracedExtent(1, 1)))
        {
            if (operation.Rank < from.Length && reduced.Count < from.Length - operation.Rank)
                reduced.Add(axis);
        }
        return [.. reduced.Order()];
    }
}
