using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Corrections;

/// <summary>
/// Corrections of some images as a file of JSON: <c>{"shelf.jpg": {"add": [[x, y], ..], "remove": [3, [x, y], ..], "resume_from": 7}}</c>, each part where it is needed, places in pixels of the image, numbers
/// those on the picture. What is read is not trusted; places are held against the image when it is counted.
/// </summary>
public static class CorrectionFile
{
    private const long MostBytes = 64L << 20;

    private const string AddPart = "add", RemovePart = "remove", ResumePart = "resume_from";

    /// <returns>By the image's file name.</returns>
    /// <exception cref="MediaException">The file is missing or no such file; says where.</exception>
    public static IReadOnlyDictionary<string, ImageCorrection> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(WholeFile.Read(path, MostBytes));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new MediaException(path, "it is no JSON object of corrections by the images' file names");
            var images = new Dictionary<string, ImageCorrection>(StringComparer.Ordinal);
            foreach (var image in document.RootElement.EnumerateObject())
            {
                if (!images.TryAdd(image.Name, Image(image, path)))
                    throw new MediaException(path, $"{image.Name} stands in it twice");
            }
            return images;
        }
        catch (JsonException broken)
        {
            throw new MediaException(path, $"it is no JSON: {broken.Message.ReplaceLineEndings(" ")}", broken);
        }
    }

    private static ImageCorrection Image(JsonProperty image, string path)
    {
        if (image.Value.ValueKind != JsonValueKind.Object)
            throw Wrong("is no object with add, remove or resume_from");
        var correction = new ImageCorrection();
        foreach (var part in image.Value.EnumerateObject())
        {
            correction = part.Name switch
            {
                AddPart => correction with { Add = [.. List(part).Select(Place)] },
                RemovePart => correction with { Remove = [.. List(part).Select(e => e.ValueKind == JsonValueKind.Array ? new WrongPoint(null, Place(e)) : new WrongPoint(Number(e, 1), null))] },
                ResumePart => correction with { ResumeFrom = Number(part.Value, 0) },
                _ => throw Wrong($"'{part.Name}' is no part of a correction; there are {AddPart}, {RemovePart} and {ResumePart}"),
            };
        }
        return correction;

        JsonElement.ArrayEnumerator List(JsonProperty part) => part.Value.ValueKind == JsonValueKind.Array ? part.Value.EnumerateArray() : throw Wrong($"'{part.Name}' is no list");

        PointPixels Place(JsonElement element) =>
            element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 2 && Coordinate(element[0]) is { } x && Coordinate(element[1]) is { } y ? new(x, y) : throw Wrong("a place is [x, y] in pixels of the image");

        double? Coordinate(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

        int Number(JsonElement element, int fewest) =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= fewest ? number : throw Wrong($"'{element}' is no number of a point");

        MediaException Wrong(string cause) => new(path, $"{image.Name}: {cause}");
    }
}
