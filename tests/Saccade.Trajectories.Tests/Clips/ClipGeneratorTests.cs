using System.Security.Cryptography;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Clips;

/// <summary>Clips follow from options and index alone, and show what their truth says.</summary>
public class ClipGeneratorTests
{
    [Fact]
    public void Any_order_and_any_thread_give_the_same_bytes()
    {
        var generator = new ClipGenerator(new() { Frames = 8, Size = 32, Noise = 0.02, Classes = [.. MotionFamilies.All.Select(f => f.Name)] });
        var forwards = Enumerable.Range(0, 64).Select(i => Clip(generator, i).Bytes).ToArray();
        var backwards = new byte[64][];
        Parallel.ForEach(Enumerable.Range(0, 64).Reverse(), i => backwards[i] = Clip(new ClipGenerator(generator.Options), i).Bytes);
        Assert.Equal(forwards, backwards);
    }

    // Other bytes on purpose: raise ClipGenerator.Version with them, so that runs on other clips are not taken for the same.
    [Theory]
    [InlineData(MotionSet.Matched, Projection.Pinhole, 0, "8cc9f4305e0fac65")]
    [InlineData(MotionSet.Matched, Projection.Orthographic, 0, "7f67785c8badc543")]
    [InlineData(MotionSet.Historical, Projection.Pinhole, 0, "99a361738d8309d4")]
    [InlineData(MotionSet.Matched, Projection.Pinhole, 0.02, "f121cf32b01e5279")]
    public void The_first_clips_are_those_of_this_version(MotionSet motion, Projection projection, double noise, string expected)
    {
        var generator = new ClipGenerator(new() { Motion = motion, Projection = projection, Noise = noise });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < 8; i++)
            hash.AppendData(Clip(generator, i).Bytes);
        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void Seeds_and_indices_make_different_clips()
    {
        var (one, two) = (new ClipGenerator(new() { Seed = 1 }), new ClipGenerator(new() { Seed = 2 }));
        Assert.NotEqual(Clip(one, 0).Bytes, Clip(two, 0).Bytes);
        Assert.NotEqual(Clip(one, 0).Bytes, Clip(one, 1).Bytes);
        Assert.NotEqual(Clip(one, 0).Bytes, Clip(one, 1L << 32).Bytes);
    }

    [Fact]
    public void Classes_are_balanced_everywhere_and_in_no_fixed_order()
    {
        var generator = new ClipGenerator(new());
        var labels = Enumerable.Range(0, 4000).Select(i => generator.ClassOf(i)).ToArray();
        foreach (var group in labels.Chunk(4))
            Assert.Equal([0, 1, 2, 3], group.Order());
        var orders = labels.Chunk(4).Select(group => string.Concat(group)).Distinct().Count();
        Assert.Equal(24, orders);
    }

    [Theory]
    [InlineData(Projection.Pinhole, 3)]
    [InlineData(Projection.Orthographic, 1)]
    public void The_bright_spot_is_where_the_truth_says_in_every_view_and_frame(Projection projection, int views)
    {
        var options = new ClipOptions { Projection = projection, Views = views, Frames = 5, Size = 96 };
        var generator = new ClipGenerator(options);
        for (var i = 0; i < 8; i++)
        {
            var (bytes, truth) = Clip(generator, i);
            for (var view = 0; view < views; view++)
            {
                for (var frame = 0; frame < options.Frames; frame++)
                {
                    var pixels = bytes.AsSpan((view * options.Frames + frame) * options.FrameBytes, options.FrameBytes);
                    var (x, y) = MiddleOfLit(pixels, options.Size);
                    var expected = truth.PositionPixels[view * options.Positions + frame];
                    Assert.Equal(expected.X, x, 0.75);
                    Assert.Equal(expected.Y, y, 0.75);
                }
            }
        }
    }

    [Fact]
    public void The_last_frame_is_at_the_end_of_the_path_and_the_future_goes_on()
    {
        var options = new ClipOptions { Classes = ["linear"], Frames = 16 };
        var truth = new ClipTruth(options);
        new ClipGenerator(options).ReadTruth(0, truth);
        var p = truth.PositionWorld;
        Assert.Equal(21, p.Length);
        var step = p[1] - p[0];
        Assert.InRange((p[20] - p[15] - 5 * step).Length, 0, 1e-9);
        Assert.Equal((p[15] - p[0]).Length, new PositionWorld(truth.MotionParameters[3], truth.MotionParameters[4], truth.MotionParameters[5]).Length, 9);
    }

    [Fact]
    public void Noise_has_its_mean_and_its_deviation_and_leaves_the_motion_alone()
    {
        var (clean, cleanTruth) = Clip(new ClipGenerator(new() { Frames = 4, Size = 64 }), 5);
        var (noisy, noisyTruth) = Clip(new ClipGenerator(new() { Frames = 4, Size = 64, Noise = 0.05 }), 5);
        Assert.Equal(cleanTruth.PositionWorld, noisyTruth.PositionWorld);
        // On lit pixels, far from both ends of the scale, nothing is clipped.
        var errors = clean.Zip(noisy).Where(p => p.First is > 80 and < 180).Select(p => (double)p.Second - p.First).ToArray();
        Assert.True(errors.Length > 300, $"{errors.Length} lit bytes");
        Assert.Equal(0, errors.Average(), 3.0);
        Assert.Equal(0.05 * 255, Math.Sqrt(errors.Average(e => e * e)), 2.0);
    }

    [Fact]
    public void A_ball_outside_leaves_an_empty_frame_and_a_position_outside()
    {
        var frame = new byte[16 * 16 * 3];
        BallRenderer.Draw(frame, 16, new BallView(new(-40, 900), 3, 1), Tint.White);
        Assert.All(frame, value => Assert.Equal(0, value));
        BallRenderer.Draw(frame, 16, new BallView(new(0, 0), 3, 1), Tint.White);
        Assert.True(frame[0] > 100);
    }

    [Theory]
    [InlineData("frames")]
    [InlineData("size")]
    [InlineData("noise")]
    [InlineData("classes")]
    public void Options_out_of_range_are_refused_by_name(string option)
    {
        var options = option switch
        {
            "frames" => new ClipOptions { Frames = 1 },
            "size" => new ClipOptions { Size = 2 },
            "noise" => new ClipOptions { Noise = double.NaN },
            _ => new ClipOptions { Classes = ["linear", "linear"] },
        };
        Assert.StartsWith(option, Assert.Throws<ArgumentException>(() => new ClipGenerator(options)).Message);
    }

    private static (byte[] Bytes, ClipTruth Truth) Clip(ClipGenerator generator, long index)
    {
        var (bytes, truth) = (new byte[generator.Options.ClipBytes], new ClipTruth(generator.Options));
        generator.Read(index, bytes, truth);
        return (bytes, truth);
    }

    // The middle of the box around everything lit, within a pixel: shading moves the centre of mass, not the outline.
    private static (double X, double Y) MiddleOfLit(ReadOnlySpan<byte> frame, int size)
    {
        var (left, right, top, bottom) = (size, 0, size, 0);
        for (var i = 0; i < size * size; i++)
        {
            if (frame[3 * i] < 8)
                continue;
            (left, right) = (Math.Min(left, i % size), Math.Max(right, i % size + 1));
            (top, bottom) = (Math.Min(top, i / size), Math.Max(bottom, i / size + 1));
        }
        return (0.5 * (left + right), 0.5 * (top + bottom));
    }
}
