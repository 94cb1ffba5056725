using System.Text;
using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid.Sets;

/// <summary>
/// A stored set of grids is one folder: <c>shard-00000.bin</c>, .., each grid's float32 numbers (T, K, V) after another's, followed by its content (T, F) where it has one, little-endian;
/// and <c>index.json</c>, which says what lies where, with SHA-256 of each. The index is written last, by rename: a folder without it is an interrupted set.
/// </summary>
internal sealed record GridIndex
{
    public const string File = "index.json";
    public const string ThisFormat = "saccade-grids";
    public const int ThisVersion = 1;

    private const long MostBytes = 256L << 20;

    // The format is the first thing that an index says.
    private const int FormatWithin = 256;

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>9 or 12.</summary>
    public required int ValuesPerTrack { get; init; }

    /// <summary>The length of each shard in bytes.</summary>
    public required IReadOnlyList<long> Shards { get; init; }

    public required IReadOnlyList<GridEntry> Grids { get; init; }

    /// <summary>What whoever made the set wants to remember of it.</summary>
    public JsonElement? Metadata { get; init; }

    public static string ShardFile(int shard) => $"shard-{shard:D5}.bin";

    /// <summary>Whether a folder holds a set of grids, whole or not.</summary>
    public static bool IsIn(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return false;
        using var stream = System.IO.File.OpenRead(path);
        var start = new byte[FormatWithin];
        return start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)).IndexOf(Encoding.UTF8.GetBytes(ThisFormat)) >= 0;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Indented);

    /// <exception cref="MediaException">There is no index of this version here, or it says something impossible.</exception>
    public static (GridIndex Index, byte[] Json) Read(string folder)
    {
        var path = Path.Combine(folder, File);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new MediaException(path, $"it is larger than the {MostBytes} bytes that are read");
            var json = System.IO.File.ReadAllBytes(path);
            var index = JsonSerializer.Deserialize<GridIndex>(json, RunJson.Indented) ?? throw new JsonException("it is null");
            return (index.Checked(path), json);
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            throw new MediaException(path, $"it is no index of grids: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(folder, $"it is no set of grids: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private GridIndex Checked(string path)
    {
        if (Format != ThisFormat || Version != ThisVersion)
            throw new MediaException(path, $"its format is '{GridTable.Shown(Format)}' version {Version}; this program reads {ThisFormat} version {ThisVersion}");
        var layout = GridLayout.WithValues(ValuesPerTrack) ?? throw new MediaException(path, $"it has {ValuesPerTrack} values a track, where grids have 9 or 12");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, grid) in Grids.Index())
        {
            if (!names.Add(grid.VideoId) || grid.VideoId.Length is 0 or > GridTable.LongestName)
                throw new MediaException(path, $"grid {i + 1} has a name that is empty, too long, or there already");
            var isInside = grid.Steps is >= 0 and <= TimelineGrid.MostSteps && grid.Offset >= 0 && (uint)grid.Shard < (uint)Shards.Count
                && grid.Offset <= Shards[grid.Shard] - (long)grid.Steps * layout.Width * sizeof(float);
            if (!isInside || grid.StepTime <= MediaTime.Zero)
                throw new MediaException(path, $"grid '{GridTable.Shown(grid.VideoId)}' lies outside of its shard, or has no step");
            if (grid.Content is { } content && !content.IsWithin(Shards[grid.Shard], grid.Steps))
                throw new MediaException(path, $"the content of grid '{GridTable.Shown(grid.VideoId)}' lies outside of its shard, or has features without a name of their own");
            if (grid.Editor is { Length: 0 or > GridTable.LongestName })
                throw new MediaException(path, $"the editor of grid '{GridTable.Shown(grid.VideoId)}' has no name, or one that is too long");
        }
        return this;
    }
}

/// <summary>Where a grid lies, and what is known of it.</summary>
internal sealed record GridEntry
{
    public required string VideoId { get; init; }

    public required string SourceVideoName { get; init; }

    /// <summary>Grids of one project lie in one split.</summary>
    public required string Project { get; init; }

    /// <summary>Null when whoever opens the set is to draw the splits.</summary>
    public Split? Split { get; init; }

    /// <summary>Seconds from row to row, numerator and denominator.</summary>
    public required long[] Step { get; init; }

    public required int Steps { get; init; }

    public required int Shard { get; init; }

    /// <summary>Bytes before it in its shard.</summary>
    public required long Offset { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Null when nobody has looked at what is heard and seen.</summary>
    public ContentEntry? Content { get; init; }

    /// <summary>Who made the timeline; null when nobody knows.</summary>
    public string? Editor { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public MediaTime StepTime => Step is [var numerator, > 0 and var denominator] ? new MediaTime(numerator, denominator) : MediaTime.Zero;
}

/// <summary>Where a grid's content lies in the grid's shard.</summary>
internal sealed record ContentEntry
{
    /// <summary>(F): names.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Bytes before it.</summary>
    public required long Offset { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Whether its features have names, and it lies within a shard of so many bytes.</summary>
    public bool IsWithin(long shard, int steps) => Features is not null && GridContent.AreNames(Features)
        && (long)steps * Features.Count * sizeof(float) is var bytes && bytes <= Array.MaxLength && Offset >= 0 && Offset <= shard - bytes;
}
