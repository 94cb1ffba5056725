using Saccade.Counting.Geometry;

namespace Saccade.Counting.Rollouts;

/// <summary>A whole picture counted, in its own pixels.</summary>
/// <param name="Points">In the order of counting.</param>
/// <param name="Reason">Why there are no more; of several tiles the one that least says that there are none.</param>
/// <param name="Done">Probability of "no more" when it ended; of several tiles the least.</param>
/// <param name="Missed">How many things have probably been missed, over all tiles; null where that is not known.</param>
/// <param name="Tile">Pixels along a tile; 0 where the picture was counted as a whole.</param>
/// <param name="Tiles">How many there were.</param>
/// <param name="Statistics">Of each tile.</param>
internal sealed record PictureCount(
    IReadOnlyList<CountedPoint> Points, StopReason Reason, double Done, double? Missed, int Tile, int Tiles, IReadOnlyList<IReadOnlyDictionary<string, double>> Statistics)
{
    public IReadOnlyList<PointPixels> Places => [.. Points.Select(p => p.Place)];
}
