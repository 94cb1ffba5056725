namespace Saccade.Training;

/// <summary>One key of a recipe as written: its value or values as text, and where it stands.</summary>
/// <param name="Key">The flat key, such as <c>model.depth</c>.</param>
/// <param name="Values">One text for a scalar, any number for a list.</param>
/// <param name="IsList">Whether the value was written as a list.</param>
/// <param name="Source">The file's name, or <c>--set</c>.</param>
/// <param name="Line">1-based line in the file; 0 for <c>--set</c>.</param>
public sealed record RecipeEntry(string Key, IReadOnlyList<string> Values, bool IsList, string Source, int Line)
{
    /// <summary>The error that says what is wrong with this entry.</summary>
    public RecipeException Error(string cause) => new(Source, Line, Key, cause);
}
