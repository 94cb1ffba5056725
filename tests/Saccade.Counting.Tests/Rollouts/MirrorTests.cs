using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;
using Saccade.Counting.Rollouts;
using Saccade.Counting.Stopping;
using Saccade.Counting.Tests.Pointing;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Rollouts;

public class MirrorTests
{
    private static readonly CellGrid Grid = new(32);

    [Fact]
    public void What_is_said_of_the_mirrored_image_comes_back_to_its_place()
    {
        var image = Image(22, 30);
        var place = new PointPixels(5.5, 13);
        var mirrored = Mirror.Of(place, image);
        Assert.Equal(new PointPixels(18.5, 13), mirrored);
        Assert.Equal(place, Mirror.Of(mirrored, image));

        Assert.Equal(Grid.CellOf(mirrored), Mirror.Of(Grid.CellOf(place), image, Grid));
        Assert.Null(Mirror.Of(Grid.CellOf(new(30, 13)), image, Grid));

        // Both are sure of the same thing, each in its own image.
        var blended = Mirror.Blend(Said(place, 8, columns: 6), Said(mirrored, 8, columns: 6), image, Grid);
        Assert.Equal(Grid.CellOf(place), Array.IndexOf(blended, blended.Max()));
        Assert.Equal(1, blended.Sum(s => Math.Exp(s)), 4);
    }

    [Fact]
    public void A_pixel_of_the_mirrored_picture_is_that_of_the_picture()
    {
        var image = Image(22, 30);
        image.Picture[3, 7] = Rgb.White;
        using var batch = new CountingBatch([image], Grid, []);
        using var mirrored = Mirror.Of(batch);
        Assert.Equal(24, mirrored.Images[0].Picture.Width);
        Assert.Equal(Rgb.White, mirrored.Images[0].Picture[20, 7]);
        Assert.True(Mirror.Of(new PointPixels(3.5, 7.5), image).X is 20.5);
    }

    [Fact]
    public void Whether_anything_is_left_is_the_mean_of_both_opinions_though_they_name_different_things()
    {
        var image = Image(32, 32);
        var scores = Said(new(4, 4), 6);
        var blended = Mirror.Blend(scores, Said(new(4, 28), 6), image, Grid);
        Assert.Equal(LogOdds.Probability(LogOdds.Of(scores, Grid.Count)), Math.Exp(blended[Grid.Count]), 6);
        // Each thing keeps half of what its look gave it: no end is seen where both looks see things.
        Assert.True(blended.Take(Grid.Count).Max() > blended[Grid.Count] + 2);
    }

    [Fact]
    public void Of_a_picture_that_is_its_own_mirror_image_both_looks_say_the_same_about_the_end()
    {
        var engine = new Engine();
        var learner = TinyPointing.Learner(engine);
        using var scope = engine.BeginScope();
        using var batch = new CountingBatch([Image(32, 32)], Grid, []);
        var (once, twice) = (learner.Count(batch, CountStopping.Plain, new([[]], Flips: false))[0].Count, learner.Count(batch, CountStopping.Plain, new([[]], Flips: true))[0].Count);
        Assert.InRange(AtFirst(once), 0.01, 0.99);
        Assert.Equal(AtFirst(once), AtFirst(twice), 4);

        double AtFirst(CountResult count) => count.Count > 0 ? 1 - count.Points[0].Confidence : count.Done;
    }

    /// <summary>Scores of who is rather sure of a place; cells beside the picture cannot be chosen.</summary>
    private static float[] Said(PointPixels place, float score, int columns = 8)
    {
        float[] scores = [.. Enumerable.Range(0, Grid.Count).Select(cell => cell % Grid.Side < columns ? 0f : -1e4f), 0];
        scores[Grid.CellOf(place)] = score;
        return scores;
    }

    private static CountingImage Image(int width, int height) => CountingImage.On("x", new Frame(width, height), 32, 0, [], PointOrder.Reading);
}
