using Saccade.Training;
using Saccade.Trajectories.Baselines;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tests.Baselines;

/// <summary>What is measured from pixels alone lies where the truth says.</summary>
public class PixelTrackTests
{
    [Theory]
    [InlineData(0, 1, 0.1, 0.03)]
    [InlineData(0.05, 1, 0.6, 0.15)]
    [InlineData(0, 3, 0.1, 0.03)]
    public void Centre_and_radius_are_measured_from_the_pixels(double noise, int views, double centreTolerance, double radiusTolerance)
    {
        var options = new ClipOptions { Noise = noise, Views = views, Frames = 8 };
        var cameras = Camera.For(options.Projection, views, options.Size);
        using var data = new GeneratedTrajectories(new ClipGenerator(options), 24, 1, 1);
        using var batch = (TrajectoryBatch)data.Load(Split.Train, [.. Enumerable.Range(0, 24).Select(i => (long)i)], step: 0);
        var (centreErrors, radiusErrors) = (new List<double>(), new List<double>());
        var length = options.Frames * options.FrameBytes;
        for (var n = 0; n < batch.Count; n++)
        {
            for (var view = 0; view < views; view++)
            {
                var spots = PixelTrack.Of(batch.Clips.Slice((n * views + view) * length, length), options.Frames, options.Size);
                for (var t = 0; t < options.Frames; t++)
                {
                    var world = batch.TrackWorld.Slice(3 * (n * options.Frames + t), 3);
                    var seen = cameras[view].See(new(world[0], world[1], world[2]));
                    // A disc that the picture's edge cuts has another centroid.
                    if (Math.Min(seen.Centre.X, seen.Centre.Y) < seen.RadiusPixels + 1 || Math.Max(seen.Centre.X, seen.Centre.Y) > options.Size - seen.RadiusPixels - 1)
                        continue;
                    var spot = Assert.NotNull(spots[t]);
                    centreErrors.Add(Math.Max(Math.Abs(spot.Centre.X - seen.Centre.X), Math.Abs(spot.Centre.Y - seen.Centre.Y)));
                    radiusErrors.Add(Math.Abs(spot.RadiusPixels / seen.RadiusPixels - 1));
                }
            }
        }
        Assert.True(centreErrors.Count > 150, $"{centreErrors.Count} spots");
        Assert.InRange(centreErrors.Order().ElementAt(centreErrors.Count * 95 / 100), 0, centreTolerance);
        Assert.InRange(radiusErrors.Order().ElementAt(radiusErrors.Count * 95 / 100), 0, radiusTolerance);
    }

    [Fact]
    public void An_empty_or_merely_noisy_picture_has_no_spot()
    {
        var picture = new float[3 * 64 * 64];
        Assert.Null(PixelTrack.Of(picture, 1, 64)[0]);
        var random = new SampleRandom(1, 1, SamplePurpose.PixelNoise);
        for (var i = 0; i < 64 * 64; i++)
            picture[i] = picture[64 * 64 + i] = picture[2 * 64 * 64 + i] = (float)Math.Max(0, 0.05 * random.Normal(3 * i).X);
        Assert.Null(PixelTrack.Of(picture, 1, 64)[0]);
    }

    [Fact]
    public void Rays_of_two_cameras_meet_where_both_look()
    {
        var cameras = Camera.For(Projection.Pinhole, 4, 64);
        var place = new PositionWorld(0.4, -0.7, 0.3);
        var met = Ray.Meet([.. cameras.Select(c => c.Through(c.See(place).Centre))]);
        Assert.InRange((Assert.NotNull(met) - place).Length, 0, 1e-9);
        var alone = cameras[1].See(place);
        Assert.InRange((cameras[1].Locate(alone.Centre, alone.RadiusPixels) - place).Length, 0, 1e-9);
        Assert.Null(Ray.Meet([cameras[0].Through(new(3, 5)), cameras[0].Through(new(3, 5))]));
    }

    [Theory]
    [InlineData(Projection.Pinhole, 1, 0.35)]
    [InlineData(Projection.Pinhole, 2, 0.12)]
    [InlineData(Projection.Pinhole, 4, 0.06)]
    public void A_straight_path_is_forecast_from_its_pixels(Projection projection, int views, double most)
    {
        var options = new ClipOptions { Classes = ["linear"], Projection = projection, Views = views };
        Assert.InRange(MeanError(options, 24), 0, most);
    }

    [Fact]
    public void A_curved_path_is_not()
    {
        Assert.InRange(MeanError(new() { Classes = ["circular"], Views = 4 }, 24), 0.4, 2);
    }

    // Mean distance of the constant velocity's forecast over the five frames to come.
    private static double MeanError(ClipOptions options, int clips)
    {
        using var data = new GeneratedTrajectories(new ClipGenerator(options), clips, 1, 1);
        using var batch = (TrajectoryBatch)data.Load(Split.Train, [.. Enumerable.Range(0, clips).Select(i => (long)i)], step: 0);
        var cameras = Camera.For(options.Projection, options.Views, options.Size);
        var sum = 0.0;
        for (var n = 0; n < clips; n++)
        {
            var said = ConstantVelocityBaseline.Forecast(batch.Clips.Slice(n * options.ClipBytes, options.ClipBytes), options, cameras);
            var truth = batch.FuturePositionWorld.Slice(n * said.Length, said.Length);
            for (var at = 0; at < said.Length; at += 3)
                sum += new PositionWorld(said[at] - truth[at], said[at + 1] - truth[at + 1], said[at + 2] - truth[at + 2]).Length * 3 / said.Length;
        }
        return sum / clips;
    }
}
