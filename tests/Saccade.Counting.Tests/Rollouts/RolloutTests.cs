using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Metrics;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Rollouts;

public class RolloutTests
{
    private static readonly CellGrid Grid = new(64);

    [Fact]
    public void Who_points_at_what_is_there_and_then_stops_counts_it_and_finishes()
    {
        var images = new[] { Image(3), Image(0), Image(7) };
        var counts = Count(images, (image, step) => step < images[image].Places.Count ? images[image].Places[step] : null);
        Assert.Equal([3, 0, 7], counts.Select(c => c.Count));
        Assert.All(counts, c => Assert.Equal(StopReason.NoMore, c.Reason));
        Assert.Equal(images[2].Places, counts[2].Points.Select(p => p.Place));
        var judged = CountingMetrics.Judge(images[2], counts[2]).Ratios!;
        Assert.Equal((1.0, 1.0, 7.0, 7.0), (judged[CountingMetrics.Exact].Sum, judged[CountingMetrics.Finished].Sum, judged["points_12"].Sum, judged["points_12"].Count));
    }

    [Fact]
    public void Who_never_stops_is_stopped_at_the_limit()
    {
        var count = Assert.Single(Count([Image(2)], (_, step) => new PointPixels(2 + (4 * (step % 16)), 2 + (4 * (step / 16))), limit: 9));
        Assert.Equal((9, StopReason.Limit), (count.Count, count.Reason));
        Assert.Equal(0, CountingMetrics.Judge(Image(2), count).Ratios![CountingMetrics.Finished].Sum);
    }

    [Fact]
    public void A_place_that_was_visited_is_not_visited_again()
    {
        var count = Assert.Single(Count([Image(1)], (_, _) => new PointPixels(30, 30), limit: 5));
        Assert.Equal(5, count.Points.Select(p => Grid.CellOf(p.Place)).Distinct().Count());
    }

    [Fact]
    public void Counting_goes_on_from_marks_and_says_only_what_is_new()
    {
        var image = Image(5);
        var visited = new List<int>();
        var count = Assert.Single(Count([image], (_, step) => step < 3 ? image.Places[2 + step] : null, marks: [[.. image.Places.Take(2)]], told: inputs => visited.Add(Visits(inputs))));
        Assert.Equal(image.Places.Skip(2), count.Points.Select(p => new PointPixels(Math.Round(p.Place.X, 3), Math.Round(p.Place.Y, 3))));
        Assert.Equal([2, 3, 4, 5], visited);
        Assert.Empty(Assert.Single(Count([image], (_, _) => image.Places[0], marks: [[.. image.Places]], limit: 5)).Points);
    }

    private static IReadOnlyList<CountResult> Count(CountingImage[] images, Func<int, int, PointPixels?> point, int limit = 100, PointPixels[][]? marks = null, Action<ChoiceInputs>? told = null)
    {
        using var batch = new CountingBatch(images, Grid, []);
        var engine = new Engine();
        var steps = new int[images.Length];
        // A cell says that its thing lies in its middle, or where it is pointed at in it.
        var places = images.Select((image, n) => Enumerable.Range(0, Grid.Count).Select(Grid.Middle).ToArray()).ToArray();
        return Rollout.Count(engine, batch, places, new RolloutOptions { Limit = limit }, CountStopping.Plain, inputs =>
        {
            told?.Invoke(inputs);
            var scores = new float[inputs.Images.Count * (Grid.Count + 1)];
            var who = inputs.Images.AsSpan();
            for (var n = 0; n < who.Length; n++)
            {
                if (point(who[n], steps[who[n]]++) is not { } place)
                {
                    scores[(n * (Grid.Count + 1)) + Grid.Count] = 20;
                    continue;
                }
                var cell = Grid.CellOf(place);
                scores[(n * (Grid.Count + 1)) + cell] = 20;
                scores[(n * (Grid.Count + 1)) + Grid.Count] = -20;
                places[who[n]][cell] = place;
            }
            return engine.From(scores, who.Length, Grid.Count + 1);
        }, marks);
    }

    /// <summary>How many places the model is told that were visited: the first of a cell's numbers is 1 where its thing has been.</summary>
    private static int Visits(ChoiceInputs inputs)
    {
        var planes = inputs.Visited.AsSpan();
        var each = inputs.Visited.Shape[2];
        var visits = 0;
        for (var cell = 0; cell < Grid.Count; cell++)
            visits += planes[cell * each] > 0.99f ? 1 : 0;
        return visits;
    }

    private static CountingImage Image(int things) => CountingImage.On(
        "x", new Frame(64, 64), 64, 0, [.. Enumerable.Range(0, things).Select(i => (new PointPixels(6 + (8 * i), 30), 6.0))], PointOrder.Reading);
}
