using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Historical;
using Saccade.Counting.Marks;
using Saccade.Counting.Rollouts;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Historical;

public class MarkedRolloutTests
{
    [Fact]
    public void Who_says_the_truth_and_then_the_end_counts_all_and_finishes_by_itself()
    {
        CountingImage[] images = [Image(3), Image(0), Image(5)];
        var counts = Count(images, new(), (image, visited) => visited.Count < image.Places.Count ? (image.Places[visited.Count], -2) : (default, 2));
        Assert.Equal([3, 0, 5], counts.Select(c => c.Count));
        Assert.All(counts, c => Assert.Equal(StopReason.NoMore, c.Reason));
        Assert.Equal(images[2].Places, counts[2].Points.Select(p => p.Place));
    }

    [Fact]
    public void Who_never_says_the_end_is_stopped_at_the_limit()
    {
        var count = Assert.Single(Count([Image(2)], new() { Limit = 7 }, (_, _) => (new(5, 5), -0.1)));
        Assert.Equal((7, StopReason.Limit), (count.Count, count.Reason));
    }

    [Theory]
    [InlineData(0.45, 4)]
    [InlineData(0.25, 2)]
    public void The_end_counts_from_its_threshold_on(double threshold, int points)
    {
        // Probabilities of 0.1, 0.2, 0.3, ..: more likely with each point.
        var count = Assert.Single(Count([Image(9)], new() { Threshold = threshold }, (_, visited) => (new(5, 5), LogOdds.Of(0.1 * (visited.Count + 1)))));
        Assert.Equal(points, count.Count);
        Assert.Equal(0.1 * (points + 1), count.Done, 6);
    }

    [Fact]
    public void Marks_are_drawn_on_fresh_copies_and_nothing_is_drawn_where_nothing_was_counted()
    {
        var (engine, image, radius) = (new Engine(), Image(2), new MarkOptions { Style = MarkStyle.Dots, Radius = 24 });
        using var scope = engine.BeginScope();
        var before = (byte[])image.Picture.Pixels.Clone();
        var drawn = new MarkedPictures(radius).Of(engine, 64, [(image, []), (image, [image.Places[1]])]).AsSpan();
        Assert.Equal(before, image.Picture.Pixels);
        Assert.All(drawn[..(3 * 64 * 64)].ToArray(), v => Assert.Equal(-1, v));
        // A dot's radius is half of 24 of 384, or 2 of 64.
        var at = ((int)image.Places[1].Y * 64) + (int)image.Places[1].X;
        Assert.NotEqual(-1, drawn[(3 * 64 * 64) + at]);
        Assert.Equal(-1, drawn[(3 * 64 * 64) + at + 4]);
    }

    private static IReadOnlyList<CountResult> Count(CountingImage[] images, MarkedCountOptions options, Func<CountingImage, IReadOnlyList<PointPixels>, (PointPixels, double)> say) =>
        [.. MarkedRollout.Of(new Engine(), images, options.Limit, options.Stopping, steps => [.. steps.Select(s => say(s.Image, s.Visited))]).Select(options.Stopping.Decide)];

    private static CountingImage Image(int things) => CountingImage.On(
        "x", new Frame(64, 64), 64, 0, [.. Enumerable.Range(0, things).Select(i => (new PointPixels(6 + (8 * i), 30), 6.0))], PointOrder.Reading);
}
