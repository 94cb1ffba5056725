using Saccade.Media;
using Saccade.Objects.Detection;
using Saccade.Trajectories.Cameras;
using static Saccade.Objects.Tests.DrawnFrame;

namespace Saccade.Objects.Tests.Detection;

public class DiscDetectorTests
{
    private readonly DiscDetector detector = new(Size, Size);

    /// <summary>Radii and light of balls as the camera sees them, at places all over a pixel.</summary>
    private static IEnumerable<BallView> Isolated()
    {
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
            yield return Ball(random.NextDouble() * 48 + 8, random.NextDouble() * 48 + 8, random.NextDouble() * 3 + 2, random.NextDouble() * 0.6 + 0.4);
    }

    [Fact]
    public void One_ball_is_found_once_with_its_centre_to_a_seventh_of_a_pixel()
    {
        var (errors, radii) = (new List<double>(), new List<double>());
        foreach (var ball in Isolated())
        {
            var found = Assert.Single(detector.Detect(Of(ball)));
            errors.Add(Distance(found, ball));
            radii.Add(Math.Abs(found.RadiusPixels - ball.RadiusPixels));
            Assert.InRange(found.Box.Left, ball.Centre.X - ball.RadiusPixels - 2, ball.Centre.X - ball.RadiusPixels + 1.5);
        }

        Assert.InRange(Median(errors), 0, 0.15);
        Assert.InRange(errors.Max(), 0, 0.5);
        Assert.InRange(Median(radii), 0, 0.2);
    }

    [Fact]
    public void A_ball_is_as_bright_as_it_is_lit_within_a_tenth_however_small()
    {
        foreach (var ball in Isolated())
            Assert.InRange(Assert.Single(detector.Detect(Of(ball))).Light / ball.Brightness, 0.9, 1);
    }

    [Fact]
    public void What_lies_over_a_ball_does_not_make_it_brighter()
    {
        var found = detector.Detect(Of(Ball(30, 30, 4, 0.4), Ball(35, 32, 4, 0.9)));

        Assert.Equal(2, found.Count);
        Assert.InRange(found.MinBy(f => f.Centre.X).Light, 0.3, 0.41);
        Assert.InRange(found.MaxBy(f => f.Centre.X).Light, 0.86, 0.91);
    }

