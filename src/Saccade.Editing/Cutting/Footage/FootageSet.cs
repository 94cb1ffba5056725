using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Editing.Content;
using Saccade.Editing.Grid;
using Saccade.Editing.Time;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Footage;

/// <summary>
/// A stored set of cut footage is one folder: the features of each recording as <c>00000.features.csv</c>, .., and <c>footage.json</c> with what is kept of each, its project and
/// split, and the SHA-256 of its features. That file is written last: a folder without it is an interrupted set.
/// </summary>
public sealed class FootageSet
{
    public const string File = "footage.json";

    private const string ThisFormat = "saccade-footage";
    private const int ThisVersion = 1;
    private const long MostBytes = 256L << 20;

    private FootageSet(IReadOnlyList<CutFootage> footage, JsonElement? metadata, string hash) => (Footage, Metadata, DataHash) = (footage, metadata, hash);

    public IReadOnlyList<CutFootage> Footage { get; }

    /// <summary>What whoever made the set stored with it.</summary>
    public JsonElement? Metadata { get; }

    /// <summary>SHA-256 of the index, which holds that of every recording's features.</summary>
    public string DataHash { get; }

    public static bool IsIn(string folder) => System.IO.File.Exists(Path.Combine(folder, File));

    /// <param name="folder">New or empty.</param>
    /// <param name="footage">Ids are unique.</param>
    /// <param name="metadata">What to remember of the whole set.</param>
    /// <exception cref="MediaException">The folder holds something, or cannot be written to.</exception>
    /// <exception cref="RunException">The disk is full.</exception>
    public static void Write(string folder, IReadOnlyList<CutFootage> footage, JsonElement? metadata)
    {
        NewFolder.Open(folder);
        var written = new List<string>();
        try
        {
            var entries = new List<Entry>();
            foreach (var (i, item) in footage.Index())
            {
                var path = Path.Combine(folder, FeaturesFile(i));
                written.Add(path);
                item.Features.Write(path);
                entries.Add(new Entry { Id = item.Id, Project = item.Project, Split = item.Split, Sha256 = HashOf(path), Kept = Texts(item.Kept), KeptByRule = item.KeptByRule is { } rule ? Texts(rule) : null });
            }
            AtomicFile.Write(Path.Combine(folder, File), stream => JsonSerializer.Serialize(stream, new IndexFile { Format = ThisFormat, Version = ThisVersion, Footage = entries, Metadata = metadata }, RunJson.Line));
        }
        catch
        {
            foreach (var path in written)
                System.IO.File.Delete(path);
            throw;
        }
    }

    /// <exception cref="MediaException">There is no set here, or a file of it is missing, damaged or says something impossible; names it.</exception>
    public static FootageSet Open(string folder)
    {
        var path = Path.Combine(folder, File);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes >> 20} MB that are read");
            var json = System.IO.File.ReadAllBytes(path);
            var index = JsonSerializer.Deserialize<IndexFile>(json, RunJson.Line) ?? throw new JsonException("it is null");
            if (index.Format != ThisFormat || index.Version != ThisVersion)
                throw new MediaException(path, $"its format is '{GridTable.Shown(index.Format)}' version {index.Version}; this program reads {ThisFormat} version {ThisVersion}");
            var ids = new HashSet<string>(StringComparer.Ordinal);
            return new FootageSet([.. index.Footage.Select((e, i) => Read(folder, path, i, e, ids))], index.Metadata, Convert.ToHexStringLower(SHA256.HashData(json)));
        }
        catch (JsonException failure)
        {
            throw new MediaException(path, $"it is no index of cut footage: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(folder, $"it is no set of cut footage: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static CutFootage Read(string folder, string index, int number, Entry entry, HashSet<string> ids)
    {
        if (entry is not { Id.Length: > 0 and <= GridTable.LongestName, Project: not null, Kept: not null, Sha256: not null } || !ids.Add(entry.Id))
            throw new MediaException(index, $"recording {number + 1} has a name that is empty, too long or there already, or lacks something");
        var path = Path.Combine(folder, FeaturesFile(number));
        if (HashOf(path) != entry.Sha256)
            throw new MediaException(path, "its checksum does not match, the file is damaged: copy the set again or make it again");
        var features = ContentFeatures.Read(path);
        return new CutFootage { Id = entry.Id, Project = entry.Project, Split = entry.Split, Features = features, Kept = Ranges(index, entry.Id, entry.Kept), KeptByRule = entry.KeptByRule is { } rule ? Ranges(index, entry.Id, rule) : null };
    }

    private static List<SourceRange> Ranges(string index, string id, IReadOnlyList<string[]> texts)
    {
        var ranges = new List<SourceRange>();
        try
        {
            foreach (var text in texts)
            {
                if (text is not [var from, var to] || !Rational.TryParse(from, out var start) || !Rational.TryParse(to, out var end) || start.Sign < 0 || end <= start || (ranges.Count > 0 && start < ranges[^1].End))
                    throw new MediaException(index, $"'{GridTable.Shown(id)}' keeps something that is no list of times in order");
                ranges.Add(new(start, end));
            }
        }
        catch (TimelineException unusable)
        {
            throw new MediaException(index, $"'{GridTable.Shown(id)}': {unusable.Message}", unusable);
        }
        return ranges;
    }

    private static string[][] Texts(IReadOnlyList<SourceRange> ranges) => [.. ranges.Select(r => new[] { $"{r.Start}", $"{r.End}" })];

    private static string HashOf(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string FeaturesFile(int number) => $"{number:D5}.features.csv";

    private sealed record IndexFile
    {
        public required string Format { get; init; }

        public required int Version { get; init; }

        public required IReadOnlyList<Entry> Footage { get; init; }

        public JsonElement? Metadata { get; init; }
    }

    private sealed record Entry
    {
        public required string Id { get; init; }

        public required string Project { get; init; }

        public required Split Split { get; init; }

        public required string Sha256 { get; init; }

        /// <summary>Times in seconds, such as ["0", "31/10"].</summary>
        public required IReadOnlyList<string[]> Kept { get; init; }

        public IReadOnlyList<string[]>? KeptByRule { get; init; }
    }
}
