using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>A recipe to begin from.</summary>
/// <param name="Name">Its file's, without the ending.</param>
/// <param name="Task">What it is for.</param>
/// <param name="Comment">What its first lines say.</param>
/// <param name="Text">The whole of it.</param>
internal sealed record ShippedRecipe(string Name, string Task, string Comment, string Text)
{
    /// <summary>Those of some folders; what is no recipe by itself is left out.</summary>
    public static IEnumerable<ShippedRecipe> In(IEnumerable<string> folders) =>
        folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.yaml").Order(StringComparer.Ordinal)).Select(Read).OfType<ShippedRecipe>();

    private static ShippedRecipe? Read(string path)
    {
        try
        {
            var file = RecipeFile.Load(path);
            var text = File.ReadAllText(path);
            var comment = string.Join(' ', text.Split('\n').TakeWhile(l => l.StartsWith('#')).Select(l => l.TrimStart('#').Trim()));
            return file.Peek("task") is { } task ? new(Path.GetFileNameWithoutExtension(path), task, comment, text) : null;
        }
        catch (Exception unreadable) when (unreadable is RecipeException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
