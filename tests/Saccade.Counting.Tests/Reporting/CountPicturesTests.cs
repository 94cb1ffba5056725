using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Reporting;
using Saccade.Counting.Rollouts;
using Saccade.Media;

namespace Saccade.Counting.Tests.Reporting;

public class CountPicturesTests
{
    private static readonly CountingImage Image = CountingImage.On("x", new Frame(96, 64), 96, 0, [(new(20, 20), 8.0), (new(60, 40), 8.0)], PointOrder.Reading);

    [Theory]
    [InlineData(103, 104, "err=5px")]
    [InlineData(103.9, 104.9, "err=5px")] // pixels, not places, are compared
    [InlineData(100, 100, "err=0px")]
    public void Errors_are_told_between_the_pixels_that_places_lie_in(double x, double y, string label) => Assert.Equal(label, ErrorLabel.Of(new(x, y), new(100, 100)));

    [Fact]
    public void A_step_shows_what_was_visited_on_both_sides_and_what_was_said_on_the_right()
    {
        var pictures = new CountPictures(Image, Record([new(20, 20), new(70, 40)], [-3, -3, 3]));
        var drawn = pictures.Step(new StepAnswer(1, -2, new(280, 160)));
        Assert.Equal((2 * 384) + 4, drawn.Width);
        var (left, right) = (Half(drawn, 0), Half(drawn, 388));
        // The first thing is marked in green on both.
        Assert.True(left[72, 80].G > 100 && right[72, 80].G > 100);
        Assert.True(left[240, 160].G < 20, "the truth is not given away");
        Assert.NotEqual(left.Pixels, right.Pixels);
        // Who says that there is no more points nowhere.
        Assert.Equal(Half(pictures.Step(new StepAnswer(2, 4, new(10, 10))), 388).Pixels, Half(pictures.Step(new StepAnswer(2, 4, new(90, 90))), 388).Pixels);
    }

    [Fact]
    public void A_count_shows_the_image_as_it_was_beside_every_thing_and_point()
    {
        var drawn = new CountPictures(Image, Record([new(20, 20), new(70, 40)], [-3, -3, 3])).Count();
        var given = Image.Picture.Enlarged(4);
        Assert.Equal(given.Pixels, Half(drawn, 0).Pixels[..given.Pixels.Length]);
        Assert.True(drawn.Height > given.Height, "words stand below, where they hide nothing");
        var right = Half(drawn, 388);
        Assert.Contains(Enumerable.Range(0, right.Width * right.Height), i => right[i % right.Width, i / right.Width] is { R: > 200, G: < 90, B: < 90 });
        Assert.Contains(Enumerable.Range(0, right.Width * right.Height), i => right[i % right.Width, i / right.Width] is { R: < 60, G: > 180, B: < 90 });
    }

    [Fact]
    public void Each_way_to_go_wrong_is_told_from_the_others()
    {
        PointPixels[] things = [.. Image.Places];
        Assert.Equal([0, 0, 0, 0], Extents(Record(things, [-3, -3, 3])));
        Assert.Equal([1, 0, 0, 0], Extents(Record([things[0], new(21, 21), things[1]], [-3, -3, -3, 3])));
        Assert.Equal([0, 1, 0, 0], Extents(Record([things[0], new(90, 10)], [-3, -3, 3])));
        Assert.Equal([0, 0, 1, 0], Extents(Record([things[0]], [-3, 3])));
        Assert.Equal([0, 0, 0, 2], Extents(Record([.. things, new(90, 10), new(5, 60)], [-3, -3, -3, -3, -3], StopReason.Limit)));
        static int[] Extents(CountRecord record) => [.. CountFailure.All.Select(f => f.Extent(record))];
    }

    private static CountRecord Record(PointPixels[] points, double[] ends, StopReason last = StopReason.NoMore) => CountRecord.Of(Image, new CountTrace(points, ends, last), []);

    private static Frame Half(Frame both, int from)
    {
        var half = new Frame(384, both.Height);
        for (var y = 0; y < both.Height; y++)
            both.Row(y).Slice(from * 3, 384 * 3).CopyTo(half.Row(y));
        return half;
    }
}
