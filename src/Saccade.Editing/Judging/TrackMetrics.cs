using Saccade.Editing.Corpora;
using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>What is measured of predicted rows. All are sums over steps that are divided only once those of all samples are together, so intervals draw whole projects.</summary>
internal static class TrackMetrics
{
    public const string ActiveF1 = "active_f1", BoundaryF1 = "boundary_f1", Overlap = "iou", Jitter = "jitter", BoundaryPrecision = "boundary_precision", BoundaryRecall = "boundary_recall", DecisionsRight = "decisions_right";

    /// <summary>Boundary metrics with their tolerances in seconds.</summary>
    public static IReadOnlyList<(string Name, double Seconds)> Tolerances { get; } = [(BoundaryF1, 0.5), ($"{BoundaryF1}_0.1", 0.1), ($"{BoundaryF1}_1", 1)];

    /// <summary>The habits of which decisions are counted one by one.</summary>
    public static IReadOnlyList<string> Habits { get; } = [.. Editor.All.SelectMany(e => e.Habits).Select(h => h.Name).Distinct()];

    public static IReadOnlyList<IMetric> All { get; } =
    [
        new RatioMetric(BoundaryF1, "F1 of steps at which a track begins, ends or cuts, foreseen within half a second", higherIsBetter: true),
        new RatioMetric(ActiveF1, "F1 of cells with a clip", higherIsBetter: true),
        new PlacementError("scale", "how far the scale lies from the true one where a clip is, in the data's unit (per cent)"),
        new PlacementError("position", "how far x and y lie from the true ones where a clip is, as a share of the frame"),
        new PlacementError("crop", "how far crops lie from the true ones where a clip is, in the data's unit (per cent)"),
        new RatioMetric(Overlap, "overlap of the predicted picture with the true one where a clip is (intersection over union; 0 where none is predicted)", higherIsBetter: true),
        new AssetF1(),
        new RatioMetric(DecisionsRight, "share of the changes that the editor's known rules call for that are predicted rightly, at their step", higherIsBetter: true),
        .. Tolerances.Skip(1).Select(t => Diagnosis(t.Name, $"the same as {BoundaryF1} within {FormattableString.Invariant($"{t.Seconds}")} s", higherIsBetter: true)),
        Diagnosis(BoundaryPrecision, "share of the predicted boundaries that come within half a second", higherIsBetter: true),
        Diagnosis(BoundaryRecall, "share of the boundaries that are foreseen within half a second", higherIsBetter: true),
        new AnnouncedConfidence(),
        Diagnosis(Jitter, "how much of a predicted picture is elsewhere a step later where nothing changes in truth; 0 is calm", higherIsBetter: false),
        .. Enumerable.Range(0, GridLayout.Tracks).Select(t => Diagnosis(ActiveF1Of(t), $"F1 of cells with a clip on V{t + 1}", higherIsBetter: true)),
        .. Habits.Select(h => Diagnosis(DecisionsRightOf(h), $"the same as {DecisionsRight} for the habit {h}", higherIsBetter: true)),
    ];

    /// <param name="track">From 0.</param>
    public static string ActiveF1Of(int track) => FormattableString.Invariant($"{ActiveF1}_v{track + 1}");

    public static string DecisionsRightOf(string habit) => $"{DecisionsRight}_{habit}";

    // What a predictor can be best at by doing nothing, or what is a part of another number, is no claim of its own.
    private static RatioMetric Diagnosis(string name, string meaning, bool higherIsBetter) => new(name, meaning, higherIsBetter) { IsClaim = false };
}
