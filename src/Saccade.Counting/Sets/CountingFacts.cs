using System.Text.Json.Nodes;
using Saccade.Counting.Steps;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>What a set tells of itself: how many things there are to count, and how often a step is the end.</summary>
public static class CountingFacts
{
    public static JsonObject Of(CountingSet set)
    {
        var counts = set.Items.Select(i => i.Targets.Count()).ToArray();
        var training = set.Indices(Split.Train);
        var (all, trained) = (DoneBalance.Of(counts, StepChoice.Mixed), DoneBalance.Of(training.Count > 0 ? [.. training.Select(i => counts[i])] : counts, StepChoice.Mixed));
        var facts = new JsonObject
        {
            ["samples"] = set.Items.Count,
            ["images"] = set.Items.Select(i => i.Image).Distinct(StringComparer.Ordinal).Count(),
            ["categories"] = set.Categories.Count,
            ["splits"] = new JsonObject(Enum.GetValues<Split>().Select(s => KeyValuePair.Create(s.ToString().ToLowerInvariant(), (JsonNode?)set.Indices(s).Count))),
            ["empty"] = counts.Count(c => c == 0),
            ["fewest"] = all.Fewest,
            ["mean"] = Math.Round(all.Mean, 2),
            ["median"] = all.Median,
            ["most"] = all.Most,
            ["training_done_share"] = Math.Round(trained.Share, 4),
            ["data_hash"] = set.DataHash,
        };
        if (trained.Advice is { } advice)
            facts["advice"] = advice;
        return facts;
    }
}
