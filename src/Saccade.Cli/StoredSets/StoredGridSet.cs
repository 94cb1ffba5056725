using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>A set of grids: its sheet shows when which track has a clip, and of what class.</summary>
internal sealed class StoredGridSet(string folder) : IStoredSet
{
    private readonly GridFolder _grids = GridFolder.Open(folder);

    public int Count => _grids.Grids.Count;

    public DataInventory Inventory()
    {
        var items = _grids.Grids.Select((g, i) => new DataItem
        {
            Id = g.Grid.VideoId,
            Split = g.Split ?? Split.Train,
            Index = i,
            Group = g.Project,
            ContentHash = BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(g.Grid.Values.Span))),
        });
        var leftOut = _grids.LeftOut.Select((l, i) => new DataItem { Id = l.Name, Split = Split.Train, Index = Count + i, Error = l.Cause });
        return new DataInventory(items.Concat(leftOut), classNames: []);
    }

    public JsonObject Facts()
    {
        var (layout, grids) = (_grids.Grids[0].Grid.Layout, _grids.Grids.Select(g => g.Grid).ToArray());
        var rows = grids.Sum(g => (long)g.Steps);
        return new JsonObject
        {
            ["samples"] = Count,
            ["projects"] = _grids.Grids.Select(g => g.Project).Distinct(StringComparer.Ordinal).Count(),
            ["rows"] = rows,
            ["values_per_track"] = layout.Values.Count,
            ["step"] = $"{grids[0].Step} s",
            ["with_content"] = grids.Count(g => g.Content is not null),
            ["content"] = string.Join(", ", grids.SelectMany(g => g.Content?.Names ?? []).Distinct(StringComparer.Ordinal)),
            ["active_tracks"] = Math.Round(grids.Sum(g => Active(g)) / (double)rows, 3),
            ["splits"] = new JsonObject(Enum.GetValues<Split>().Select(s => KeyValuePair.Create(s.ToString().ToLowerInvariant(), (JsonNode?)_grids.Grids.Count(g => g.Split == s)))),
            ["data_hash"] = _grids.DataHash,
        };
    }

    public IReadOnlyList<int> Indices(Split split) => [.. Enumerable.Range(0, Count).Where(i => _grids.Grids[i].Split == split)];

    public Frame Sheet(IEnumerable<long> indices, int columns) => GridSheet.Draw([.. indices.Select(i => _grids.Grids[(int)i].Grid)], columns);

    public void Dispose()
    {
    }

    private static long Active(TimelineGrid grid)
    {
        var active = 0L;
        var values = grid.Values.Span;
        for (var i = GridLayout.Active; i < values.Length; i += grid.Layout.Values.Count)
            active += values[i] == 1 ? 1 : 0;
        return active;
    }
}
