using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Saccade.Editing.Content;
using Saccade.Editing.Cutting.Footage;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Cli.StoredSets;

/// <summary>A set of cut footage: its sheet shows loudness over time, and what is kept.</summary>
internal sealed class StoredFootageSet(string folder) : IStoredSet
{
    private readonly FootageSet _set = FootageSet.Open(folder);

    public int Count => _set.Footage.Count;

    public DataInventory Inventory() => new(
        _set.Footage.Select((f, i) => new DataItem
        {
            Id = f.Id,
            Split = f.Split,
            Index = i,
            Group = f.Project,
            ContentHash = BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(f.Features.Values.Span))),
        }), classNames: []);

    public JsonObject Facts()
    {
        var steps = _set.Footage.Sum(f => (long)f.Features.Steps);
        return new JsonObject
        {
            ["samples"] = Count,
            ["projects"] = _set.Footage.Select(f => f.Project).Distinct(StringComparer.Ordinal).Count(),
            ["steps"] = steps,
            ["kept_share"] = Math.Round(_set.Footage.Sum(f => f.Kept.Sum(k => (k.End - k.Start).Value)) / (steps * ContentFeatures.Step.Value), 3),
            ["without_sound"] = _set.Footage.Count(f => !f.Features.Has(ContentFeatures.Loudness)),
            ["splits"] = new JsonObject(Enum.GetValues<Split>().Select(s => KeyValuePair.Create(s.ToString().ToLowerInvariant(), (JsonNode?)_set.Footage.Count(f => f.Split == s)))),
            ["data_hash"] = _set.DataHash,
        };
    }

    public IReadOnlyList<int> Indices(Split split) => [.. Enumerable.Range(0, Count).Where(i => _set.Footage[i].Split == split)];

    public Frame Sheet(IEnumerable<long> indices, int columns) => FootageSheet.Draw([.. indices.Select(i => _set.Footage[(int)i])], columns);

    public void Dispose()
    {
    }
}
