using Saccade.Editing.Previewing;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Tests.Previewing;

public sealed class PlacedPictureTests
{
    private static readonly Rgb Red = new(255, 0, 0);

    [Fact]
    public void A_picture_of_the_frames_size_without_motion_is_copied()
    {
        var picture = new Frame(8, 6, [.. Enumerable.Range(0, 8 * 6 * 3).Select(i => (byte)(i * 7))]);
        Assert.Equal(picture.Pixels, Draw(Motion.None, Crop.None, picture, 8, 6).Pixels);
    }

    [Theory]
    [InlineData(50, 0, 0, 10, 5, 30, 15)] // half the size, in the middle of 40 x 20
    [InlineData(50, 0.25, 0.25, 20, 10, 40, 20)]
    [InlineData(25, -0.375, 0.375, 0, 15, 10, 20)]
    public void Scale_and_position_place_it(double scale, double x, double y, int left, int top, int right, int bottom)
    {
        var frame = Draw(new Motion { Scale = new Pair(scale, scale), Position = new Pair(x, y) }, Crop.None, Filled(40, 20), 40, 20);
        Assert.Equal((left, top, right, bottom), Box(frame));
    }

    [Fact]
    public void Crops_cut_off_parts_of_the_picture_and_leave_the_rest_where_it_is()
    {
        var crop = new Crop { Left = 25, Right = 50, Top = 10, Bottom = 20 };
        Assert.Equal((10, 2, 20, 16), Box(Draw(Motion.None, crop, Filled(40, 20), 40, 20)));
    }

    [Fact]
    public void A_quarter_turn_clockwise_about_the_anchor_swaps_width_and_height()
    {
        var turned = Draw(new Motion { Rotation = 90, Scale = new Pair(50, 50) }, Crop.None, Filled(20, 10), 40, 40, new Pair(40, 20));
        Assert.Equal((15, 10, 25, 30), Box(turned));

        // The left half of the picture is up after a turn clockwise.
        var half = new Frame(20, 10);
        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 10; x++)
                half[x, y] = Red;
        }
        var (_, top, _, bottom) = Box(Draw(new Motion { Rotation = 90 }, Crop.None, half, 40, 40, new Pair(20, 10)));
        Assert.Equal((10, 20), (top, bottom));

        // About its lower right corner, which stands in the middle of the frame: it ends up to the right above it.
        var corner = Draw(new Motion { Rotation = 90, Anchor = new Pair(0.5, 0.5) }, Crop.None, Filled(20, 10), 60, 60, new Pair(20, 10));
        Assert.Equal((30, 10, 40, 30), Box(corner));
    }

    [Fact]
    public void Opacity_mixes_with_what_lies_below_and_keyframes_are_followed()
    {
        var clip = Clip() with { Opacity = new Animated<double>(0, new Keyframe<double>(0, 0), new Keyframe<double>(2, 100)) };
        var frame = new Frame(4, 4);
        PlacedPicture.Of(clip, 1).Draw(frame, Filled(4, 4), new Pair(4, 4));
        Assert.InRange(frame[1, 1].R, 127, 128);
    }

    [Fact]
    public void What_lies_outside_or_has_no_size_draws_nothing()
    {
        Assert.All(Draw(new Motion { Position = new Pair(3, 0) }, Crop.None, Filled(8, 8), 8, 8).Pixels, b => Assert.Equal(0, b));
        Assert.All(Draw(new Motion { Scale = new Pair(0, 0) }, Crop.None, Filled(8, 8), 8, 8).Pixels, b => Assert.Equal(0, b));
        Assert.All(Draw(Motion.None, new Crop { Left = 60, Right = 60 }, Filled(8, 8), 8, 8).Pixels, b => Assert.Equal(0, b));
    }

    private static Frame Draw(Motion motion, Crop crop, Frame picture, int width, int height, Pair? size = null)
    {
        var frame = new Frame(width, height);
        PlacedPicture.Of(Clip() with { Motion = motion, Crop = crop }, Rational.Zero).Draw(frame, picture, size ?? new Pair(picture.Width, picture.Height));
        return frame;
    }

    private static Clip Clip() => new() { Start = 0, Duration = 2, Source = new ClipSource.Missing() };

    private static Frame Filled(int width, int height)
    {
        var frame = new Frame(width, height);
        frame.Fill(Red);
        return frame;
    }

    private static (int Left, int Top, int Right, int Bottom) Box(Frame frame)
    {
        var seen = (from y in Enumerable.Range(0, frame.Height) from x in Enumerable.Range(0, frame.Width) where frame[x, y].R > 128 select (X: x, Y: y)).ToArray();
        return (seen.Min(p => p.X), seen.Min(p => p.Y), seen.Max(p => p.X) + 1, seen.Max(p => p.Y) + 1);
    }
}
