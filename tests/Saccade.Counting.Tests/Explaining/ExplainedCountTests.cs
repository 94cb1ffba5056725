using Saccade.Counting.Data;
using Saccade.Counting.Explaining;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Counting.Tests.Pointing;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Explaining;

public class ExplainedCountTests
{
    private static readonly CellGrid Grid = new(32);

    [Fact]
    public void Every_step_says_how_likely_each_place_was_and_the_end()
    {
        var engine = new Engine(new() { Threads = 1 });
        var learner = TinyPointing.Learner(engine);
        using var scope = engine.BeginScope();
        using var batch = new CountingBatch([CountingImage.On("x", new Frame(32, 20), 32, 0, [], PointOrder.Reading)], Grid, []);
        var explained = learner.Explain(batch, new CountStopping { Shift = -30 }).Explained;
        Assert.Equal((3, 4), (explained.Count.Count, explained.Choices.Count));
        Assert.All(explained.Choices, c => Assert.Equal(1, c.Sum(), 1e-4));
        // What lies beside the picture is neither seen nor chosen.
        Assert.All(Enumerable.Range(6 * Grid.Side, 2 * Grid.Side), cell => Assert.True(explained.Things[cell] == 0 && explained.Choices[0][cell] == 0));
        Assert.Equal(learner.Count(batch, new CountStopping { Shift = -30 })[0].Count.Points, explained.Count.Points);
    }

    [Fact]
    public void Steps_are_told_in_pixels_of_the_image_as_it_was()
    {
        var image = CountingImage.On("x", new Frame(64, 64), 32, 0, [], PointOrder.Reading);
        var first = new float[Grid.Count + 1];
        (first[9], first[^1]) = (0.75f, 0.25f);
        var last = new float[Grid.Count + 1];
        last[^1] = 1;
        var explained = new ExplainedCount(image, Grid, new float[Grid.Count], new([new(new(7, 5), 0.75)], StopReason.NoMore, 1), [first, last]);
        var steps = explained.Steps();
        Assert.Equal((14, 10, 0.25), ((double)steps[0]!["point"]!["x"]!, (double)steps[0]!["point"]!["y"]!, (double)steps[0]!["done"]!));
        Assert.Equal((12, 0.75), ((double)steps[0]!["likeliest"]![0]!["cell"]!["x"]!, (double)steps[0]!["likeliest"]![0]!["probability"]!));
        Assert.Null(steps[1]!["point"]);
        var sheet = explained.Draw("x: 1 counted");
        Assert.True(sheet.Width > 3 * 260 && sheet.Height > 260);
        Assert.Contains(Enumerable.Range(0, sheet.Width * sheet.Height), i => sheet[i % sheet.Width, i / sheet.Width] is { R: > 240, G: < 70, B: < 70 });
    }
}
