using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Sets;
using Saccade.Media;

namespace Saccade.Counting.Import;

/// <summary>
/// Counts that a person has corrected, as <c>count --corrections</c> writes them: a file of JSON for each image. The image is the one that was counted, or, where that has gone, one of its name beside the
/// file. A count that nobody has looked at is what the model thinks, not what is true, and is left out.
/// </summary>
internal static class CountedLayout
{
    public static IReadOnlyList<AnnotatedImage> Read(string folder)
    {
        var images = new List<AnnotatedImage>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Annotations.Json(path);
            if (file.TryGetProperty("task", out var task) && task.ValueKind == JsonValueKind.String && task.GetString() == CountingApplication.TaskName)
                images.Add(new(ImageOf(file, path), null, Annotations.Category(Annotations.Property(Result(file, path), CountDescription.Category, JsonValueKind.String, path).GetString()), plane => Objects(file, path, plane)));
        }
        return images;
    }

    private static string ImageOf(JsonElement file, string path)
    {
        var counted = Annotations.Property(file, "input", JsonValueKind.String, path).GetString()!;
        return File.Exists(counted) ? counted : Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileName(counted));
    }

    private static IReadOnlyList<CountedObject> Objects(JsonElement file, string path, ImagePlane image)
    {
        var result = Result(file, path);
        if (!result.TryGetProperty(CountDescription.Corrected, out var corrected) || corrected.ValueKind != JsonValueKind.True)
            throw new MediaException(path, "nobody has corrected this count: it is what the model thinks, not what is true (count it with --corrections)");
        var counted = new ImagePlane(Side(CountDescription.Width), Side(CountDescription.Height));
        if (counted != image)
            throw new MediaException(path, $"an image of {counted.Width} x {counted.Height} pixels was counted, and this one has {image.Width} x {image.Height}");
        var category = Annotations.Category(Annotations.Property(result, CountDescription.Category, JsonValueKind.String, path).GetString());
        return [.. Annotations.Property(result, CountDescription.Points, JsonValueKind.Array, path).EnumerateArray().Select(p => new CountedObject(new(Coordinate(p, "x"), Coordinate(p, "y")), null, category))];

        int Side(string name) => Annotations.Property(result, name, JsonValueKind.Number, path).TryGetInt32(out var side) && side > 0 ? side : throw new MediaException(path, $"its {name} is no number of pixels");

        double Coordinate(JsonElement point, string name) => Annotations.Number(Annotations.Property(point, name, JsonValueKind.Number, path), path);
    }

    private static JsonElement Result(JsonElement file, string path)
    {
        var results = Annotations.Property(file, "results", JsonValueKind.Array, path);
        return results.GetArrayLength() == 1 ? results[0] : throw new MediaException(path, "it does not hold the count of one image");
    }
}
