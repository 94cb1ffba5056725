namespace Saccade.Training;

/// <summary>A recipe that cannot be used. The message is one line that names the source, the line, the key and the way out.</summary>
public sealed class RecipeException : Exception
{
    /// <param name="source">The file's name, or <c>--set</c>.</param>
    /// <param name="line">1-based line; 0 when the fault belongs to no line.</param>
    /// <param name="key">The key at fault; null when the file as a whole is.</param>
    /// <param name="cause">What is wrong and what to do, without a final full stop being required.</param>
    public RecipeException(string source, int line, string? key, string cause)
        : base($"{source}{(line > 0 ? $":{line}" : "")}: {(key is null ? "" : $"'{key}' ")}{cause}")
    {
        RecipeSource = source;
        Line = line;
        Key = key;
        Cause = cause;
    }

    /// <summary>What else is wrong with the recipe, found independently of this.</summary>
    public IReadOnlyList<RecipeException> Others { get; private init; } = [];

    public string RecipeSource { get; }
    public int Line { get; }
    public string? Key { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Cause { get; }

    /// <summary>The first of several faults, which tells of the others.</summary>
    internal static RecipeException First(IReadOnlyList<RecipeException> faults)
    {
        var first = faults[0];
        return new(first.RecipeSource, first.Line, first.Key, first.Cause) { Others = [.. faults.Skip(1)] };
    }
}
