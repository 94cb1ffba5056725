using Saccade.Training;

namespace Saccade.Studio.Jobs;

/// <summary>A recipe to begin from, or a list of variants of one.</summary>
/// <param name="Name">Its file's, without the ending.</param>
/// <param name="Task">What it is for.</param>
/// <param name="Comment">What its first lines say.</param>
/// <param name="Text">The whole of it.</param>
internal sealed record ShippedRecipe(string Name, string Task, string Comment, string Text)
{
    /// <returns>Null: it is neither.</returns>
    public static ShippedRecipe? Read(string path)
    {
        try
        {
            var file = RecipeFile.Load(path);
            var text = File.ReadAllText(path);
            var comment = string.Join(' ', text.Split('\n').TakeWhile(l => l.StartsWith('#')).Select(l => l.TrimStart('#').Trim()));
            var recipe = VariantList.IsIn(file) ? RecipeFile.Load(VariantList.Of(file).Base) : file;
            return recipe.Peek("task") is { } task ? new(Path.GetFileNameWithoutExtension(path), task, comment, text) : null;
        }
        catch (Exception unreadable) when (unreadable is RecipeException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
