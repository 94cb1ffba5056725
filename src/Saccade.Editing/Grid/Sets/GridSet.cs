using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Media;

namespace Saccade.Editing.Grid.Sets;

/// <summary>Reads a stored set of grids (see <see cref="GridIndex"/>), one grid at a time; each is verified when it is read.</summary>
public sealed class GridSet
{
    private readonly GridIndex _index;

    private GridSet(string folder, GridIndex index, byte[] json)
    {
        (Folder, _index, DataHash) = (folder, index, Convert.ToHexStringLower(SHA256.HashData(json)));
        Layout = GridLayout.WithValues(index.ValuesPerTrack)!;
    }

    public string Folder { get; }

    public GridLayout Layout { get; }

    public int Count => _index.Grids.Count;

    /// <summary>What whoever made the set stored with it.</summary>
    public JsonElement? Metadata => _index.Metadata;

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
            var values = new float[entry.Steps * Layout.Width];
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            for (var done = 0; done < bytes.Length;)
            {
                var read = RandomAccess.Read(file, bytes[done..], entry.Offset + done);
                done += read > 0 ? read : throw new MediaException(shard, $"grid '{GridTable.Shown(entry.VideoId)}' reaches beyond its end");
            }
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != entry.Sha256)
                throw new MediaException(shard, $"the checksum of grid '{GridTable.Shown(entry.VideoId)}' does not match, the file is damaged: copy the set again or make it again");
            return new StoredGrid(new TimelineGrid(entry.VideoId, entry.SourceVideoName, Layout, entry.StepTime, values), entry.Project, entry.Split);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MediaException(shard, $"grid '{GridTable.Shown(entry.VideoId)}' cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
