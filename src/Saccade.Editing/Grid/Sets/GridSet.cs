using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Saccade.Editing.Grid.Sampling;
using Saccade.Media;

namespace Saccade.Editing.Grid.Sets;

/// <summary>Reads a stored set of grids (see <see cref="GridIndex"/>), one grid at a time; each is verified when it is read.</summary>
public sealed class GridSet
{
    private readonly GridIndex _index;

    private GridSet(string folder, GridIndex index, byte[] json)
    {
        Assets = AssetsOf(index, folder);
        (Folder, _index, DataHash) = (folder, index, Convert.ToHexStringLower(SHA256.HashData(json)));
        Layout = GridLayout.WithValues(index.ValuesPerTrack)!;
    }

    public string Folder { get; }

    public GridLayout Layout { get; }

    public int Count => _index.Grids.Count;

    /// <summary>What whoever made the set stored with it.</summary>
    public JsonElement? Metadata => _index.Metadata;

    /// <summary>The rules by which clips got their classes; null in a set that does not say.</summary>
    public AssetRules? Assets { get; }

    /// <summary>SHA-256 of the index, which holds that of every grid.</summary>
    public string DataHash { get; }

    /// <summary>The name of a grid, without reading it.</summary>
    public string VideoId(int index) => _index.Grids[index].VideoId;

    /// <summary>Whether a folder holds a set of grids.</summary>
    public static bool IsIn(string folder) => GridIndex.IsIn(folder);

    /// <exception cref="MediaException">There is no set of grids here, or its index says something impossible.</exception>
    public static GridSet Open(string folder)
    {
        var (index, json) = GridIndex.Read(folder);
        return new GridSet(folder, index, json);
    }

    /// <exception cref="MediaException">Its shard is missing, truncated or damaged; names it and the grid.</exception>
    public StoredGrid Read(int index)
    {
        var entry = _index.Grids[index];
        var shard = Path.Combine(Folder, GridIndex.ShardFile(entry.Shard));
        try
        {
            using var file = File.OpenHandle(shard);
            // Before anything is allocated: the index alone could claim a lot.
            if (RandomAccess.GetLength(file) != _index.Shards[entry.Shard])
                throw new MediaException(shard, $"it has {RandomAccess.GetLength(file)} bytes instead of {_index.Shards[entry.Shard]}: copy the set again or make it again");
            var values = Numbers(file, shard, entry.Offset, entry.Steps * Layout.Width, entry.Sha256, $"grid '{GridTable.Shown(entry.VideoId)}'");
            var content = entry.Content is not { } there ? null : new GridContent(there.Features,
                Numbers(file, shard, there.Offset, entry.Steps * there.Features.Count, there.Sha256, $"the content of grid '{GridTable.Shown(entry.VideoId)}'"));
            return new StoredGrid(new TimelineGrid(entry.VideoId, entry.SourceVideoName, Layout, entry.StepTime, values, content), entry.Project, entry.Split) { Editor = entry.Editor };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new MediaException(shard, $"grid '{GridTable.Shown(entry.VideoId)}' cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static AssetRules? AssetsOf(GridIndex index, string folder)
    {
        if (index.Metadata is not { ValueKind: JsonValueKind.Object } metadata || !metadata.TryGetProperty("assets", out var stored))
            return null;
        try
        {
            return AssetRulesFile.FromJson(JsonSerializer.SerializeToNode(stored)!);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new MediaException(Path.Combine(folder, GridIndex.File), $"its asset rules are none: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static float[] Numbers(SafeFileHandle file, string shard, long offset, int count, string sha256, string what)
    {
        var values = new float[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes[done..], offset + done);
            done += read > 0 ? read : throw new MediaException(shard, $"{what} reaches beyond its end");
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256 ? values
            : throw new MediaException(shard, $"the checksum of {what} does not match, the file is damaged: copy the set again or make it again");
    }
}
