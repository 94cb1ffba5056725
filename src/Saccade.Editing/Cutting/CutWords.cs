using System.Globalization;
using Saccade.Editing.Content;

namespace Saccade.Editing.Cutting;

/// <summary>Says in words what is heard and seen in a stretch of a recording, for an editor who wants to know why it is kept or dropped.</summary>
/// <param name="features">The recording's.</param>
/// <param name="loud">Loudness from which on it is loud; null where that cannot be told.</param>
/// <param name="moving">Motion from which on it is high; null likewise.</param>
internal sealed class CutWords(ContentFeatures features, double? loud, double? moving)
{
    // Less than this between what is high and what is low, and there are no two kinds of moments.
    private const double LeastContrast = 0.15;
    private const int Bins = 64;

    // The share of a stretch from which on it is called so.
    private const double Mostly = 0.5, Partly = 0.2;

    /// <summary>With levels of the recording's own, that part its moments into high and low ones best (Otsu 1979).</summary>
    public static CutWords Of(ContentFeatures features) => new(features, Level(features, ContentFeatures.Loudness), Level(features, ContentFeatures.Motion));

    /// <summary>Why a stretch is kept.</summary>
    public string Kept(StepRange range) => Said(range, isKept: true);

    /// <summary>Why it is dropped.</summary>
    public string Dropped(StepRange range) => $"{Said(range, isKept: false)}: dropped";

    private string Said(StepRange range, bool isKept)
    {
        var words = new List<string>();
        var (loudSteps, movingSteps) = (Above(ContentFeatures.Loudness, loud, range), Above(ContentFeatures.Motion, moving, range));
        if (loudSteps is { } l)
            words.Add(l >= Mostly * range.Count || (isKept && l >= Partly * range.Count) ? $"loud for {Seconds(l)}" : "quiet");
        if (movingSteps is { } m)
            words.Add(m >= Mostly * range.Count ? "motion high" : m >= Partly * range.Count ? $"motion high for {Seconds(m)}" : "still");
        if (isKept && features.Has(ContentFeatures.ShotChange))
        {
            var shots = Enumerable.Range(range.First, range.Count).Where(i => features[i, ContentFeatures.ShotChange] > 0.5f).ToArray();
            if (shots.Length > 0)
                words.Add(shots.Length == 1 ? $"a new shot at {Seconds(shots[0])}" : $"{shots.Length} new shots");
        }
        return words.Count > 0 ? string.Join(", ", words) : $"{Seconds(range.Count)} of which nothing is known";
    }

    private int? Above(int feature, double? level, StepRange range) => level is not { } known || !features.Has(feature) ? null
        : Enumerable.Range(range.First, range.Count).Count(i => features[i, feature] >= known);

    private static string Seconds(int steps) => string.Create(CultureInfo.InvariantCulture, $"{steps * ContentFeatures.Step.Value:0.0} s");

    private static double? Level(ContentFeatures features, int feature)
    {
        if (!features.Has(feature) || features.Steps == 0)
            return null;
        var counts = new int[Bins];
        for (var i = 0; i < features.Steps; i++)
            counts[Bin(features[i, feature])]++;
        var sum = counts.Index().Sum(c => (double)c.Index * c.Item);
        var (below, sumBelow, best, level, contrast) = (0, 0.0, -1.0, 0, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin];
            sumBelow += (double)bin * counts[bin];
            var above = features.Steps - below;
            if (below == 0 || above == 0)
                continue;
            var distance = ((sum - sumBelow) / above) - (sumBelow / below);
            if ((double)below * above * distance * distance is var between && between > best)
                (best, level, contrast) = (between, bin + 1, distance / Bins);
        }
        return contrast >= LeastContrast ? (double)level / Bins : null;
    }

    private static int Bin(float value) => Math.Clamp((int)(value * Bins), 0, Bins - 1);
}
