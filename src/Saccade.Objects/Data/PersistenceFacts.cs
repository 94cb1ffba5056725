using System.Globalization;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Sets;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>What <c>saccade data check</c> tells of a stored set of objects beside its checks: the <c>facts</c> of its JSON.</summary>
public static class PersistenceFacts
{
    /// <exception cref="MediaException">The set's truth cannot be read.</exception>
    public static JsonObject Of(PersistenceSet set)
    {
        var options = set.Options;
        var facts = new JsonObject
        {
            ["samples"] = set.Count,
            ["frames"] = options.Frames,
            ["size"] = options.Size,
        };
        foreach (var (name, value) in options.Conditions)
            facts[name] = double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : value;
        facts["seed"] = options.Seed;
        facts["data_hash"] = set.DataHash;
        facts["class_counts"] = new JsonObject(Enum.GetValues<Split>().Select(s => KeyValuePair.Create(s.ToString().ToLowerInvariant(), (JsonNode?)ClassCounts(set, s))));
        AddShares(facts, set);
        return facts;
    }

    private static JsonObject ClassCounts(PersistenceSet set, Split split)
    {
        var labels = set.Split.Indices(split).Select(i => (int)set.ReadTruth(i).Clip).ToArray();
        return new(PersistenceNames.All.Select((name, label) => KeyValuePair.Create(name, (JsonNode?)labels.Count(l => l == label))));
    }

    private static void AddShares(JsonObject facts, PersistenceSet set)
    {
        var (clips, frames, objects, sightings) = (new Tally(), new Tally(), new Tally(), new Tally());
        var (counted, partly) = (0L, 0L);
        for (var index = 0; index < set.Count; index++)
        {
            var truth = set.ReadTruth(index);
            clips.Add(truth.Clip, 1);
            frames.Add(Persistence.Transient, truth.TransientFrames);
            frames.Add(Persistence.Persistent, truth.Frames - truth.TransientFrames);
            foreach (var o in truth.Objects)
            {
                objects.Add(o.Kind, 1);
                sightings.Add(o.Kind, o.Sightings.Count);
                counted += o.Kind == Persistence.Persistent == o.Sightings.Count > PersistenceClipOptions.LongestTransient ? 1 : 0;
                partly += o.Sightings.Count(s => s.VisibleShare < 1);
            }
        }
        facts["persistent_clips"] = clips.Share;
        facts["transients_per_clip"] = objects.Transient / (double)set.Count;
        facts["persistent_objects_per_clip"] = objects.Persistent / (double)set.Count;
        facts["transient_frames"] = 1 - frames.Share;
        facts["partly_hidden_sightings"] = partly / (double)(sightings.Transient + sightings.Persistent);
        facts["majority"] = new JsonObject { ["video"] = clips.Majority, ["frame"] = frames.Majority, ["object"] = objects.Majority, ["object_frame"] = sightings.Majority };
        facts["more_than_three_sightings_rule"] = counted / (double)(objects.Transient + objects.Persistent);
    }

    /// <summary>How many of each kind.</summary>
    private sealed class Tally
    {
        public long Transient { get; private set; }

        public long Persistent { get; private set; }

        /// <summary>Of persistent ones.</summary>
        public double Share => Persistent / (double)(Transient + Persistent);

        /// <summary>What naming the commoner kind always would score.</summary>
        public double Majority => Math.Max(Share, 1 - Share);

        public void Add(Persistence kind, int count) =>
            (Transient, Persistent) = kind == Persistence.Transient ? (Transient + count, Persistent) : (Transient, Persistent + count);
    }
}
