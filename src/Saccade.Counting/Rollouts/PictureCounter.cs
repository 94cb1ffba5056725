using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Tiles;
using Saccade.Media;

namespace Saccade.Counting.Rollouts;

/// <summary>A model that counts the canvases of a batch, each as if it were alone, and says what they look like.</summary>
internal delegate IReadOnlyList<(CountResult Count, IReadOnlyDictionary<string, double> Statistics)> CanvasCounter(CountingBatch batch, CountingStart start);

/// <summary>
/// Counts pictures of any size with a model of one canvas: as a whole, brought down to the canvas, or by overlapping tiles. By itself it counts as a whole first, and by tiles where points then lie too near
/// together on the canvas, or no end was found; of both counts it takes that by tiles unless it is the smaller one.
/// </summary>
/// <param name="size">Pixels along the model's square canvas.</param>
/// <param name="counter">The model.</param>
internal sealed class PictureCounter(int size, CanvasCounter counter)
{
    // Of the canvas: where things usually lie nearer together than the first they are too small to be told apart; tiles are chosen so that they would lie as far apart as the second.
    private const double Crowded = 0.075, Comfortable = 0.15;

    // Fewer points than these say nothing of how near things usually lie.
    private const int Several = 8;

    // Tiles that would hardly be smaller than the whole show nothing new.
    private const double WorthTiles = 0.75;

    // What lies on tiles that are looked at together stays in memory together.
    private const int TilesTogether = 8;

    /// <param name="picture">Of any size.</param>
    /// <param name="category">What to count, by its number.</param>
    /// <param name="request">How.</param>
    /// <param name="marks">What is visited already, in pixels of the picture: counting goes on from there.</param>
    /// <param name="tile">By what tiles.</param>
    /// <param name="name">Of the picture, for errors.</param>
    /// <param name="cancellation">Stops between some tiles and others.</param>
    /// <returns>The points that were added to the marks.</returns>
    /// <exception cref="MediaException">There would be too many tiles.</exception>
    public PictureCount Count(Frame picture, int category, CountRequest request, IReadOnlyList<PointPixels> marks, TileChoice tile, string name, CancellationToken cancellation)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        if (tile.Side is { } chosen)
            return Count(picture, category, request, marks, chosen == 0 ? longer : chosen, name, cancellation);
        var whole = Count(picture, category, request, marks, longer, name, cancellation);
        var side = SideFor(whole, [.. marks, .. whole.Places], longer);
        if (side is null)
            return whole;
        var tiled = Count(picture, category, request, marks, side.Value, name, cancellation);
        // What was too crowded to be told apart is more when seen from nearer; less means that the model does not know such things from near.
        return whole.Reason != StopReason.NoMore || tiled.Points.Count >= whole.Points.Count ? tiled : whole;
    }

    /// <summary>Tiles on which things would lie comfortably apart; null where the whole does as well.</summary>
    private int? SideFor(PictureCount whole, IReadOnlyList<PointPixels> places, int longer)
    {
        if (longer <= size || places.Count < Several || Spacing.Of(places) is not { } spacing)
            return null;
        var apart = spacing / longer;
        if (apart >= Crowded && whole.Reason == StopReason.NoMore)
            return null;
        // No tile is smaller than the canvas: nothing is gained by enlarging.
        var side = Math.Max(size, (int)Math.Round(spacing / Comfortable));
        while (side < longer && TilePlan.Count(new(longer, longer), side) > TilePlan.MostTiles)
            side = (int)Math.Ceiling(side * 1.1);
        return side <= WorthTiles * longer ? side : null;
    }

    private PictureCount Count(Frame picture, int category, CountRequest request, IReadOnlyList<PointPixels> marks, int side, string name, CancellationToken cancellation)
    {
        var plane = new ImagePlane(picture.Width, picture.Height);
        var tiles = TilePlan.Of(plane, side, name);
        var (points, counts) = (new List<(Tile, IReadOnlyList<CountedPoint>)>(), new List<(CountResult Result, IReadOnlyDictionary<string, double> Statistics)>());
        foreach (var together in tiles.Chunk(TilesTogether))
        {
            cancellation.ThrowIfCancellationRequested();
            CountingImage[] images = [.. together.Select(t => CountingImage.On(name, t.Of(picture), size, category, [], PointOrder.Reading))];
            PointPixels[][] visited = [.. together.Zip(images, (t, image) => marks.Where(m => t.Holds(m)).Select(m => new PointPixels((m.X - t.Left) * image.Scale, (m.Y - t.Top) * image.Scale)).ToArray())];
            using var batch = new CountingBatch(images, new CellGrid(size), []);
            var said = counter(batch, new(visited, request.Flips));
            counts.AddRange(said);
            points.AddRange(together.Zip(images, said).Select(t => (t.First, OnPicture(t.Third.Count.Points, t.First, t.Second.Scale, plane))));
        }
        return new(
            tiles.Count == 1 ? points[0].Item2 : TileMerge.Merge(points, plane, marks),
            counts.Select(c => c.Result.Reason).MaxBy(r => r is StopReason.NoMore ? 0 : r is StopReason.NowhereLeft ? 1 : 2),
            counts.Min(c => c.Result.Done),
            counts.All(c => c.Result.Missed is not null) ? counts.Sum(c => c.Result.Missed) : null,
            tiles.Count == 1 ? 0 : side,
            tiles.Count,
            [.. counts.Select(c => c.Statistics)]);
    }

    private static IReadOnlyList<CountedPoint> OnPicture(IReadOnlyList<CountedPoint> points, Tile tile, double scale, ImagePlane plane) =>
    [
        .. points.Select(p => p with { Place = new(Math.Clamp(tile.Left + (p.Place.X / scale), 0, plane.Width), Math.Clamp(tile.Top + (p.Place.Y / scale), 0, plane.Height)) }),
    ];
}
