using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tests.Data;

/// <summary>An augmented clip is the clip of an augmented path.</summary>
public sealed class AugmentationTests
{
    [Theory]
    [InlineData(Projection.Pinhole, 1)]
    [InlineData(Projection.Pinhole, 4)]
    [InlineData(Projection.Orthographic, 1)]
    public void A_mirrored_clip_is_what_the_cameras_see_of_the_mirrored_path(Projection projection, int views)
    {
        var options = new ClipOptions { Projection = projection, Views = views, Frames = 6, Size = 33 };
        var original = Read(options, 5);
        var (clip, truth) = Read(options, 5);
        Augmentation.Mirror(options, clip, truth);
        Assert.NotEqual(original.Truth.PositionWorld, truth.PositionWorld);
        AssertShows(options, clip, truth);
        Augmentation.Mirror(options, clip, truth);
        Assert.Equal(original.Clip, clip);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_reversed_clip_is_what_the_cameras_see_of_the_path_run_backwards(int views)
    {
        var options = new ClipOptions { Views = views, Frames = 7, Size = 32 };
        var original = Read(options, 2).Truth;
        var (clip, truth) = Read(options, 2);
        Augmentation.Reverse(options, clip, truth);
        Assert.Equal(original.PositionWorld[0], truth.PositionWorld[6]);
        AssertShows(options, clip, truth);
    }

    [Fact]
    public void Half_of_the_training_clips_are_mirrored_and_half_reversed_and_no_other_clips()
    {
        var options = new ClipOptions { Frames = 3, Size = 8 };
        using var plain = new GeneratedTrajectories(new(options), 400, 400, 400);
        using var augmented = new GeneratedTrajectories(new(options), 400, 400, 400) { Augmentation = new(options, mirror: true, reverse: true, seed: 1) };
        var indices = Enumerable.Range(0, 400).Select(i => (long)i).ToArray();
        using var a = (TrajectoryBatch)plain.Load(Split.Train, indices, step: 3);
        using var b = (TrajectoryBatch)augmented.Load(Split.Train, indices, step: 3);
        using var again = (TrajectoryBatch)augmented.Load(Split.Train, indices, step: 3);
        using var later = (TrajectoryBatch)augmented.Load(Split.Train, indices, step: 4);
        // The middle frame of three is the same in both directions, but for its y.
        var mirrored = indices.Count(i => a.TrackWorld[(int)(9 * i) + 4] == -b.TrackWorld[(int)(9 * i) + 4]);
        var reversed = indices.Count(i => b.FutureKnown[(int)i] == 0);
        Assert.InRange(mirrored, 160, 240);
        Assert.InRange(reversed, 160, 240);
        Assert.Equal(a.Labels, b.Labels);
        Assert.Equal(b.TrackImage, again.TrackImage);
        Assert.False(b.TrackImage.SequenceEqual(later.TrackImage));

        using var c = (TrajectoryBatch)plain.Load(Split.Validation, indices, step: 3);
        using var d = (TrajectoryBatch)augmented.Load(Split.Validation, indices, step: 3);
        Assert.Equal(c.Clips, d.Clips);
    }

    private static (byte[] Clip, ClipTruth Truth) Read(ClipOptions options, long index)
    {
        var (clip, truth) = (new byte[options.ClipBytes], new ClipTruth(options));
        new ClipGenerator(options).Read(index, clip, truth);
        return (clip, truth);
    }

    private static void AssertShows(ClipOptions options, byte[] clip, ClipTruth truth)
    {
        var cameras = Camera.For(options.Projection, options.Views, options.Size);
        for (var view = 0; view < options.Views; view++)
        {
            for (var t = 0; t < options.Frames; t++)
            {
                var ball = cameras[view].See(truth.PositionWorld[t]);
                Assert.Equal(ball.Centre.X, truth.PositionPixels[view * options.Positions + t].X, 9);
                Assert.Equal(ball.Centre.Y, truth.PositionPixels[view * options.Positions + t].Y, 9);
                var expected = new byte[options.FrameBytes];
                BallRenderer.Draw(expected, options.Size, ball, Tint.White);
                var frame = clip.AsSpan((view * options.Frames + t) * options.FrameBytes, options.FrameBytes).ToArray();
                // One level of rounding: a mirrored centre has other last bits.
                Assert.All(expected.Zip(frame), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
            }
        }
    }
}
