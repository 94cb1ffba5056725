using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Describing;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Describing;

/// <summary>What is fitted to a track is what made it.</summary>
public class FitTests
{
    private const int Frames = 16;
    private static readonly FrameRate Rate = new(5, 1); // 15 steps are three seconds

    [Theory]
    [InlineData(30, 0, 0)]
    [InlineData(30, -30, 45)]
    [InlineData(0, -12, 90)]
    [InlineData(-20, 0, 180)]
    [InlineData(-8, 8, 225)]
    [InlineData(0, 50, 270)]
    public void A_line_has_its_direction_length_and_speed(double right, double down, double degrees)
    {
        var figures = Fit("linear", t => new(100 + right * t, 80 + down * t));
        var length = Math.Sqrt(right * right + down * down);
        Assert.Equal(degrees, figures["direction"], 3);
        Assert.Equal(length, figures["length"], 3);
        Assert.Equal(length / 3, figures["speed"], 3);
        Assert.Equal(0, figures["residual"], 3);
    }

    [Theory]
    [InlineData(0.9, 40, 15)]
    [InlineData(-1.13, 25, 24)]
    [InlineData(0.45, 30, 30)]
    [InlineData(-1.9, 12, 5)]
    public void A_turning_ellipse_has_its_turns_sense_centre_and_radii(double turns, double across, double down)
    {
        // Against the picture's y, so that positive turns are counter-clockwise as it is seen.
        var figures = Fit("circular", t => new(64 + across * Math.Cos(1 + 2 * Math.PI * turns * t), 50 - down * Math.Sin(1 + 2 * Math.PI * turns * t)));
        Assert.Equal(turns, figures["turns"], 2);
        Assert.Equal(3 / Math.Abs(turns), figures["period"], 1);
        Assert.Equal((64, 50), (figures["centre_x"], figures["centre_y"]), Near);
        Assert.Equal((Math.Max(across, down), Math.Min(across, down)), (figures["radius"], figures["short_radius"]), Near);
    }

    [Theory]
    [InlineData(0.9, 30)]
    [InlineData(-1.15, -22)]
    public void A_helix_has_its_turns_and_rise(double turns, double rise)
    {
        var figures = Fit("helical", t => new(64 + 30 * Math.Cos(2 * Math.PI * turns * t), 50 - 11 * Math.Sin(2 * Math.PI * turns * t) - rise * t));
        Assert.Equal(turns, figures["turns"], 2);
        Assert.Equal(rise, figures["rise"], 0.3);
    }

    [Fact]
    public void A_parabola_has_its_apex_chord_and_depth()
    {
        // s = t - 0.3: the apex a second after the start less a tenth, at (40, 20), the arc bending down.
        var figures = Fit("parabolic", t => new(40 + 60 * (t - 0.3), 20 + 80 * (t - 0.3) * (t - 0.3)));
        Assert.Equal(0.9, figures["apex_time"], 3);
        Assert.Equal((40, 20), (figures["apex_x"], figures["apex_y"]), Near);
        Assert.Equal(270, figures["bend"], 3);
        Assert.Equal(20, figures["depth"], 3);
        Assert.Equal(Math.Sqrt(60 * 60 + 32 * 32), figures["chord"], 3);
    }

    [Fact]
    public void Sense_and_turns_hold_for_what_a_pinhole_camera_sees_of_circles_and_helices()
    {
        var options = new ClipOptions { Classes = ["circular", "helical"] };
        var generator = new ClipGenerator(options);
        var truth = new ClipTruth(options);
        for (var i = 0; i < 60; i++)
        {
            generator.ReadTruth(i, truth);
            var key = new RandomKey(9, RandomStream.Data, (ulong)i);
            var name = options.Classes[truth.ClassIndex];
            var index = MotionFamilies.Named(name).ParameterNames.ToList().IndexOf("turns");
            var figures = Describe(name, [.. Enumerable.Range(0, Frames).Select(t => new TrackPoint(t, new(
                truth.PositionPixels[t].X + 0.3 * key.Normal((ulong)t), truth.PositionPixels[t].Y + 0.3 * key.Normal((ulong)t + 100))))]);
            // Perspective and the camera's height bend the ellipse: the fit is near, the sense is certain.
            Assert.Equal(truth.MotionParameters[index], figures["turns"], 0.25);
        }
    }

    private static readonly IEqualityComparer<(double, double)> Near =
        EqualityComparer<(double X, double Y)>.Create((a, b) => Math.Abs(a.X - b.X) < 0.3 && Math.Abs(a.Y - b.Y) < 0.3);

    private static Dictionary<string, double> Fit(string name, Func<double, PositionPixels> at) =>
        Describe(name, [.. Enumerable.Range(0, Frames).Select(t => new TrackPoint(t, at(t / (Frames - 1.0))))]);

    private static Dictionary<string, double> Describe(string name, TrackPoint[] track) =>
        new MotionDescription(new PredictedMotion { Class = name, Probability = 1, Track = track, Rate = Rate }).Figures.ToDictionary(f => f.Name, f => f.Value);
}
