using System.Text.Json;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Import;

/// <summary>What the layouts have in common: bounded reading, JSON with a file's name in its errors, words for categories and parts.</summary>
internal static class Annotations
{
    private const long MostBytes = 1L << 30;

    public static string Text(string path) => System.Text.Encoding.UTF8.GetString(WholeFile.Read(path, MostBytes));

    /// <summary>The JSON object of a file.</summary>
    /// <exception cref="MediaException">There is no such file, or it holds something else.</exception>
    public static JsonElement Json(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(WholeFile.Read(path, MostBytes));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new MediaException(path, "it is no JSON object");
        }
        catch (JsonException broken)
        {
            throw new MediaException(path, $"it is no JSON: {broken.Message.ReplaceLineEndings(" ")}", broken);
        }
    }

    /// <summary>A finite number.</summary>
    /// <exception cref="MediaException">It is none.</exception>
    public static double Number(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw new MediaException(path, $"'{Short(element)}' is no number");

    /// <summary>A property that has to be there.</summary>
    /// <exception cref="MediaException">It is missing, or of another kind.</exception>
    public static JsonElement Property(JsonElement parent, string name, JsonValueKind kind, string path) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : throw new MediaException(path, $"it has no '{name}' where one belongs");

    /// <summary>A category as sets write it: lower case, without control characters, of bounded length; nothing makes it <see cref="CountingSet.Everything"/>.</summary>
    public static string Category(string? name)
    {
        var word = new string([.. (name ?? "").Trim().Where(c => !char.IsControl(c)).Take(ItemLine.LongestCategory)]).ToLowerInvariant();
        return word.Length > 0 ? word : CountingSet.Everything;
    }

    /// <summary>The part that a folder's name stands for.</summary>
    public static Split? SplitOf(string folder) => folder.ToLowerInvariant() switch
    {
        "train" or "training" or "train2017" => Split.Train,
        "val" or "valid" or "validation" or "val2017" => Split.Validation,
        "test" or "test2017" => Split.Test,
        _ => null,
    };

    /// <summary>The part that any folder of a path below <paramref name="root"/> stands for.</summary>
    public static Split? SplitOfPath(string root, string path) =>
        Path.GetRelativePath(root, path).Split('/', '\\').Select(SplitOf).FirstOrDefault(s => s is not null);

    /// <summary>A file of a folder by a name that somebody wrote down: nothing that leads out of the folder.</summary>
    /// <exception cref="MediaException">It leads out.</exception>
    public static string Inside(string folder, string name, string path) =>
        name.Length == 0 || Path.IsPathRooted(name) || name.Split('/', '\\').Contains("..") ? throw new MediaException(path, $"'{name}' is no name of an image") : Path.Combine(folder, name);

    private static string Short(JsonElement element)
    {
        var text = element.ToString();
        return text.Length > 40 ? $"{text[..40]}.." : text;
    }
}
