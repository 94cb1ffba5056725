using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Data;

/// <summary>What <c>saccade data check</c> tells of a stored set beside its checks: the <c>facts</c> of its JSON.</summary>
public static class TrajectoryFacts
{
    // Enough for the still frame's accuracy to within a hundredth or two; more would take long.
    private const int MostJudged = 6000;

    /// <exception cref="MediaException">The set's labels cannot be read.</exception>
    public static JsonObject Of(TrajectorySet set)
    {
        var options = set.Options;
        var judged = Enumerable.Range(0, Math.Min(set.Count, MostJudged)).Select(i => (long)i).ToArray();
        var facts = new JsonObject
        {
            ["samples"] = set.Count,
            ["views"] = options.Views,
            ["frames"] = options.Frames,
            ["size"] = options.Size,
        };
        foreach (var (name, value) in options.Conditions)
            facts[name] = name is "noise" ? options.Noise : name is "distractors" ? options.Distractors : value;
        facts["seed"] = options.Seed;
        facts["data_hash"] = set.DataHash;
        facts["class_counts"] = ClassCounts(set);
        if (set.Groups is not null)
        {
            facts["groups"] = set.Groups.Distinct().Count();
            facts["left_out"] = set.LeftOut.Count;
        }
        if (!options.HasPositions)
            return facts;
        facts["ball_outside"] = ShareOutside(set, judged);
        if (judged.Length >= 100)
        {
            var leak = StillFrameLeak.Of(set, judged);
            facts["still_frame_neighbours"] = new JsonObject { ["mean"] = leak.Mean, ["best"] = leak.Best, ["best_frame"] = leak.BestFrame };
        }
        return facts;
    }

    private static JsonObject ClassCounts(TrajectorySet set)
    {
        var counts = new JsonObject();
        var truth = new ClipTruth(set.Options);
        foreach (var split in Enum.GetValues<Split>())
        {
            var ofSplit = new int[set.Options.Classes.Count];
            foreach (var index in set.Split.Indices(split))
            {
                set.ReadTruth(index, truth);
                ofSplit[truth.ClassIndex]++;
            }
            var named = ofSplit.Select((count, label) => KeyValuePair.Create(set.Options.Classes[label], (JsonNode?)count));
            counts[split.ToString().ToLowerInvariant()] = new JsonObject(named);
        }
        return counts;
    }

    // Share of views and frames in which the ball's centre is not in the picture.
    private static double ShareOutside(TrajectorySet set, long[] indices)
    {
        var options = set.Options;
        var truth = new ClipTruth(options);
        var outside = 0L;
        foreach (var index in indices)
        {
            set.ReadTruth(index, truth);
            for (var view = 0; view < options.Views; view++)
            {
                foreach (var p in truth.PositionPixels.AsSpan(view * options.Positions, options.Frames))
                    outside += p.X >= 0 && p.X <= options.Size && p.Y >= 0 && p.Y <= options.Size ? 0 : 1;
            }
        }
        return outside / ((double)indices.Length * options.Views * options.Frames);
    }
}
