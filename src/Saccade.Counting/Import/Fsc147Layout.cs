using System.Text.Json;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;

namespace Saccade.Counting.Import;

/// <summary>
/// The layout of FSC-147 (Ranjan, Sharma, Nguyen, Hoai: Learning To Count Everything, CVPR 2021). Points are pixels of the stored image, whose longer side was brought to 384 or
/// more; the <c>W</c> and <c>H</c> beside them belong to the original photograph and are not looked at.
/// </summary>
internal static class Fsc147Layout
{
    public const string PointsFile = "annotation_FSC147_384.json", SplitFile = "Train_Test_Val_FSC_147.json", ClassesFile = "ImageClasses_FSC147.txt", ImageFolder = "images_384_VarV2";

    /// <exception cref="MediaException">A file is missing or malformed. Without a file of classes everything is counted as objects.</exception>
    public static IReadOnlyList<AnnotatedImage> Read(string folder)
    {
        var (pointsPath, splitPath, classesPath) = (Path.Combine(folder, PointsFile), Path.Combine(folder, SplitFile), Path.Combine(folder, ClassesFile));
        var (points, classes) = (Annotations.Json(pointsPath), Classes(classesPath));
        var images = new List<AnnotatedImage>();
        foreach (var part in Annotations.Json(splitPath).EnumerateObject())
        {
            if (part.Value.ValueKind != JsonValueKind.Array)
                continue;
            var split = Annotations.SplitOf(part.Name) ?? throw new MediaException(splitPath, $"'{part.Name}' is no part of a split");
            foreach (var element in part.Value.EnumerateArray())
            {
                var name = element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new MediaException(splitPath, $"'{part.Name}' holds something that is no file's name");
                var category = classes.GetValueOrDefault(name, CountingSet.Everything);
                var path = Annotations.Inside(Path.Combine(folder, ImageFolder), name, splitPath);
                images.Add(new(path, split, category, _ => Points(points, name, category, pointsPath)));
            }
        }
        return images;
    }

    private static IReadOnlyList<CountedObject> Points(JsonElement annotations, string name, string category, string path)
    {
        if (!annotations.TryGetProperty(name, out var annotation))
            throw new MediaException(path, $"it says nothing of {name}");
        return [.. Annotations.Property(annotation, "points", JsonValueKind.Array, path).EnumerateArray().Select(Point)];

        CountedObject Point(JsonElement pair) => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
            ? new(new PointPixels(Annotations.Number(pair[0], path), Annotations.Number(pair[1], path)), null, category)
            : throw new MediaException(path, $"a point of {name} is not [x, y]");
    }

    private static Dictionary<string, string> Classes(string path)
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return classes;
        foreach (var line in Annotations.Text(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('\t') is not [var name, var category])
                throw new MediaException(path, $"'{line}' is not an image and its class with a tab between them");
            classes[name] = Annotations.Category(category);
        }
        return classes;
    }
}
