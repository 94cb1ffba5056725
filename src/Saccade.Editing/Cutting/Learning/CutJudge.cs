using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>Judges a choice of steps by what was really kept. Steps are the units of a <see cref="SampleOutput"/>, in the order of time.</summary>
internal static class CutJudge
{
    public const string KeepF1 = "keep_f1", BoundaryF1 = "boundary_f1", BoundaryF1Tight = "boundary_f1_01", BoundaryF1Loose = "boundary_f1_1s", KeptError = "kept_error";

    private static readonly (string Name, int Steps)[] Tolerances = [(BoundaryF1, 5), (BoundaryF1Tight, 1), (BoundaryF1Loose, 10)];

    public static IReadOnlyList<IMetric> Metrics { get; } =
    [
        new RatioMetric(KeepF1, "F1 of the moments that are kept", higherIsBetter: true),
        new RatioMetric(BoundaryF1, "F1 of the cut points, matched one to one within 0.5 s, beginnings with beginnings and ends with ends", higherIsBetter: true),
        new RatioMetric(BoundaryF1Tight, "the same within 0.1 s", higherIsBetter: true),
        new RatioMetric(BoundaryF1Loose, "the same within 1 s", higherIsBetter: true),
        new RatioMetric(KeptError, "how far the length of what is kept lies from the true one, as a share of it, recording by recording", higherIsBetter: false),
    ];

    /// <summary>A recording's probabilities, judged at one half.</summary>
    /// <param name="batch">Its truth.</param>
    /// <param name="n">Which recording.</param>
    /// <param name="scores">(length)</param>
    public static SampleOutput Said(FootageBatch batch, int n, float[] scores)
    {
        var kept = batch.Kept[n];
        var output = new SampleOutput
        {
            Id = batch.Ids[n],
            Group = batch.Projects[n],
            Statistics = batch.Statistics[n],
            Units = [.. scores.Select((s, i) => new UnitOutput(kept is null ? -1 : kept[i] ? 1 : 0, s >= 0.5f ? 1 : 0, s))],
        };
        return kept is null ? output : Decided(output, CutDecoding.Decode(scores, 0.5, ClipShape.None));
    }

    /// <summary>The same output with another choice.</summary>
    public static SampleOutput Decided(SampleOutput output, IReadOnlyList<StepRange> ranges)
    {
        var units = output.Units!;
        var said = StepRange.Steps(ranges, units.Count);
        return output with
        {
            Units = [.. units.Select((u, i) => u with { Prediction = said[i] ? 1 : 0 })],
            Ratios = Ratios(said, Truth(output)),
        };
    }

    /// <summary>(T): what is really kept.</summary>
    public static bool[] Truth(SampleOutput output) => [.. output.Units!.Select(u => u.Label == 1)];

    /// <summary>(T): what was said of each step.</summary>
    public static float[] Scores(SampleOutput output) => [.. output.Units!.Select(u => u.Probability)];

    /// <summary>The sums of a recording, by metric.</summary>
    public static Dictionary<string, Ratio> Ratios(bool[] said, bool[] truth)
    {
        var (both, saidCount, trueCount) = (0, 0, 0);
        for (var i = 0; i < said.Length; i++)
        {
            both += said[i] && truth[i] ? 1 : 0;
            saidCount += said[i] ? 1 : 0;
            trueCount += truth[i] ? 1 : 0;
        }
        // F1 = 2 hits / (said + true).
        var ratios = new Dictionary<string, Ratio>(StringComparer.Ordinal)
        {
            [KeepF1] = new(2 * both, saidCount + trueCount),
            [KeptError] = new(Math.Abs(saidCount - trueCount), trueCount),
        };
        var (saidPoints, truePoints) = (Points(said), Points(truth));
        foreach (var (name, tolerance) in Tolerances)
            ratios[name] = new(2 * (Matches(saidPoints.Starts, truePoints.Starts, tolerance) + Matches(saidPoints.Ends, truePoints.Ends, tolerance)), saidPoints.Count + truePoints.Count);
        return ratios;
    }

    /// <summary>As many pairs of points within a tolerance as there can be, each point in one: the earliest that are free, both lists in order.</summary>
    public static int Matches(IReadOnlyList<int> a, IReadOnlyList<int> b, int tolerance)
    {
        var (matches, i, j) = (0, 0, 0);
        while (i < a.Count && j < b.Count)
        {
            if (Math.Abs(a[i] - b[j]) <= tolerance)
                (matches, i, j) = (matches + 1, i + 1, j + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }
        return matches;
    }

    /// <summary>Where something that is kept begins after something dropped, and where it ends before it; the recording's own beginning and end are no cuts.</summary>
    private static CutPoints Points(bool[] kept)
    {
        var points = new CutPoints([], []);
        for (var i = 1; i < kept.Length; i++)
        {
            if (kept[i] != kept[i - 1])
                (kept[i] ? points.Starts : points.Ends).Add(i);
        }
        return points;
    }

    private sealed record CutPoints(List<int> Starts, List<int> Ends)
    {
        public int Count => Starts.Count + Ends.Count;
    }
}
