using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>A picture's count in words, as a table and as JSON. The JSON of a corrected count is training data: <see cref="Import.CountedLayout"/> reads it.</summary>
internal static class CountDescription
{
    /// <summary>Names in the JSON.</summary>
    public const string Category = "category", Points = "points", Corrected = "corrected", Width = "width", Height = "height";

    private const string ByModel = "model", ByPerson = "person";

    public static JsonObject Json(CountRequest request, PictureCount count, ImagePlane image)
    {
        var json = new JsonObject
        {
            [Category] = request.Category,
            ["count"] = count.Points.Count,
            ["finished"] = count.Reason is StopReason.NoMore or StopReason.Corrected,
            ["stop_reason"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(count.Reason.ToString()),
            ["done"] = Math.Round(count.Done, 4),
            ["missed_estimate"] = count.Missed is { } missed ? Math.Round(missed, 2) : null,
            [Corrected] = request.Correction is not null,
            [Width] = image.Width,
            [Height] = image.Height,
        };
        if (count.Tiles > 1)
            (json["tile"], json["tiles"]) = (count.Tile, count.Tiles);
        json[Points] = new JsonArray([.. count.Points.Select(p => (JsonNode)new JsonObject { ["x"] = Math.Round(p.Place.X, 2), ["y"] = Math.Round(p.Place.Y, 2), ["confidence"] = Math.Round(p.Confidence, 4), ["source"] = Source(p) })]);
        json["description"] = new JsonObject { ["text"] = Text(request.Category, count) };
        return json;
    }

    public static string Table(PictureCount count) => string.Concat(count.Points
        .Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1},{p.Place.X:0.00},{p.Place.Y:0.00},{p.Confidence:0.0000},{Source(p)}\n")).Prepend("number,x,y,confidence,source\n"));

    /// <summary>One line above a picture.</summary>
    public static string Title(string category, PictureCount count) => string.Create(CultureInfo.InvariantCulture, $"{category}: {count.Points.Count}{(count.Reason is StopReason.NoMore or StopReason.Corrected ? "" : ", not finished")}");

    private static string Text(string category, PictureCount count)
    {
        var how = count.Reason switch
        {
            StopReason.Limit => ", and probably more: counting was given up at the limit of points (count.limit)",
            StopReason.NowhereLeft => ", and counting did not come to an end: everything had been visited",
            StopReason.Corrected => ", corrected by a person",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{count.Points.Count} {category}{(count.Tiles > 1 ? $" in {count.Tiles} tiles of {count.Tile} pixels" : "")}{how}.");
    }

    private static string Source(CountedPoint point) => point.IsByPerson ? ByPerson : ByModel;
}
