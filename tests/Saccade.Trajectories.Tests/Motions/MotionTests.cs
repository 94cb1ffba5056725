using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Motions;

/// <summary>Every family keeps to its law and its ranges.</summary>
public class MotionTests
{
    private const int Samples = 400;

    [Fact]
    public void Matched_lines_have_their_length_and_their_middle_at_the_centre() => ForEach("linear", MotionSet.Matched, motion =>
    {
        Assert.InRange((motion.At(1) - motion.At(0)).Length, 1.5, 2.6);
        AssertCentre(motion.At(0.5));
        AssertClose(motion.At(0) + 1.3 * (motion.At(1) - motion.At(0)), motion.At(1.3));
    });

    [Fact]
    public void Matched_circles_keep_their_distance_and_turn_about_once() => ForEach("circular", MotionSet.Matched, motion =>
    {
        var (centre, radius, turns) = Circle(motion);
        AssertCentre(centre);
        Assert.InRange(radius, 0.6, 1.2);
        Assert.InRange(Math.Abs(turns), 0.8, 1.2);
        for (var t = 0.0; t < 1.5; t += 0.1)
        {
            Assert.Equal(radius, (motion.At(t) - centre).Length, 9);
            Assert.Equal(centre.Z, motion.At(t).Z);
        }
    });

    [Fact]
    public void Matched_circles_start_anywhere_and_turn_either_way()
    {
        var (eastern, clockwise) = (0, 0);
        ForEach("circular", MotionSet.Matched, motion =>
        {
            var (centre, _, turns) = Circle(motion);
            eastern += motion.At(0).X > centre.X ? 1 : 0;
            clockwise += turns < 0 ? 1 : 0;
        });
        Assert.InRange(eastern, 0.4 * Samples, 0.6 * Samples);
        Assert.InRange(clockwise, 0.4 * Samples, 0.6 * Samples);
    }

    [Fact]
    public void Matched_helices_are_circles_from_above_and_climb_or_sink_by_one_to_two() => ForEach("helical", MotionSet.Matched, motion =>
    {
        var (centre, radius, _) = Circle(motion);
        Assert.Equal(radius, (motion.At(0.7) - centre with { Z = motion.At(0.7).Z }).Length, 9);
        Assert.InRange(Math.Abs(motion.At(1).Z - motion.At(0).Z), 1, 2);
        AssertCentre(centre with { Z = motion.At(0.5).Z });
    });

    [Fact]
    public void Matched_parabolas_have_a_level_chord_and_constant_acceleration() => ForEach("parabolic", MotionSet.Matched, motion =>
    {
        var chord = motion.At(1) - motion.At(0);
        Assert.Equal(0, chord.Z, 9);
        Assert.InRange(chord.Length, 1.5, 2.6);
        // The second difference over half a clip is twice the bend times a quarter.
        var bend = 2 * (motion.At(1) - 2 * motion.At(0.5) + motion.At(0));
        Assert.InRange(bend.Length, 2.5, 4.5);
        Assert.InRange(Math.Asin(Math.Abs(bend.Z) / bend.Length) * 180 / Math.PI, 30, 90.0001);
        AssertClose(bend, 2 * (motion.At(1.4) - 2 * motion.At(0.9) + motion.At(0.4)));
        AssertCentre(motion.At(0.5) + (1 / 12.0) * bend);
    });

    [Fact]
    public void Random_walks_are_smooth_and_never_end() => ForEach("random", MotionSet.Matched, motion =>
    {
        for (var t = 0.0; t < 6; t += 0.05)
            Assert.InRange((motion.At(t + 0.001) - motion.At(t)).Length, 0, 0.02);
        Assert.NotEqual(motion.At(5.9), motion.At(6));
    });

