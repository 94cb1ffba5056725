using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>
/// <c>chosen_on_test</c>: the threshold between two classes bears the marks of having been chosen by the labels that it is judged on. Either it is exactly the best there is
/// (in accuracy or F1), where a threshold chosen on half of these samples would hardly ever be the best for the other half; or each group has a threshold of
/// its own that is the best for its labels, while its neighbour's is not.
/// </summary>
internal static class ThresholdCheck
{
    private const string Name = "chosen_on_test";
    private const int Halvings = 200, FewestSamples = 40, FewestGroups = 5;
    private const double Luck = 0.05;

    /// <param name="judged">The rows that are judged.</param>
    /// <param name="positive">The class that scores at or above the threshold stand for.</param>
    /// <returns>Null when there is no threshold to judge.</returns>
    public static CheckResult? Judge(IReadOnlyList<PredictionRow> judged, int positive)
    {
        var rows = judged.Where(r => r.Score is not null && r.Threshold is not null && r.Label >= 0).ToArray();
        if (rows.Length == 0)
            return null;
        if (positive < 0)
            return new CheckResult(Name, true, "not judged: the predictions do not follow from score and threshold, or there are not two classes");
        return rows.All(r => r.Threshold == rows[0].Threshold) ? One(rows, positive) : PerGroup(rows, positive);
    }

    private static CheckResult One(PredictionRow[] rows, int positive)
    {
        var sorted = rows.OrderByDescending(r => r.Score).ToArray();
        var isPositive = sorted.Select(r => r.Label == positive).ToArray();
        var scores = sorted.Select(r => r.Score!.Value).ToArray();
        var all = Enumerable.Repeat(true, rows.Length).ToArray();
        var threshold = rows[0].Threshold!.Value;
        var cut = scores.Count(s => s >= threshold);
        if (rows.Length < FewestSamples)
            return new CheckResult(Name, true, $"{rows.Length} samples are too few to tell where the threshold comes from");
        foreach (var byF1 in new[] { false, true })
        {
            var values = Values(isPositive, scores, all, byF1);
            if (values[cut] < Best(values))
                continue;
            var luck = Lucky(isPositive, scores, byF1);
            if (luck < Luck)
            {
                return new CheckResult(Name, false, FormattableString.Invariant(
                    $"the threshold {threshold:G4} gives the best {(byF1 ? "F1" : "accuracy")} that any gives on these very samples ({values[cut]:F3}); one chosen on half of them is the best for the other half in {100 * luck:F1} % of cases"));
            }
        }
        return new CheckResult(Name, true, FormattableString.Invariant($"the threshold {threshold:G4} is not tuned to these samples"));
    }

    /// <summary>How often the best threshold of a random half is the best of the other half as well.</summary>
    private static double Lucky(bool[] isPositive, double[] scores, bool byF1)
    {
        var (first, second) = (new bool[scores.Length], new bool[scores.Length]);
        var hits = 0;
        for (var halving = 0; halving < Halvings; halving++)
        {
            var key = new RandomKey(20260103, RandomStream.Evidence, (ulong)halving);
            for (var i = 0; i < scores.Length; i++)
                second[i] = !(first[i] = key.Uniform((ulong)i) < 0.5);
            var a = Values(isPositive, scores, first, byF1);
            var best = Best(a);
            // The middle of the cuts that are equally good, as one would choose it.
            var good = Enumerable.Range(0, a.Length).Where(k => a[k] >= best).ToArray();
            var b = Values(isPositive, scores, second, byF1);
            hits += b[good[good.Length / 2]] >= Best(b) ? 1 : 0;
        }
        return hits / (double)Halvings;
    }

    private static CheckResult PerGroup(PredictionRow[] rows, int positive)
    {
        var groups = rows.GroupBy(r => r.Group ?? r.Id)
            .Where(g => g.All(r => r.Threshold == g.First().Threshold) && g.Any(r => r.Label == positive) && g.Any(r => r.Label != positive))
            .Select(g => g.OrderByDescending(r => r.Score).ToArray()).ToArray();
        if (groups.Length < FewestGroups)
            return new CheckResult(Name, true, "thresholds differ from row to row, and too few groups have one of their own to tell where they come from");
        double own = 0, neighbours = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var isPositive = groups[g].Select(r => r.Label == positive).ToArray();
            var scores = groups[g].Select(r => r.Score!.Value).ToArray();
            var all = Enumerable.Repeat(true, scores.Length).ToArray();
            bool IsBest(double threshold, bool byF1)
            {
                var values = Values(isPositive, scores, all, byF1);
                return values[scores.Count(s => s >= threshold)] >= Best(values);
            }
            var (mine, other) = (groups[g][0].Threshold!.Value, groups[(g + 1) % groups.Length][0].Threshold!.Value);
            own += IsBest(mine, false) || IsBest(mine, true) ? 1.0 / groups.Length : 0;
            neighbours += IsBest(other, false) || IsBest(other, true) ? 1.0 / groups.Length : 0;
        }
        return new CheckResult(Name, own < 0.9 || own - neighbours < 0.3, FormattableString.Invariant(
            $"{100 * own:F0} % of {groups.Length} groups have the threshold that is the best for their own labels; their neighbour's would be in {100 * neighbours:F0} %"));
    }

    /// <summary>Accuracy or F1 when the k highest scores count as positive, for every k from 0 to n; cuts between equal scores are no thresholds and get -1.</summary>
    private static double[] Values(bool[] isPositive, double[] scores, bool[] used, bool byF1)
    {
        var values = new double[scores.Length + 1];
        int positives = 0, total = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            total += used[i] ? 1 : 0;
            positives += used[i] && isPositive[i] ? 1 : 0;
        }
        int taken = 0, right = 0;
        for (var k = 0; k < values.Length; k++)
        {
            if (k > 0 && used[k - 1])
            {
                taken++;
                right += isPositive[k - 1] ? 1 : 0;
            }
            var isThreshold = k == 0 || k == scores.Length || scores[k - 1] != scores[k];
            values[k] = !isThreshold ? -1 : byF1 ? 2.0 * right / Math.Max(1, taken + positives) : (double)(right + (total - taken) - (positives - right)) / Math.Max(1, total);
        }
        return values;
    }

    /// <summary>A hair below the maximum, so that rounding cannot hide a tie.</summary>
    private static double Best(double[] values) => values.Max() - 1e-12;
}
