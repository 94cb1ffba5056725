using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>
/// A stored set of images to count in: <c>images/</c> as PNG files that anybody can open, a line for each in <c>items.jsonl</c>, and <c>counting.json</c>, written last, which
/// vouches for the lines. Lines vouch for images. Lines are held in memory, images are read when asked for. Reads are thread-safe.
/// </summary>
public sealed class CountingSet
{
    /// <summary>The category that everything belongs to.</summary>
    public const string Everything = "objects";

    public const string IndexFile = "counting.json", ItemsFile = "items.jsonl", ImageFolder = "images", Format = "saccade-counting";

    private const int Version = 1, MostItems = 1_000_000, MostLineCharacters = 2_000_000;

    private const long MostFileBytes = 1L << 30;

    private readonly int[][] _indices;

    private CountingSet(string folder, IReadOnlyList<CountingItem> items, JsonElement? made, string hash)
    {
        (Folder, Items, Made, DataHash) = (folder, items, made, hash);
        _indices = [.. Enum.GetValues<Split>().Select(s => Enumerable.Range(0, items.Count).Where(i => items[i].Split == s).ToArray())];
        Categories = [Everything, .. items.SelectMany(i => i.Objects.Select(o => o.Category).Append(i.Counted)).Where(c => c != Everything).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public string Folder { get; }

    public IReadOnlyList<CountingItem> Items { get; }

    /// <summary>All categories, <see cref="Everything"/> first, the others by name.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>How it was made or where it came from, as its maker wrote it.</summary>
    public JsonElement? Made { get; }

    /// <summary>SHA-256 in hexadecimal digits of all lines, and so of all images.</summary>
    public string DataHash { get; }

    /// <summary>Items of a part, ascending.</summary>
    public IReadOnlyList<int> Indices(Split split) => _indices[(int)split];

    /// <summary>Whether a folder says that it holds such a set.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, IndexFile));

    /// <exception cref="MediaException">There is no whole set here; says what is wrong with it.</exception>
    public static CountingSet Open(string folder)
    {
        var index = ReadIndex(Path.Combine(folder, IndexFile));
        var path = Path.Combine(folder, ItemsFile);
        var bytes = WholeFile.Read(path, MostFileBytes);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != index.ItemsSha256)
            throw new MediaException(path, "it is not what was written: make or import the set again");
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length is 0 or > MostItems)
            throw new MediaException(path, $"it has {lines.Length} lines; a set has 1 to {MostItems} images");
        if (lines.FirstOrDefault(l => l.Length > MostLineCharacters) is not null)
            throw new MediaException(path, "a line is too long");
        return new(folder, [.. lines.Select((line, i) => ItemLine.Read(line, path, i + 1))], index.Made, index.ItemsSha256);
    }

    /// <summary>The picture of an item.</summary>
    /// <exception cref="MediaException">It is missing, damaged, or another one than when the set was made.</exception>
    public Frame Picture(int index)
    {
        var item = Items[index];
        var path = Path.Combine(Folder, item.Image);
        var bytes = WholeFile.Read(path, MostFileBytes);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != item.Sha256)
            throw new MediaException(path, "it is not what was written: make or import the set again");
        var picture = PngReader.Decode(bytes, path);
        return picture.Width == item.Width && picture.Height == item.Height
            ? picture
            : throw new MediaException(path, $"has {picture.Width} x {picture.Height} pixels, and its line says {item.Width} x {item.Height}");
    }

    private static IndexJson ReadIndex(string path)
    {
        try
        {
            var index = JsonSerializer.Deserialize<IndexJson>(WholeFile.Read(path, MostFileBytes), CountingJson.Options);
            return index is { Format: Format, Version: Version } ? index : throw new MediaException(path, "it is no index of a counting set of this version");
        }
        catch (JsonException broken)
        {
            throw new MediaException(path, $"it is no index of a counting set ({broken.Message.ReplaceLineEndings(" ")})", broken);
        }
    }

    internal sealed record IndexJson(string Format, int Version, string ItemsSha256, int Items, JsonElement? Made)
    {
        public static IndexJson Of(string itemsSha256, int items, JsonElement? made) => new(CountingSet.Format, CountingSet.Version, itemsSha256, items, made);
    }
}
