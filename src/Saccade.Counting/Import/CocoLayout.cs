using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;

namespace Saccade.Counting.Import;

/// <summary>
/// COCO's JSON (Lin et al., 2014): <c>images</c>, <c>annotations</c> with <c>bbox</c> [x, y, width, height], and <c>categories</c>. A point is the middle of a box. All JSON files with these three are read;
/// a folder named train, valid or test on the way to one gives its images their part. Boxes count in pixels of the size that is stated, and are brought to the image as it is.
/// </summary>
internal static class CocoLayout
{
    /// <exception cref="MediaException">A file is malformed.</exception>
    public static IReadOnlyList<AnnotatedImage> Read(string folder)
    {
        var images = new List<AnnotatedImage>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Annotations.Json(path);
            if (file.TryGetProperty("images", out _) && file.TryGetProperty("annotations", out _))
                images.AddRange(ReadFile(folder, path, file));
        }
        return images;
    }

    private static IEnumerable<AnnotatedImage> ReadFile(string folder, string path, JsonElement file)
    {
        var categories = Array(file, "categories").ToDictionary(c => Id(c, "id"), c => Annotations.Category(Annotations.Property(c, "name", JsonValueKind.String, path).GetString()));
        var boxes = Array(file, "annotations").ToLookup(a => Id(a, "image_id"));
        var split = Annotations.SplitOfPath(folder, path);
        foreach (var image in Array(file, "images"))
        {
            var name = Annotations.Property(image, "file_name", JsonValueKind.String, path).GetString()!;
            var own = boxes[Id(image, "id")].ToArray();
            var stated = Stated(image);
            yield return new(Locate(Path.GetDirectoryName(path)!, name), split, null, plane => [.. own.Select(a => Object(a, stated ?? plane, plane))]);
        }

        IEnumerable<JsonElement> Array(JsonElement parent, string name) => Annotations.Property(parent, name, JsonValueKind.Array, path).EnumerateArray();

        long Id(JsonElement parent, string name) => Annotations.Property(parent, name, JsonValueKind.Number, path).TryGetInt64(out var id) ? id : throw new MediaException(path, $"'{name}' is no whole number");

        string Locate(string beside, string name)
        {
            var near = Annotations.Inside(beside, name, path);
            var apart = Annotations.Inside(Path.Combine(beside, "images"), name, path);
            return !File.Exists(near) && File.Exists(apart) ? apart : near;
        }

        ImagePlane? Stated(JsonElement image) =>
            image.TryGetProperty("width", out var w) && image.TryGetProperty("height", out var h) && w.TryGetInt32(out var width) && h.TryGetInt32(out var height) && width > 0 && height > 0 ? new(width, height) : null;

        CountedObject Object(JsonElement annotation, ImagePlane stated, ImagePlane loaded)
        {
            var box = Annotations.Property(annotation, "bbox", JsonValueKind.Array, path);
            if (box.GetArrayLength() != 4)
                throw new MediaException(path, "a bbox is not [x, y, width, height]");
            var (scaleX, scaleY) = ((double)loaded.Width / stated.Width, (double)loaded.Height / stated.Height);
            var (x, y, width, height) = (Number(0) * scaleX, Number(1) * scaleY, Number(2) * scaleX, Number(3) * scaleY);
            var category = categories.GetValueOrDefault(Id(annotation, "category_id")) ?? throw new MediaException(path, $"category {Id(annotation, "category_id")} is not defined");
            var around = new PixelBox(x, y, x + width, y + height);
            return new(around.Centre, width > 0 && height > 0 ? around : null, category);

            double Number(int i) => Annotations.Number(box[i], path);
        }
    }
}
