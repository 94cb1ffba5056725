using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Saccade.Editing.Grid.Sampling;
using Saccade.Media;

namespace Saccade.Editing.Grid.Sets;

/// <summary>
/// All grids of a folder: a stored set, or tables (.csv) and archives (.npz) as they lie there. One that cannot be read is left out and told of, and does
/// not take the others down; the same grid under another name is left out too, since it would stand in several splits.
/// </summary>
public sealed class GridFolder
{
    private const long MostBytes = 8L << 30;

    private GridFolder(string folder, List<StoredGrid> grids, List<LeftOutGrid> leftOut, AssetRules? assets)
    {
        (Folder, Grids, LeftOut, Assets) = (folder, grids, leftOut, assets);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (grid, project, split) in grids)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{grid.VideoId}\n{project}\n{split}\n{grid.Step}\n{grid.Layout.Values.Count}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(grid.Values.Span));
            if (grid.Content is not { } content)
                continue;
            hash.AppendData(Encoding.UTF8.GetBytes($"{string.Join(',', content.Names)}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(content.Values.Span));
        }
        DataHash = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public string Folder { get; }

    /// <summary>In stored order; files in order of their names.</summary>
    public IReadOnlyList<StoredGrid> Grids { get; }

    public IReadOnlyList<LeftOutGrid> LeftOut { get; }

    /// <summary>The rules by which clips got their classes; null where nobody has kept them.</summary>
    public AssetRules? Assets { get; }

    /// <summary>SHA-256 of every grid with its name and place.</summary>
    public string DataHash { get; }

    /// <exception cref="MediaException">There is no folder, no grid in it that can be read, or there are grids of several layouts.</exception>
    public static GridFolder Open(string folder)
    {
        if (!Directory.Exists(folder))
            throw new MediaException(folder, "there is no such folder");
        var (grids, leftOut) = (new List<StoredGrid>(), new List<LeftOutGrid>());
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        long bytes = 0;
        var set = GridSet.IsIn(folder) ? GridSet.Open(folder) : null;
        foreach (var (name, read) in set is null ? Files(folder) : Of(set))
        {
            try
            {
                foreach (var stored in read())
                    Add(name, stored);
            }
            catch (MediaException failure) when (bytes <= MostBytes)
            {
                leftOut.Add(new LeftOutGrid(name, failure.Message, IsUnreadable: true));
            }
        }
        if (grids.Count == 0)
            throw new MediaException(folder, leftOut.Count > 0 ? $"none of its grids can be used; the first: {leftOut[0].Cause}" : "it holds no stored set of grids, no .csv and no .npz");
        if (grids.FirstOrDefault(g => g.Grid.Layout != grids[0].Grid.Layout) is { } other)
            throw new MediaException(folder, $"'{GridTable.Shown(other.Grid.VideoId)}' has {other.Grid.Layout.Values.Count} values a track and '{GridTable.Shown(grids[0].Grid.VideoId)}' {grids[0].Grid.Layout.Values.Count}: keep them in two folders");
        return new GridFolder(folder, grids, leftOut, set?.Assets);

        void Add(string name, StoredGrid stored)
        {
            var grid = stored.Grid;
            bytes += (grid.Values.Length + (long)(grid.Content?.Values.Length ?? 0)) * sizeof(float);
            if (bytes > MostBytes)
                throw new MediaException(folder, $"its grids take more than the {MostBytes >> 30} GB of memory that are given to them: use a part of them");
            var content = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(grid.Values.Span)));
            if (grid.Steps == 0)
                leftOut.Add(new LeftOutGrid(grid.VideoId, $"{name}: '{GridTable.Shown(grid.VideoId)}' has no rows", IsUnreadable: false));
            else if (!names.Add(grid.VideoId))
                leftOut.Add(new LeftOutGrid(grid.VideoId, $"{name}: there is a grid '{GridTable.Shown(grid.VideoId)}' already", IsUnreadable: false));
            else if (!contents.TryAdd(content, grid.VideoId))
                leftOut.Add(new LeftOutGrid(grid.VideoId, $"{name}: '{GridTable.Shown(grid.VideoId)}' is the same as '{GridTable.Shown(contents[content])}'", IsUnreadable: false));
            else
                grids.Add(stored);
        }
    }

    /// <summary>The grids of a set, to be read each on its own.</summary>
    private static IEnumerable<(string Name, Func<IEnumerable<StoredGrid>> Read)> Of(GridSet set)
    {
        for (var i = 0; i < set.Count; i++)
        {
            var index = i;
            yield return (set.VideoId(index), () => [set.Read(index)]);
        }
    }

    /// <summary>The same of tables and archives.</summary>
    private static IEnumerable<(string Name, Func<IEnumerable<StoredGrid>> Read)> Files(string folder) => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
        .Where(GridFile.Reads)
        .Select(path => (Path.GetFileName(path), (Func<IEnumerable<StoredGrid>>)(() => GridFile.Read(path).Select(grid => new StoredGrid(grid, grid.Project, null)))));
}

/// <summary>A grid that is not used, and why.</summary>
/// <param name="Name">Its file or its own name.</param>
/// <param name="Cause">One line.</param>
/// <param name="IsUnreadable">False when it could be read and is there already.</param>
public sealed record LeftOutGrid(string Name, string Cause, bool IsUnreadable)
{
    /// <summary>Name and cause, the name once.</summary>
    public override string ToString() => Cause.StartsWith(Name, StringComparison.Ordinal) ? Cause : $"{Name}: {Cause}";
}
