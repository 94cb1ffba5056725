using Saccade.Counting.Baselines;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Scenes;
using Saccade.Counting.Tiles;
using Saccade.Media;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Tests.Tiles;

/// <summary>Images four times as large as the canvas, counted by somebody who sees what shines on a canvas, halves of things at its edges too.</summary>
public class TiledCountTests
{
    private const int Canvas = 64, Large = 4 * Canvas;

    private int _looks;

    [Theory]
    [InlineData(1, 40, 0)]
    [InlineData(2, 40, 1.2)]
    [InlineData(3, 75, 0)]
    [InlineData(4, 75, 1.2)]
    public void Scattered_things_are_counted_once_wherever_seams_lie(ulong seed, int things, double jitter)
    {
        var (picture, places) = Scattered(seed, things, radius: 6);
        foreach (var side in new[] { 64, 96, 128, 160 })
            Agrees(places, Count(picture, new(side), jitter));
    }

    [Fact]
    public void Things_on_every_seam_are_counted_once()
    {
        var plan = TilePlan.Of(new(Large, Large), 96, "x");
        double[] seams = [.. plan.SelectMany(t => new double[] { t.Left, t.Left + t.Width }).Where(x => x is > 0 and < Large).Distinct().Order()];
        List<PointPixels> places = [];
        foreach (var place in from y in seams from x in seams select new PointPixels(x, y))
        {
            if (places.All(p => p.DistanceTo(place) > 18))
                places.Add(place);
        }
        Assert.True(places.Count > 9);
        Agrees(places, Count(Draw(places, radius: 6), new(96)));
    }

    [Fact]
    public void Things_that_nearly_touch_stay_two_across_a_seam()
    {
        var plan = TilePlan.Of(new(Large, Large), 128, "x");
        var middle = (plan[1].Left + plan[0].Width) / 2.0;
        PointPixels[] places = [.. from row in Enumerable.Range(0, 8) from side in new[] { -1, 1 } select new PointPixels(middle + (side * 8), 20 + (30 * row))];
        Agrees(places, Count(Draw(places, radius: 6), new(128)));
    }

    [Fact]
    public void The_order_of_a_tiled_count_is_that_of_reading_the_whole_image()
    {
        PointPixels[] places = [.. from y in Enumerable.Range(0, 8) from x in Enumerable.Range(0, 8) select new PointPixels(20 + (30 * x), 17 + (30 * y))];
        var count = Count(Draw(places, radius: 6), new(96));
        Assert.Equal(places, count.Places.Select(p => new PointPixels(Math.Round(p.X), Math.Round(p.Y))));
    }

    [Fact]
    public void An_image_that_fits_the_canvas_is_never_cut()
    {
        var count = new PictureCounter(Canvas, Look(0)).Count(Draw([new(20, 20), new(40, 20)], 5, Canvas), 0, new(), [], TileChoice.Auto, "x", CancellationToken.None);
        Assert.Equal((2, 0, 1, 1), (count.Points.Count, count.Tile, count.Tiles, _looks));
    }

    [Fact]
    public void By_itself_it_takes_tiles_where_things_would_lie_too_near_together_and_only_there()
    {
        PointPixels[] many = [.. from y in Enumerable.Range(0, 15) from x in Enumerable.Range(0, 15) select new PointPixels(18 + (16 * x), 18 + (16 * y))];
        var crowded = Count(Draw(many, radius: 5), TileChoice.Auto);
        Assert.InRange(crowded.Tile, Canvas, Large / 2);
        Agrees(many, crowded);

        PointPixels[] few = [new(60, 60), new(190, 60), new(60, 190), new(190, 190)];
        var sparse = Count(Draw(few, radius: 20), TileChoice.Auto);
        Assert.Equal((0, 4), (sparse.Tile, sparse.Points.Count));
    }

    [Fact]
    public void Counting_goes_on_from_marks_in_all_tiles_that_see_them()
    {
        var (picture, places) = Scattered(5, 40, radius: 6);
        var marks = places.Take(25).ToArray();
        var count = new PictureCounter(Canvas, Look(0)).Count(picture, 0, new(), marks, new(96), "x", CancellationToken.None);
        Agrees([.. places.Skip(25)], count);
    }

