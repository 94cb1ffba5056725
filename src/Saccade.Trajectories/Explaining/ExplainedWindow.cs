using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Explaining;

/// <summary>What the model said of one window, and the map of what that rests on.</summary>
internal sealed record ExplainedWindow(WindowResult Result, ClipMap Map)
{
    /// <summary>The prediction's own entry, with the map: its shape, its share by frame and, if wanted, every cell.</summary>
    /// <param name="classes">Names by label.</param>
    /// <param name="rate">The model's.</param>
    /// <param name="withCells">Whether the cells are given, V x T' x H x W numbers.</param>
    public JsonObject ToJson(IReadOnlyList<string> classes, FrameRate rate, bool withCells)
    {
        // Where the video has ended its last frame stands still: such frames are none to be named.
        var json = Result.ToJson(classes, rate, Map.FrameShares()[..Result.Frames]);
        var map = new JsonObject
        {
            ["views"] = Map.Views,
            ["steps"] = Map.Steps,
            ["rows"] = Map.Rows,
            ["columns"] = Map.Columns,
            ["empty"] = Map.IsEmpty,
            ["frame_shares"] = Numbers(Map.FrameShares()),
        };
        if (withCells)
            map["cells"] = Nested([Map.Views, Map.Steps, Map.Rows, Map.Columns], 0, Map.Shares);
        json["map"] = map;
        return json;
    }

    private static JsonArray Nested(int[] shape, int axis, ReadOnlySpan<float> values)
    {
        if (axis == shape.Length - 1)
            return Numbers(values.ToArray().Select(v => (double)v));
        var array = new JsonArray();
        var length = values.Length / shape[axis];
        for (var i = 0; i < shape[axis]; i++)
            array.Add(Nested(shape, axis + 1, values.Slice(i * length, length)));
        return array;
    }

    private static JsonArray Numbers(IEnumerable<double> values) => [.. values.Select(v => JsonValue.Create(Math.Round(v, 6)))];
}
