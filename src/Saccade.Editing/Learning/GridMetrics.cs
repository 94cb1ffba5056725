using Saccade.Training;

namespace Saccade.Editing.Learning;

/// <summary>
/// What is measured of answers about cells of a grid. The first five are the historical losses over a whole split (the reports have means of batches); the others
/// are in units that an editor knows.
/// </summary>
internal static class GridMetrics
{
    public const string ActiveLoss = "active_loss", AssetLoss = "asset_loss", ActiveF1 = "active_f1";
    public const string ScaleError = "scale_mae", PositionError = "position_mae", CropError = "crop_mae";

    public static IReadOnlyList<IMetric> All { get; } =
    [
        new RatioMetric(ActiveLoss, "cross-entropy of whether a clip is there, in nats a cell", higherIsBetter: false),
        new RatioMetric(AssetLoss, "cross-entropy of the asset class, in nats a cell, cells without a clip too", higherIsBetter: false),
        new RatioMetric(LossOf("scale"), "squared error of the normalised scale where a clip is", higherIsBetter: false),
        new RatioMetric(LossOf("position"), "squared error of the normalised position where a clip is, axes added up", higherIsBetter: false),
        new RatioMetric(LossOf("crop"), "squared error of the normalised crop where a clip is, sides added up", higherIsBetter: false),
        new RatioMetric(ActiveF1, "F1 of cells with a clip, at a probability of one half", higherIsBetter: true),
        new RatioMetric(ScaleError, "how far the scale lies from the true one where a clip is, in the data's unit (per cent)", higherIsBetter: false),
        new RatioMetric(PositionError, "how far x and y lie from the true ones where a clip is, as a share of the frame", higherIsBetter: false),
        new RatioMetric(CropError, "how far crops lie from the true ones where a clip is, in the data's unit (per cent)", higherIsBetter: false),
    ];

    /// <summary>The historical loss of a group of numbers.</summary>
    public static string LossOf(string group) => $"{group}_loss";
}