    [Fact]
    public void Too_many_tiles_are_refused()
    {
        var refused = Assert.Throws<MediaException>(() => TilePlan.Of(new(10_000, 10_000), 64, "wall.png"));
        Assert.Contains("wall.png: 10000 x 10000 pixels would be", refused.Message, StringComparison.Ordinal);
        Assert.Contains("choose larger tiles", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(640, 480, 128)]
    [InlineData(130, 700, 128)]
    [InlineData(100, 90, 128)]
    [InlineData(257, 256, 256)]
    public void Tiles_cover_an_image_and_overlap_by_a_quarter(int width, int height, int side)
    {
        var tiles = TilePlan.Of(new(width, height), side, "x");
        Assert.All(tiles, t => Assert.True(t.Left >= 0 && t.Top >= 0 && t.Left + t.Width <= width && t.Top + t.Height <= height));
        Assert.Equal((width, height), (tiles.Max(t => t.Left + t.Width), tiles.Max(t => t.Top + t.Height)));
        int[] starts = [.. tiles.Select(t => t.Left).Distinct().Order()];
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.First + side - pair.Second >= side / 4 - 1));
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("none", 0)]
    [InlineData("640", 640)]
    public void Choices_are_read_as_they_are_written(string text, int? side)
    {
        Assert.Equal(side, TileChoice.Parse(text)!.Value.Side);
        Assert.Equal(text, TileChoice.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("8")]
    [InlineData("-64")]
    [InlineData("big")]
    public void What_is_no_choice_is_none(string text) => Assert.Null(TileChoice.Parse(text));

    private PictureCount Count(Frame picture, TileChoice tile, double jitter = 0) => new PictureCounter(Canvas, Look(jitter)).Count(picture, 0, new(), [], tile, "x", CancellationToken.None);

    /// <summary>Who sees what shines on a canvas, but for what lies under marks, a little beside its middle.</summary>
    private CanvasCounter Look(double jitter) => (batch, start) =>
    {
        _looks++;
        return
        [
            .. batch.Images.Select((image, n) =>
            {
                var key = new RandomKey(9, RandomStream.Data, (ulong)_looks, (uint)n);
                var seen = new ConnectedComponents(0.3, 3).Find(image.Picture, Categories.All).Where(p => start.Marks[n].All(m => m.DistanceTo(p) > 3)).ToArray();
                CountedPoint[] points = [.. seen.Select((p, i) => new CountedPoint(new(Beside(p.X, image.Picture.Width, key, 2 * i), Beside(p.Y, image.Picture.Height, key, (2 * i) + 1)), 1))];
                return (new CountResult(points, StopReason.NoMore, 1), (IReadOnlyDictionary<string, double>)new Dictionary<string, double>());
            }),
        ];

        double Beside(double at, int most, RandomKey key, int draw) => Math.Clamp(at + (jitter * ((2 * key.UniformDouble((ulong)draw)) - 1)), 0, most);
    };

    private static void Agrees(IReadOnlyList<PointPixels> truth, PictureCount count)
    {
        Assert.Equal(truth.Count, count.Points.Count);
        Assert.Equal(truth.Count, PointMatching.Pairs(count.Places, truth, 6).Count);
    }

    private static (Frame Picture, List<PointPixels> Places) Scattered(ulong seed, int things, double radius)
    {
        var (key, places) = (new RandomKey(seed, RandomStream.Data, 1), new List<PointPixels>());
        for (ulong draw = 0; places.Count < things; draw += 2)
        {
            var place = new PointPixels(radius + ((Large - (2 * radius)) * key.UniformDouble(draw)), radius + ((Large - (2 * radius)) * key.UniformDouble(draw + 1)));
            if (places.All(p => p.DistanceTo(place) > (2 * radius) + 4))
                places.Add(place);
        }
        return (Draw(places, radius), places);
    }

    private static Frame Draw(IEnumerable<PointPixels> places, double radius, int size = Large)
    {
        var frame = new Frame(size, size);
        foreach (var place in places)
            frame.FillDisc(place.X, place.Y, radius, Rgb.White);
        return frame;
    }
}