    [Fact]
    public void Historical_motions_follow_their_recovered_equations()
    {
        ForEach("linear", MotionSet.Historical, motion => Assert.Equal(2, (motion.At(1) - motion.At(0)).Length, 9));
        ForEach("circular", MotionSet.Historical, motion =>
        {
            var start = motion.At(0);
            Assert.InRange(start.X, 0.5, 1.5);
            Assert.Equal(0, start.Y, 9);
            AssertClose(start, motion.At(1));
            AssertClose(new(-start.X, 0, start.Z), motion.At(0.5));
        });
        ForEach("helical", MotionSet.Historical, motion =>
        {
            Assert.Equal(0, motion.At(0).Z, 9);
            Assert.InRange(motion.At(1).Z, 0.5, 2);
            AssertClose(motion.At(0) with { Z = motion.At(1).Z }, motion.At(1));
        });
        ForEach("parabolic", MotionSet.Historical, motion =>
        {
            AssertClose(new(-1, -1, motion.At(0).Z), motion.At(0));
            AssertClose(new(1, 1, motion.At(0).Z), motion.At(1));
            Assert.InRange(motion.At(1).Z - motion.At(0.5).Z, 0.25, 0.75);
        });
    }

    [Fact]
    public void Historical_last_positions_have_the_spread_that_was_computed_for_them()
    {
        var ends = MotionFamilies.DefaultClasses.Select(name => Ends(name, draws: 20_000)).ToArray();
        // The earlier system trained on 2500, 2500, 2500 and 500 clips: the best constant prediction's mean squared error there.
        Assert.Equal(0.7727, SquaredSpread([.. ends.Take(3).SelectMany(e => e), .. ends[3].Take(4_000)], p => p) / 3, 0.005);
        // A parabola seen without its height.
        Assert.Equal(0.118, SquaredSpread(ends[3], Height) / 3, 0.005);
        // The best that can be done without heights over all four, circle and helix being one.
        var blind = SquaredSpread(ends[0], Height) + 2 * SquaredSpread([.. ends[1], .. ends[2]], Height) + SquaredSpread(ends[3], Height);
        Assert.Equal(0.256, blind / 4 / 3, 0.005);

        static PositionWorld Height(PositionWorld p) => new(0, 0, p.Z);
    }

    [Fact]
    public void Unknown_and_unavailable_classes_are_refused_by_name()
    {
        Assert.Contains("spiral", Assert.Throws<ArgumentException>(() => MotionFamilies.Named("spiral")).Message);
        var error = Assert.Throws<ArgumentException>(() => new ClipOptions { Classes = ["random"], Motion = MotionSet.Historical }.Validate());
        Assert.Contains("random", error.Message);
    }

    private static void ForEach(string name, MotionSet set, Action<Motion> check)
    {
        var draw = MotionFamilies.Named(name).DrawFrom(set);
        for (var i = 0; i < Samples; i++)
            check(draw(new SampleRandom(7, i, SamplePurpose.Motion)));
    }

    private static PositionWorld[] Ends(string name, int draws)
    {
        var draw = MotionFamilies.Named(name).DrawFrom(MotionSet.Historical);
        return [.. Enumerable.Range(0, draws).Select(i => draw(new SampleRandom(7, i, SamplePurpose.Motion)).At(1))];
    }

    // Mean squared distance from the mean.
    private static double SquaredSpread(PositionWorld[] ends, Func<PositionWorld, PositionWorld> of)
    {
        var mean = (1.0 / ends.Length) * ends.Select(of).Aggregate((a, b) => a + b);
        return ends.Select(of).Average(p => (p - mean).Dot(p - mean));
    }

    private static (PositionWorld Centre, double Radius, double Turns) Circle(Motion motion)
    {
        var parameters = new double[Motion.MaxParameters];
        motion.WriteParameters(parameters);
        return (new(parameters[0], parameters[1], parameters[2]), parameters[3], parameters[5]);
    }

    private static void AssertCentre(PositionWorld centre)
    {
        Assert.InRange(centre.X, -0.8, 0.8);
        Assert.InRange(centre.Y, -0.8, 0.8);
        Assert.InRange(centre.Z, -0.6, 0.6);
    }

    private static void AssertClose(PositionWorld expected, PositionWorld actual) => Assert.InRange((expected - actual).Length, 0, 1e-9);
}
