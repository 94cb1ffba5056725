using Saccade.Counting.Adapting;
using Saccade.Counting.Geometry;
using Saccade.Media;
using Saccade.Tensors.Random;

namespace Saccade.Counting.Tests.Adapting;

public class ImageVariationTests
{
    [Theory]
    [InlineData(60, 40, 60)]
    [InlineData(60, 40, 30)]
    [InlineData(20, 30, 30)]
    public void Points_stay_on_their_things_however_they_are_shown(int width, int height, int seen)
    {
        var picture = new Frame(width, height);
        PointPixels[] things = [new(6.5, 7.5), new(width - 6.5, 10.5), new(width / 2.0, height - 6.5)];
        foreach (var thing in things)
            picture.FillDisc(thing.X, thing.Y, 3, Rgb.White);
        var (shownThings, flips) = (0, new HashSet<bool>());
        for (ulong i = 0; i < 60; i++)
        {
            var (shown, left) = ImageVariation.Of(picture, [.. things.Select(t => (t, 6.0))], seen, 32, new RandomKey(1, RandomStream.Augmentation, i));
            Assert.True(shown.Width <= 32 && shown.Height <= 32);
            foreach (var (place, _) in left)
            {
                var pixel = shown[Math.Clamp((int)place.X, 0, shown.Width - 1), Math.Clamp((int)place.Y, 0, shown.Height - 1)];
                Assert.True(pixel.R > 90, $"{i}: {place} on {pixel}");
            }
            shownThings += left.Count;
            flips.Add(left.Count > 0 && left[0].Place.X > shown.Width / 2.0);
        }
        Assert.Equal(2, flips.Count);
        Assert.True(shownThings > (seen < width ? 30 : 150));
    }

    [Fact]
    public void The_same_key_shows_the_same()
    {
        var picture = new Frame(50, 40);
        picture.FillDisc(20, 20, 9, Rgb.White);
        var (first, second) = (Shown(4), Shown(4));
        Assert.Equal(first, second);
        Assert.NotEqual(first, Shown(5));

        byte[] Shown(ulong step) => ImageVariation.Of(picture, [], 50, 32, new RandomKey(1, RandomStream.Augmentation, step)).Picture.Pixels;
    }
}
