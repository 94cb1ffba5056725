using System.Globalization;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;

namespace Saccade.Counting.Import;

/// <summary>
/// YOLO's text files: a line <c>class x y width height</c> for each box, as shares of the image, its middle first. The file of <c>images/a.jpg</c> is <c>labels/a.txt</c>, or lies next to the image. An image
/// without a file holds nothing that is annotated, and is left out; an empty file says that there is nothing. <c>classes.txt</c> or <c>data.yaml</c> names the classes.
/// </summary>
internal static class YoloLayout
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff"];

    public static IReadOnlyList<AnnotatedImage> Read(string folder)
    {
        var names = Names(folder);
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(image => (Image: image, Labels: LabelsOf(image)))
                .Where(pair => File.Exists(pair.Labels))
                .Select(pair => new AnnotatedImage(pair.Image, Annotations.SplitOfPath(folder, pair.Image), null, plane => Boxes(pair.Labels, names, plane))),
        ];
    }

    /// <summary>Where the boxes of an image stand: in the folder <c>labels</c> that mirrors <c>images</c>, or beside it.</summary>
    private static string LabelsOf(string image)
    {
        var parts = Path.ChangeExtension(image, ".txt").Split(Path.DirectorySeparatorChar);
        var last = Array.LastIndexOf(parts, "images");
        if (last >= 0)
            parts[last] = "labels";
        return string.Join(Path.DirectorySeparatorChar, parts);
    }

    private static List<CountedObject> Boxes(string path, IReadOnlyDictionary<int, string> names, ImagePlane plane)
    {
        var objects = new List<CountedObject>();
        foreach (var (i, line) in Annotations.Text(path).Split('\n').Index())
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            var numbers = new double[words.Length];
            for (var n = 0; n < words.Length; n++)
            {
                if (!double.TryParse(words[n], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[n]) || !double.IsFinite(numbers[n]))
                    throw Wrong(i, $"'{words[n]}' is no number");
            }
            if (numbers.Length != 5 || numbers[0] != Math.Floor(numbers[0]) || numbers[0] is < 0 or > int.MaxValue)
                throw Wrong(i, "a line is a class and four shares: x y width height");
            var (x, y, width, height) = (numbers[1] * plane.Width, numbers[2] * plane.Height, numbers[3] * plane.Width, numbers[4] * plane.Height);
            var category = names.GetValueOrDefault((int)numbers[0], $"class {(int)numbers[0]}");
            objects.Add(new(new(x, y), width > 0 && height > 0 ? new PixelBox(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2)) : null, category));
        }
        return objects;

        MediaException Wrong(int line, string cause) => new(path, $"line {line + 1}: {cause}");
    }

    private static Dictionary<int, string> Names(string folder)
    {
        var (list, yaml) = (Path.Combine(folder, "classes.txt"), Path.Combine(folder, "data.yaml"));
        string[] names = File.Exists(list) ? [.. Annotations.Text(list).Split('\n', StringSplitOptions.TrimEntries)] : File.Exists(yaml) ? YamlNames(Annotations.Text(yaml)) : [];
        return names.Index().Where(n => n.Item.Length > 0).ToDictionary(n => n.Index, n => Annotations.Category(n.Item));
    }

    /// <summary><c>names: [a, b]</c>, or <c>names:</c> with an entry a line, <c>- a</c> or <c>0: a</c>.</summary>
    private static string[] YamlNames(string yaml)
    {
        var lines = yaml.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith("names:", StringComparison.Ordinal));
        if (at < 0)
            return [];
        var inline = lines[at]["names:".Length..].Trim();
        if (inline.StartsWith('['))
            return [.. inline.Trim('[', ']').Split(',').Select(Bare)];
        return [.. lines.Skip(at + 1).TakeWhile(l => l.StartsWith(' ') || l.StartsWith('-')).Select(l => Bare(l.Trim().TrimStart('-').Split(':')[^1]))];
    }

    private static string Bare(string name) => name.Trim().Trim('\'', '"');
}
