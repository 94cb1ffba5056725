using System.Text.Json;
using Saccade.Training;
using Saccade.Trajectories.Baselines;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tests.Clips;

/// <summary>Bars and other balls change pictures, never the truth, and follow from seed and index as everything else.</summary>
public class ClutterTests
{
    private static readonly ClipOptions Plain = new();

    [Theory]
    [InlineData(Occlusion.None, 3)]
    [InlineData(Occlusion.Static, 0)]
    [InlineData(Occlusion.Moving, 2)]
    public void Pictures_change_and_the_truth_does_not(Occlusion occlusion, int distractors)
    {
        var options = Plain with { Occlusion = occlusion, Distractors = distractors };
        for (var i = 0; i < 4; i++)
        {
            var (plain, plainTruth) = Clip(Plain, i);
            var (busy, busyTruth) = Clip(options, i);
            Assert.NotEqual(plain, busy);
            Assert.Equal(busy, Clip(options, i).Bytes);
            Assert.Equal(plainTruth.ClassIndex, busyTruth.ClassIndex);
            Assert.Equal(plainTruth.PositionWorld, busyTruth.PositionWorld);
            Assert.Equal(plainTruth.PositionPixels, busyTruth.PositionPixels);
        }
    }

    [Theory]
    [InlineData(Occlusion.Static, 1)]
    [InlineData(Occlusion.Moving, 2)]
    public void A_bar_hides_the_ball_in_some_frames_and_shows_it_in_others(Occlusion occlusion, int views)
    {
        var options = Plain with { Occlusion = occlusion, Views = views };
        var shares = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var (bytes, truth) = Clip(options, i);
            for (var view = 0; view < views; view++)
            {
                var hidden = 0;
                for (var t = 0; t < options.Frames; t++)
                {
                    var at = truth.PositionPixels[view * options.Positions + t];
                    var (x, y) = (Math.Clamp((int)at.X, 0, 63), Math.Clamp((int)at.Y, 0, 63));
                    hidden += bytes[(view * options.Frames + t) * options.FrameBytes + 3 * (64 * y + x) + 2] < 20 ? 1 : 0;
                }
                Assert.InRange(hidden, 1, options.Frames);
                shares.Add(hidden / (double)options.Frames);
            }
        }
        Assert.InRange(shares.Average(), 0.1, 0.5);
        // A ball that comes straight towards the camera stays behind a bar that stands still.
        Assert.InRange(shares.Count(s => s == 1), 0, shares.Count / 20);
    }

    [Fact]
    public void The_white_ball_is_found_among_coloured_ones()
    {
        var options = Plain with { Distractors = 4, Frames = 8 };
        var found = 0;
        for (var i = 0; i < 20; i++)
        {
            using var data = new GeneratedTrajectories(new ClipGenerator(options), 20, 1, 1);
            using var batch = (TrajectoryBatch)data.Load(Split.Train, [i], step: 0);
            var truth = Clip(options, i).Truth;
            var spots = PixelTrack.Of(batch.Clips, options.Frames, options.Size);
            for (var t = 0; t < options.Frames; t++)
            {
                if (spots[t] is { } spot)
                    found += Math.Abs(spot.Centre.X - truth.PositionPixels[t].X) < 3 && Math.Abs(spot.Centre.Y - truth.PositionPixels[t].Y) < 3 ? 1 : 0;
            }
        }
        // Now and then another ball is in front of it.
        Assert.InRange(found, 140, 160);
    }

    [Fact]
    public void Options_that_are_not_used_leave_no_trace_in_hashes()
    {
        Assert.DoesNotContain("Distractors", JsonSerializer.Serialize(Plain));
        Assert.DoesNotContain("Occlusion", JsonSerializer.Serialize(Plain));
        Assert.NotEqual(HashOf(Plain), HashOf(Plain with { Distractors = 1 }));
        Assert.NotEqual(HashOf(Plain), HashOf(Plain with { Occlusion = Occlusion.Static }));
    }

    [Fact]
    public void More_distractors_than_there_may_be_are_refused_by_name() =>
        Assert.StartsWith("distractors", Assert.Throws<ArgumentException>(() => new ClipGenerator(Plain with { Distractors = 9 })).Message);

    private static string HashOf(ClipOptions options) => new GeneratedTrajectories(new ClipGenerator(options), 10, 5, 5).Hash;

    private static (byte[] Bytes, ClipTruth Truth) Clip(ClipOptions options, long index)
    {
        var (bytes, truth) = (new byte[options.ClipBytes], new ClipTruth(options));
        new ClipGenerator(options).Read(index, bytes, truth);
        return (bytes, truth);
    }
}
