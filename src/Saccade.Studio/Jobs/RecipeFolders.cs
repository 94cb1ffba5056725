using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>The folders of recipes to begin from, and of the recipes that lists of variants are of.</summary>
internal sealed class RecipeFolders(IReadOnlyList<string> folders)
{
    private const string BaseKey = "base";

    /// <summary>All that can be trained; what is no recipe and no list of variants is left out.</summary>
    public IEnumerable<ShippedRecipe> Recipes => folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.yaml").Order(StringComparer.Ordinal)).Select(ShippedRecipe.Read).OfType<ShippedRecipe>();

    /// <summary>The list of variants that a text is. What such a list is of lies beside it; beside one that is written in Studio lie these folders.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What stands for its file.</param>
    /// <returns>Null: it is a recipe.</returns>
    /// <exception cref="RecipeException">It is malformed, or what it is of lies in none of the folders.</exception>
    public VariantList? VariantsIn(string text, string name) =>
        BaseIn(text, name) is { } found ? VariantList.Of(RecipeFile.Parse(text, Path.Combine(found.Folder, name))) : null;

    /// <summary>Copies the recipe that a list of variants is of, so that it lies beside the list.</summary>
    /// <param name="text">The list; a recipe is of nothing.</param>
    /// <param name="folder">Where the list is to lie.</param>
    /// <returns>The copy; null: there is nothing to copy.</returns>
    public string? CopyBase(string text, string folder)
    {
        if (BaseIn(text, "") is not { } found)
            return null;
        var copy = Path.GetFullPath(Path.Combine(folder, found.Name));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(Path.Combine(found.Folder, found.Name), copy);
        return copy;
    }

    private (string Folder, string Name)? BaseIn(string text, string name)
    {
        var file = RecipeFile.Parse(text, name);
        if (!VariantList.IsIn(file))
            return null;
        var said = file.Entries.Single(e => e.Key == BaseKey);
        return folders.FirstOrDefault(f => Holds(f, said.Values[0])) is { } folder ? (folder, said.Values[0])
            : throw said.Error($"is '{said.Values[0]}', which is in none of the folders of recipes; start Studio with --recipes DIR, the folder where it lies");
    }

    private static bool Holds(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path);
    }
}
