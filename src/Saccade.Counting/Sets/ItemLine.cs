using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>
/// An item as a line of JSON: <c>{"image", "sha256", "width", "height", "split", "counted", "objects": [{"x", "y", "box": [l, t, r, b], "category"}]}</c>.
/// What is read is not trusted: sizes, counts and places are checked, and an image's name cannot lead out of the set's folder.
/// </summary>
internal static class ItemLine
{
    public const int MostObjects = 5000, LongestCategory = 64, LongestSide = 20_000;

    public static string Write(CountingItem item) => JsonSerializer.Serialize(
        new LineJson(
            item.Image, item.Sha256, item.Width, item.Height, item.Split, item.Counted,
            [.. item.Objects.Select(o => new ObjectJson(o.Point.X, o.Point.Y, o.Box is { } b ? [b.Left, b.Top, b.Right, b.Bottom] : null, o.Category))]),
        CountingJson.Options);

    /// <exception cref="MediaException">The line is no item.</exception>
    public static CountingItem Read(string line, string path, int number)
    {
        LineJson json;
        try
        {
            json = JsonSerializer.Deserialize<LineJson>(line, CountingJson.Options) ?? throw Wrong("it is null");
        }
        catch (JsonException broken)
        {
            throw Wrong(broken.Message.ReplaceLineEndings(" "));
        }
        if (json.Image.Length == 0 || Path.IsPathRooted(json.Image) || json.Image.Split('/', '\\').Contains(".."))
            throw Wrong($"'{json.Image}' is no file of the set");
        if (json.Width is < 1 or > LongestSide || json.Height is < 1 or > LongestSide)
            throw Wrong($"an image cannot be {json.Width} x {json.Height} pixels");
        if (json.Objects.Length > MostObjects)
            throw Wrong($"{json.Objects.Length} objects are more than the {MostObjects} that an image may have");
        CheckCategory(json.Counted);
        var plane = new ImagePlane(json.Width, json.Height);
        return new(json.Image, json.Sha256, json.Width, json.Height, json.Split, json.Counted, [.. json.Objects.Select(Object)]);

        CountedObject Object(ObjectJson o)
        {
            CheckCategory(o.Category);
            var point = new PointPixels(o.X, o.Y);
            if (!plane.Holds(point))
                throw Wrong(FormattableString.Invariant($"the point ({o.X:0.#}, {o.Y:0.#}) lies outside of {json.Width} x {json.Height} pixels"));
            return o.Box switch
            {
                null => new(point, null, o.Category),
                [var left, var top, var right, var bottom] when left < right && top < bottom => new(point, new PixelBox(left, top, right, bottom), o.Category),
                _ => throw Wrong("a box is [left, top, right, bottom] in pixels"),
            };
        }

        void CheckCategory(string category)
        {
            if (category.Length is 0 or > LongestCategory || category.Any(char.IsControl))
                throw Wrong($"a category is a word of up to {LongestCategory} characters");
        }

        MediaException Wrong(string cause) => new(path, $"line {number}: {cause}");
    }

    private sealed record LineJson(string Image, string Sha256, int Width, int Height, Split Split, string Counted, ObjectJson[] Objects);

    private sealed record ObjectJson(double X, double Y, double[]? Box, string Category);
}