    [Fact]
    public void In_noise_balls_are_found_and_nothing_else()
    {
        var (random, errors, others, missed) = (new Random(3), new List<double>(), 0, 0);
        foreach (var ball in Isolated())
        {
            var found = detector.Detect(Noisy(Of(ball), 0.06, random));
            others += found.Count(f => Distance(f, ball) > 2);
            missed += found.Any(f => Distance(f, ball) <= 2) ? 0 : 1;
            errors.AddRange(found.Select(f => Distance(f, ball)).Where(d => d <= 2));
        }

        Assert.InRange(missed, 0, 4);
        Assert.InRange(others, 0, 8);
        Assert.InRange(Median(errors), 0, 0.3);
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1.5)]
    [InlineData(1.0)]
    public void Two_balls_that_touch_or_overlap_are_two(double distanceInRadii)
    {
        var (random, errors, wrong) = (new Random(5), new List<double>(), 0);
        for (var i = 0; i < 200; i++)
        {
            var (radius, angle) = (random.NextDouble() * 2 + 3, random.NextDouble() * 2 * Math.PI);
            var (x, y) = (20 + random.NextDouble() * 20, 20 + random.NextDouble() * 20);
            BallView[] pair = [Ball(x, y, radius), Ball(x + distanceInRadii * radius * Math.Cos(angle), y + distanceInRadii * radius * Math.Sin(angle), radius, 0.7)];
            var found = detector.Detect(Of(pair));
            wrong += found.Count == 2 ? 0 : 1;
            if (found.Count == 2)
                errors.AddRange(pair.Select(b => found.Min(f => Distance(f, b))));
        }

        Assert.InRange(wrong, 0, 10);
        Assert.InRange(Median(errors), 0, 0.5);
        Assert.InRange(errors.Order().ElementAt(95 * errors.Count / 100), 0, 1);
    }

    [Fact]
    public void Of_a_ball_that_is_half_outside_the_centre_on_the_border_is_found()
    {
        var found = Assert.Single(detector.Detect(Of(Ball(0, 30.3, 4))));

        Assert.InRange(Distance(found, Ball(0, 30.3, 4)), 0, 0.7);
        Assert.Equal(0, found.Box.Left);
    }

    [Fact]
    public void The_sliver_of_a_ball_that_something_hides_is_not_taken_apart()
    {
        var frame = new Frame(Size, Size);
        frame.FillDisc(32, 32, 16, Rgb.White);
        frame.FillBox(22, 0, Size, Size, Rgb.Black);

        Assert.Single(detector.Detect(frame));
    }

    [Fact]
    public void A_ball_outside_the_picture_is_nothing() => Assert.Empty(detector.Detect(Of(Ball(-10, 30, 4))));

    [Fact]
    public void White_discs_and_red_ones_are_both_found_in_a_picture_that_is_not_square()
    {
        var frame = new Frame(120, 40);
        frame.FillDisc(20.3, 12.6, 3, Rgb.White);
        frame.FillDisc(100.2, 31.5, 3, new Rgb(230, 77, 77));

        var found = new DiscDetector(120, 40).Detect(frame);

        Assert.Equal(2, found.Count);
        Assert.Equal([20.3, 12.6, 100.2, 31.5], found.SelectMany(f => new[] { f.Centre.X, f.Centre.Y }), (a, b) => Math.Abs(a - b) < 0.1);
        Assert.All(found, f => Assert.InRange(f.RadiusPixels, 2.8, 3.2));
        Assert.All(found, f => Assert.InRange(f.Confidence, 0.9, 1));
    }

    [Fact]
    public void Before_a_background_what_differs_from_it_is_found()
    {
        var random = new Random(11);
        var background = new Frame(80, 60);
        for (var i = 0; i < background.Pixels.Length; i++)
            background.Pixels[i] = (byte)(100 + 40 * Math.Sin(i / 50.0) + random.Next(-10, 11));
        var frame = background.Copy();
        frame.FillDisc(33.5, 23.5, 4, Rgb.Black);
        for (var i = 0; i < frame.Pixels.Length; i++)
            frame.Pixels[i] = (byte)Math.Clamp(frame.Pixels[i] + random.Next(-3, 4), 0, 255);

        var found = new DiscDetector(80, 60, background: background).Detect(frame);

        var disc = Assert.Single(found);
        Assert.InRange(disc.RadiusPixels, 3.5, 4.5);
        Assert.InRange(Distance(disc, Ball(33.5, 23.5, 4)), 0, 0.3);
    }

    [Fact]
    public void A_disc_of_whole_pixels_with_a_ragged_edge_is_one()
    {
        var frame = new Frame(Size, Size);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if ((x - 30) * (x - 30) + (y - 20) * (y - 20) <= 4 * 4 + 1)
                    frame[x, y] = new Rgb(230, 77, 77);
            }
        }

        var found = Assert.Single(detector.Detect(frame));

        Assert.InRange(Distance(found, Ball(30.5, 20.5, 4)), 0, 0.05);
    }

    [Fact]
    public void A_ball_with_a_dark_crack_through_it_is_one()
    {
        var frame = Picture(Of(Ball(30, 30, 5)));
        frame.FillBox(30, 20, 31, 40, Rgb.Black);

        var found = Assert.Single(detector.Detect(frame));

        Assert.InRange(Distance(found, Ball(30, 30, 5)), 0, 0.6);
    }

    [Fact]
    public void A_black_frame_and_one_without_any_dark_are_survived()
    {
        Assert.Empty(detector.Detect(new byte[Size * Size * 3]));

        var white = new Frame(Size, Size);
        white.Fill(Rgb.White);
        Assert.All(detector.Detect(white), f => Assert.True(double.IsFinite(f.Centre.X + f.Centre.Y + f.RadiusPixels + f.Confidence)));
    }

    [Fact]
    public void No_more_than_the_most_objects_are_kept_and_those_are_the_largest()
    {
        var found = new DiscDetector(Size, Size, new() { MostObjects = 1 }).Detect(Of(Ball(10, 10, 3), Ball(40, 40, 5)));

        Assert.InRange(Assert.Single(found).Centre.X, 39, 41);
    }

    [Fact]
    public void Frames_of_another_size_are_refused()
    {
        Assert.Contains("64 x 64", Assert.Throws<ArgumentException>(() => detector.Detect(new byte[Size * Size])).Message, StringComparison.Ordinal);
        Assert.Contains("32 x 128", Assert.Throws<ArgumentException>(() => detector.Detect(new Frame(32, 128))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DiscDetector(Size, Size, background: new Frame(32, 32)));
        Assert.Throws<ArgumentException>(() => new DiscDetector(Size, Size, new() { Threshold = 0 }));
    }

    private static double Distance(DetectedObject found, BallView ball) =>
        Math.Sqrt(Math.Pow(found.Centre.X - ball.Centre.X, 2) + Math.Pow(found.Centre.Y - ball.Centre.Y, 2));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
