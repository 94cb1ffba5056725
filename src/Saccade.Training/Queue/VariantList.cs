namespace Saccade.Training;

/// <summary>
/// A file that names a recipe and changes to it, each of which is trained by itself and compared with the recipe as it is: <c>base: RECIPE</c>, beside the file, and for each
/// variant <c>NAME: [key=value, ..]</c>. <c>from=NAME</c> among them starts from the weights of a variant further up, which then is a stage of this one and compared with nothing.
/// </summary>
/// <param name="Base">The recipe's path.</param>
/// <param name="Variants">In the order in which they are trained.</param>
public sealed record VariantList(string Base, IReadOnlyList<Variant> Variants)
{
    private const string BaseKey = "base", FromKey = "from";

    /// <summary>What the runs of the recipe as it is are called after.</summary>
    public string BaseName => Path.GetFileNameWithoutExtension(Base);

    /// <summary>The recipe as it is (null), or a variant of it, with <c>--set</c> over both.</summary>
    /// <exception cref="RecipeException">The recipe cannot be read.</exception>
    public RecipeFile Recipe(Variant? variant, IEnumerable<string> sets) => RecipeFile.Load(Base, sets).With(variant?.Sets ?? []);

    /// <summary>Whether a file is such a list, and no recipe.</summary>
    public static bool IsIn(RecipeFile file) => file.Peek(BaseKey) is not null;

    /// <exception cref="RecipeException">An entry is no variant; names file, line and entry.</exception>
    public static VariantList Of(RecipeFile file)
    {
        var variants = new List<Variant>();
        foreach (var entry in file.Entries.Where(e => e.Key != BaseKey))
        {
            if (!entry.IsList)
                throw entry.Error("is no list of 'key=value'; a file with a 'base' holds variants of it and nothing else");
            if (entry.Key.AsSpan().ContainsAnyExcept(NameLetters) || entry.Key[0] is '.' or '-')
                throw entry.Error("is no name of a variant: a run's folder is called so; use letters, digits, '-', '_' and '.'");
            var sets = entry.Values.Select(value => Set(entry, value)).ToArray();
            if (sets.GroupBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
                throw entry.Error($"sets '{twice.Key}' twice");
            var from = sets.FirstOrDefault(s => s.Key == FromKey)?.Values[0];
            if (from is not null && !variants.Exists(v => v.Name == from))
                throw entry.Error($"starts from '{from}', which is no variant above it");
            variants.Add(new Variant(entry.Key, [.. sets.Where(s => s.Key != FromKey)], from));
        }
        return variants.Count > 0
            ? new VariantList(Path.Combine(Path.GetDirectoryName(file.Source) ?? "", file.Peek(BaseKey)!), variants)
            : throw new RecipeException(file.Source, 0, null, "names a base and no variant of it");
    }

    private static System.Buffers.SearchValues<char> NameLetters { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    private static RecipeEntry Set(RecipeEntry variant, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? new RecipeEntry(text[..at].Trim(), [text[(at + 1)..].Trim()], false, variant.Source, variant.Line) : throw variant.Error($"sets '{text}', which is not written key=value");
    }
}

/// <summary>One change to a recipe.</summary>
/// <param name="Name">What its runs are called after.</param>
/// <param name="Sets">The keys that it sets.</param>
/// <param name="From">The variant whose weights it starts from; null for none.</param>
public sealed record Variant(string Name, IReadOnlyList<RecipeEntry> Sets, string? From);
