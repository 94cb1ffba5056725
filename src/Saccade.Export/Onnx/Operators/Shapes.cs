namespace Saccade.Export.Onnx.Operators;

/// <summary>Operations that move elements and compute nothing.</summary>
internal static class Shapes
{
    public static IEnumerable<(string Name, Translation Translate)> All =>
    [
        ("Reshape", (writer, operation) => Reshape(writer, writer.Input(operation, 0), operation.ExtentsOf(0), operation.Output)),
        ("Permute", (writer, operation) => writer.Graph.Node("Transpose", [writer.Input(operation, 0)], ("perm", operation.Settings<int[]>()))),
        ("Concat", (writer, operation) => writer.Graph.Node("Concat", Enumerable.Range(0, operation.InputCount).Select(i => writer.Input(operation, i)), ("axis", (long)operation.Settings<int>()))),
        ("Slice", Slice),
        ("Pad", Pad),
        ("Expand", (writer, operation) => writer.Graph.Node("Expand", [writer.Input(operation, 0), writer.ShapeVector(Missing(operation))])),
        ("ResizeNearest", ResizeNearest),
        ("ResizeBilinear", ResizeBilinear),
    ];

    /// <summary>In ONNX a 0 takes over the input's extent at its place, and one -1 is worked out from the others.</summary>
    public static string Reshape(GraphWriter writer, string x, TracedExtent[] from, TracedExtent[] to)
    {
        var vector = to.Select((e, axis) => e.IsNumber ? e.First : axis < from.Length && from[axis] == e ? 0 : -1L).ToArray();
        if (vector.Count(e => e == -1) > 1)
        {
            // One open extent may be copied instead, so only what is neither has to be worked out.
            return writer.Graph.Node("Reshape", [x, writer.ShapeVector(to)]);
        }
        if (to.Any(e => e is { First: 0, Second: 0 }))
            throw new ExportException("a tensor has no elements");
        return writer.Graph.Node("Reshape", [x, writer.Graph.Integers(vector)]);
    }

    private static string Slice(GraphWriter writer, TracedPair operation)
    {
        var (axis, start) = operation.Settings<(int, int)>();
        var (from, to) = (operation.ExtentsOf(0)[axis], operation.Output[axis]);
        // A slice up to the end stays one when the extent changes.
        var end = to.IsNumber ? start + to.First
            : from.First == start + to.First && from.Second == start + to.Second ? int.MaxValue
            : throw new ExportException("a slice of an axis is as long as the inputs' extents say");
        return writer.Graph.Node("Slice", [writer.Input(operation, 0), writer.Graph.Integers(start), writer.Graph.Integers(end), writer.Graph.Integers(axis)]);
    }

    private static string Pad(GraphWriter writer, TracedPair operation)
    {
        var (axis, before, after) = operation.Settings<(int, int, int)>();
        var pads = new long[2 * operation.Rank];
        (pads[axis], pads[operation.Rank + axis]) = (before, after);
        return writer.Graph.Node("Pad", [writer.Input(operation, 0), writer.Graph.Integers(pads)]);
    }

    /// <summary>The output's extents, and 1 (which keeps what is there) where the input has them already.</summary>
    private static TracedExtent[] Missing(TracedPair operation)
    {
        var (from, to) = (operation.ExtentsOf(0), operation.Output);
        return [.. to.Select((e, axis) => axis - (to.Length - from.Length) is >= 0 and var own && from[own] == e ? new TracedExtent(1, 1) : e)];
    }

    private static string ResizeNearest(GraphWriter writer, TracedPair operation) =>
        Resize(writer, operation, ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));

    private static string ResizeBilinear(GraphWriter writer, TracedPair operation) =>
        Resize(writer, operation, ("mode", "linear"), ("coordinate_transformation_mode", operation.Settings<bool>() ? "align_corners" : "half_pixel"));

    private static string Resize(GraphWriter writer, TracedPair operation, params OnnxAttribute[] attributes)
    {
        var scales = operation.ExtentsOf(0).Zip(operation.Output, (from, to) => from == to ? 1 : (float)to.First / from.First).ToArray();
        return writer.Graph.Node("Resize", [writer.Input(operation, 0), "", writer.Graph.Constant("scales", scales, scales.Length)], attributes);
    }
}
