using Saccade.Editing.Suggesting.Fitting;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Suggesting;

public sealed class KeyframeFitTests
{
    private const double Tolerance = 0.5;

    [Fact]
    public void A_curve_that_stands_still_within_the_tolerance_has_no_keyframes()
    {
        Assert.Equal(120, Fit([120, 120, 120, 120]));
        var noisy = Fit([.. Enumerable.Range(0, 200).Select(i => 150 + (0.48 * Noise(1, i)))]);
        Assert.False(noisy.IsAnimated);
        Assert.InRange(noisy.Value, 149.9, 150.1);
    }

    [Fact]
    public void A_straight_line_has_two_keyframes_and_a_pause_two_more()
    {
        var line = Fit([.. Enumerable.Range(0, 50).Select(i => 100 + (3.0 * i))]);
        Assert.Equal([new(0, 100), new(Time(49), 247)], line.Keyframes);

        // Still, 100 to 150 over one second, still, back over half a second, still.
        var zoom = Fit([.. Enumerable.Range(0, 60).Select(i => i < 10 ? 100 : i < 20 ? 100 + (5.0 * (i - 10)) : i < 40 ? 150 : i < 45 ? 150 - (10.0 * (i - 40)) : 100)]);
        Assert.Equal([new(Time(10), 100), new(Time(20), 150), new(Time(40), 150), new(Time(45), 100)], zoom.Keyframes);
    }

    [Fact]
    public void A_jump_is_held_and_has_no_keyframe_between()
    {
        var curve = Fit([100, 100, 100, 150, 150, 150, 80, 80]);
        Assert.Equal([100, 150, 80], curve.Keyframes.Select(k => k.Value));
        Assert.Equal([Interpolation.Hold, Interpolation.Hold], curve.Keyframes.SkipLast(1).Select(k => k.Interpolation));
        Assert.Equal([Time(3), Time(6)], curve.Keyframes.Skip(1).Select(k => k.Time));
    }

    [Fact]
    public void Noise_below_the_tolerance_costs_no_keyframe()
    {
        double[] clean = [.. Enumerable.Range(0, 120).Select(i => i < 60 ? 100 + i : 160 - (2.0 * (i - 60)))];
        var noisy = Fit([.. clean.Select((v, i) => v + (0.45 * Noise(2, i)))]);
        Assert.Equal(3, noisy.Keyframes.Count);
        Assert.InRange(noisy.Keyframes[1].Time.Value, 5.9, 6.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_sample_is_within_the_tolerance_with_no_more_keyframes_than_a_halving_fit_needs(ulong seed)
    {
        for (var curve = 0; curve < 20; curve++)
        {
            var values = Wandering(seed, curve);
            var fit = Fit(values);
            for (var i = 0; i < values.Length; i++)
                Assert.InRange(fit.At(Time(i)) - values[i], -Tolerance, Tolerance);
            Assert.InRange(fit.Keyframes.Count, 0, Halved(values, 0, values.Length - 1) + 1);
        }
    }

    [Fact]
    public void Axes_share_their_keyframes()
    {
        Pair[] path = [.. Enumerable.Range(0, 30).Select(i => new Pair(i < 10 ? 0 : (i - 10) / 100.0, i < 20 ? 0.1 : 0.1 + ((i - 20) / 50.0)))];
        var curve = KeyframeFit.Point(Times(30), path, Fineness.Position);
        Assert.Equal([Time(10), Time(20), Time(29)], curve.Keyframes.Select(k => k.Time));
        Assert.All(path.Index(), p => Assert.True(Math.Abs(curve.At(Time(p.Index)).X - p.Item.X) <= 0.002 && Math.Abs(curve.At(Time(p.Index)).Y - p.Item.Y) <= 0.002));
    }

    [Fact]
    public void Uneven_times_are_followed()
    {
        Rational[] times = [0, new(1, 10), new(1, 5), 1, new(3, 2), 5];
        var line = KeyframeFit.Number(times, [.. times.Select(t => 10 + (20 * t.Value))], Fineness.Scale);
        Assert.Equal([new(0, 10), new(5, 110)], line.Keyframes);
    }

    [Fact]
    public void Every_corner_of_a_long_saw_is_a_keyframe_and_nothing_else()
    {
        double[] saw = [.. Enumerable.Range(0, 3001).Select(i => 300.0 - Math.Abs((i % 400) - 200))];
        Assert.Equal([.. Enumerable.Range(0, 16).Select(i => Time(200 * i))], Fit(saw).Keyframes.Select(k => k.Time));
    }

    [Fact]
    public void Values_need_times() => Assert.Throws<ArgumentException>(() => KeyframeFit.Number(Times(2), [1, 2, 3], Fineness.Scale));

    private static Animated<double> Fit(double[] values) => KeyframeFit.Number(Times(values.Length), values, Fineness.Scale);

    private static Rational Time(int sample) => new(sample, 10);

    private static Rational[] Times(int samples) => [.. Enumerable.Range(0, samples).Select(Time)];

    /// <summary>Between -1 and 1.</summary>
    private static double Noise(ulong seed, int i) => (2 * new Random((int)seed * 1000 + i).NextDouble()) - 1;

    /// <summary>Stretches that stand still, go straight, jump or tremble.</summary>
    private static double[] Wandering(ulong seed, int curve)
    {
        var random = new Random((int)(seed * 1000) + curve);
        var values = new List<double>();
        var now = 100.0;
        while (values.Count < 80)
        {
            var (slope, trembling, length) = (random.Next(3) == 0 ? random.NextDouble() * 4 : 0, random.Next(3) == 0 ? random.NextDouble() : 0, random.Next(1, 20));
            now += random.Next(3) == 0 ? random.Next(-50, 50) : 0;
            for (var i = 0; i < length; i++)
                values.Add((now += slope) + (trembling * ((2 * random.NextDouble()) - 1)));
        }
        return [.. values];
    }

    /// <summary>Pieces of the fit by Douglas and Peucker (1973): a line from end to end, parted where it is furthest off.</summary>
    private static int Halved(double[] values, int first, int last)
    {
        var (worst, furthest) = (Tolerance - 0.006, -1);
        for (var i = first + 1; i < last; i++)
        {
            var off = Math.Abs(values[i] - (values[first] + ((values[last] - values[first]) * (i - first) / (last - first))));
            if (off > worst)
                (worst, furthest) = (off, i);
        }
        return furthest < 0 ? 1 : Halved(values, first, furthest) + Halved(values, furthest, last);
    }
}
