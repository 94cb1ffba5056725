using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Saccade.Training;

/// <summary>
/// A recipe as text: one flat YAML mapping of dotted keys to scalars or lists of scalars, with <c>--set</c> on top.
/// Knows no key's meaning; <see cref="Bind"/> does. Input is hostile: 256 KB at most, no anchors, aliases, tags or
/// nesting (so no expansion), no key twice.
/// </summary>
public sealed class RecipeFile
{
    private const int MaximumBytes = 256 * 1024;
    private const string SetOption = "--set";
    private readonly Dictionary<string, RecipeEntry> entries;

    private RecipeFile(string source, Dictionary<string, RecipeEntry> entries)
    {
        Source = source;
        this.entries = entries;
    }

    /// <summary>The file's name, for messages.</summary>
    public string Source { get; }

    /// <summary>The keys in the order in which they stand.</summary>
    public IReadOnlyCollection<RecipeEntry> Entries => entries.Values;

    /// <summary>Reads a recipe from disk and lays <paramref name="sets"/> (each <c>key=value</c>) over it.</summary>
    public static RecipeFile Load(string path, IEnumerable<string>? sets = null)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
                throw new RecipeException(path, 0, null, $"is {stream.Length} bytes long; a recipe has at most {MaximumBytes}");
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Parse(reader.ReadToEnd(), path, sets);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RecipeException(path, 0, null, "the recipe does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RecipeException(path, 0, null, $"cannot be read as a recipe: {e.Message}");
        }
    }

    public static RecipeFile Parse(string text, string source, IEnumerable<string>? sets = null)
    {
        if (text.Length > MaximumBytes)
            throw new RecipeException(source, 0, null, $"is {text.Length} characters long; a recipe has at most {MaximumBytes}");
        var entries = new Dictionary<string, RecipeEntry>(StringComparer.Ordinal);
        try
        {
            ReadMapping(new Parser(new StringReader(text)), source, entries);
        }
        catch (YamlException e)
        {
            throw new RecipeException(source, (int)e.Start.Line, null, $"is not YAML: {e.Message}");
        }
        foreach (var set in sets ?? [])
        {
            var at = set.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new RecipeException(SetOption, 0, set, "must be written key=value");
            var key = set[..at].Trim();
            entries[key] = new RecipeEntry(key, [set[(at + 1)..].Trim()], false, SetOption, 0);
        }
        return new RecipeFile(source, entries);
    }

    /// <summary>The same recipe with <paramref name="over"/> in place of what the file says, or besides it; what <c>--set</c> says stays.</summary>
    public RecipeFile With(IEnumerable<RecipeEntry> over)
    {
        var all = new Dictionary<string, RecipeEntry>(entries, StringComparer.Ordinal);
        foreach (var entry in over.Where(e => !all.TryGetValue(e.Key, out var said) || said.Source != SetOption))
            all[entry.Key] = entry;
        return new RecipeFile(Source, all);
    }

    /// <summary>Takes a resolved recipe, as stored in a run, apart again: a flat object of scalars and arrays of scalars.</summary>
    public static RecipeFile FromJson(JsonObject resolved, string source, IEnumerable<string>? sets = null)
    {
        var file = Parse("", source, sets);
        foreach (var (key, node) in resolved)
        {
            if (!file.entries.ContainsKey(key))
                file.entries[key] = new RecipeEntry(key, node is JsonArray array ? [.. array.Select(Text)] : [Text(node)], node is JsonArray, source, 0);
        }
        return file;

        static string Text(JsonNode? node) => node?.ToString() ?? "";
    }

    /// <summary>The value of one scalar key as text, or null: enough to find the application before anything can be bound.</summary>
    public string? Peek(string key) => entries.TryGetValue(key, out var entry) && entry.Values.Count == 1 ? entry.Values[0] : null;

    /// <summary>Binds every key to the common options and the given groups; every entry must find its key.</summary>
    /// <exception cref="RecipeException">Something is wrong; of several faults it is the first, with the others.</exception>
    public Recipe Bind(Func<RunOptions, IEnumerable<OptionGroup>> groups)
    {
        var faults = new List<RecipeException>();
        var common = new OptionGroup("", typeof(RunOptions));
        var run = (RunOptions)common.Bind(this, faults);
        OptionGroup[] all = [common, new OptionGroup("trainer", typeof(TrainerOptions)), .. GroupsOf(run, groups, faults)];
        var known = all.SelectMany(g => g.Keys).Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(entries.Values.Where(e => !known.Contains(e.Key))
            .Select(e => e.Error($"is no key of a recipe for task '{run.Task}' and model '{run.Model}'; the nearest valid key is '{NearestName.Of(e.Key, known)}'")));
        var recipe = new Recipe(run, [.. all.Select(g => (g, g == common ? run : g.Bind(this, faults)))]);
        return faults.Count == 0 ? recipe : throw RecipeException.First(faults);
    }

    /// <summary>What further keys there are goes by the common ones: where those of the model are wrong, nothing can be said of the others.</summary>
    private OptionGroup[] GroupsOf(RunOptions run, Func<RunOptions, IEnumerable<OptionGroup>> groups, List<RecipeException> faults)
    {
        if (faults.Exists(f => f.Key is "task" or "model"))
            throw RecipeException.First(faults);
        try
        {
            return Placed(() => groups(run));
        }
        catch (RecipeException fault)
        {
            throw RecipeException.First([.. faults, fault]);
        }
    }

    /// <summary>What an application says of a key's value, it says without knowing where that stands: here that is known.</summary>
    private OptionGroup[] Placed(Func<IEnumerable<OptionGroup>> groups)
    {
        try
        {
            return [.. groups()];
        }
        catch (RecipeException fault) when (fault is { Line: 0, Key: { } key } && entries.TryGetValue(key, out var entry))
        {
            throw entry.Error(fault.Cause);
        }
    }

    internal bool TryGet(string key, out RecipeEntry entry) => entries.TryGetValue(key, out entry!);

    private static void ReadMapping(Parser parser, string source, Dictionary<string, RecipeEntry> entries)
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return;
        parser.Consume<DocumentStart>();
        if (parser.TryConsume<Scalar>(out var only))
        {
            if (only.Value.Length > 0)
                throw new RecipeException(source, (int)only.Start.Line, null, "a recipe is a list of 'key: value' lines");
        }
        else
        {
            if (!parser.TryConsume<MappingStart>(out var start) || !start.Anchor.IsEmpty || !start.Tag.IsEmpty)
                throw new RecipeException(source, (int)parser.Current!.Start.Line, null, "a recipe is a list of 'key: value' lines");
            while (!parser.TryConsume<MappingEnd>(out _))
                ReadEntry(parser, source, entries);
        }
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _))
            throw new RecipeException(source, (int)parser.Current!.Start.Line, null, "a recipe is one YAML document; remove the second");
    }

    private static void ReadEntry(Parser parser, string source, Dictionary<string, RecipeEntry> entries)
    {
        var key = ReadScalar(parser, source, null);
        var line = (int)key.Start.Line;
        var values = new List<string>();
        var isList = parser.TryConsume<SequenceStart>(out var list);
        if (isList)
        {
            if (!list!.Anchor.IsEmpty || !list.Tag.IsEmpty)
                throw new RecipeException(source, line, key.Value, "has an anchor or tag; recipes have none");
            while (!parser.TryConsume<SequenceEnd>(out _))
                values.Add(ReadScalar(parser, source, key.Value).Value);
        }
        else
        {
            values.Add(ReadScalar(parser, source, key.Value).Value);
        }
        if (!entries.TryAdd(key.Value, new RecipeEntry(key.Value, values, isList, source, line)))
            throw new RecipeException(source, line, key.Value, $"stands twice; the first is on line {entries[key.Value].Line}");
    }

    private static Scalar ReadScalar(Parser parser, string source, string? key)
    {
        if (parser.TryConsume<Scalar>(out var scalar) && scalar.Anchor.IsEmpty && scalar.Tag.IsEmpty)
            return scalar;
        var line = (int)(scalar ?? parser.Current!).Start.Line;
        throw scalar is null && parser.Current is MappingStart or SequenceStart
            ? new RecipeException(source, line, key, $"is nested; write '{key ?? "group"}.name: value' instead")
            : new RecipeException(source, line, key, "uses an anchor, alias or tag; recipes have none");
    }
}
