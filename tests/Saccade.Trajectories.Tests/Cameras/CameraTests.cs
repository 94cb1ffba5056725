using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Cameras;

/// <summary>Projections against numbers worked out by hand.</summary>
public class CameraTests
{
    [Fact]
    public void Every_camera_sees_the_origin_in_the_middle()
    {
        foreach (var camera in Camera.For(Projection.Pinhole, views: 4, size: 60))
        {
            var view = camera.See(default);
            Assert.Equal(30, view.Centre.X, 9);
            Assert.Equal(30, view.Centre.Y, 9);
            // f = 60 / 1.2 = 50 pixels; radius = 50 * 0.35 / sqrt(29).
            Assert.Equal(3.24967, view.RadiusPixels, 5);
        }
    }

    [Fact]
    public void The_first_camera_sees_y_to_the_right_and_z_upwards()
    {
        var camera = Camera.For(Projection.Pinhole, views: 1, size: 60)[0];
        // From (5, 0, 2) the point (0, 1, 0) is sqrt(29) deep and 1 to the right: 30 + 50 / 5.385165.
        Assert.Equal(39.28477, camera.See(new(0, 1, 0)).Centre.X, 5);
        Assert.Equal(30, camera.See(new(0, 1, 0)).Centre.Y, 9);
        // (0, 0, 1) is 5 / sqrt(29) up and (29 - 2) / sqrt(29) deep: 30 - 50 * 5 / 27.
        Assert.Equal(30, camera.See(new(0, 0, 1)).Centre.X, 9);
        Assert.Equal(20.74074, camera.See(new(0, 0, 1)).Centre.Y, 5);
        // (2, 0, 0) is (29 - 10) / sqrt(29) deep and 2 * 2 / sqrt(29) down: 30 + 50 * 4 / 19.
        Assert.Equal(40.52632, camera.See(new(2, 0, 0)).Centre.Y, 5);
    }

    [Fact]
    public void The_second_camera_looks_along_y()
    {
        var camera = Camera.For(Projection.Pinhole, views: 2, size: 60)[1];
        // From (0, 5, 2) the right is -x: 30 - 50 / 5.385165.
        Assert.Equal(20.71523, camera.See(new(1, 0, 0)).Centre.X, 5);
    }

    [Fact]
    public void Nearer_balls_are_larger_and_brighter()
    {
        var camera = Camera.For(Projection.Pinhole, views: 1, size: 64)[0];
        var (near, far) = (camera.See(new(1, 0, 0)), camera.See(new(-1, 0, 0)));
        Assert.True(near.RadiusPixels > 1.4 * far.RadiusPixels);
        Assert.True(near.Brightness > 1.4 * far.Brightness);
    }

    [Fact]
    public void The_orthographic_view_shows_nothing_of_the_height()
    {
        var camera = Camera.For(Projection.Orthographic, views: 1, size: 60)[0];
        Assert.Equal(camera.See(new(1, 2, -1)), camera.See(new(1, 2, 2)));
        Assert.Equal(new PositionPixels(40, 10), camera.See(new(1, 2, 0)).Centre);
    }

    [Theory]
    [InlineData(Projection.Pinhole, 0)]
    [InlineData(Projection.Pinhole, 5)]
    [InlineData(Projection.Orthographic, 2)]
    public void Views_that_a_projection_does_not_have_are_refused(Projection projection, int views) =>
        Assert.Contains("views", Assert.Throws<ArgumentException>(() => Camera.For(projection, views, 64)).Message);

    [Theory]
    [InlineData(MotionSet.Matched, Projection.Pinhole, 0)]
    [InlineData(MotionSet.Matched, Projection.Orthographic, 0)]
    [InlineData(MotionSet.Historical, Projection.Pinhole, 0.002)]
    [InlineData(MotionSet.Historical, Projection.Orthographic, 0)]
    public void The_ball_stays_in_the_picture(MotionSet motion, Projection projection, double outsideAtMost)
    {
        var options = new ClipOptions { Motion = motion, Projection = projection, Views = projection == Projection.Pinhole ? 4 : 1 };
        var generator = new ClipGenerator(options);
        var truth = new ClipTruth(options);
        var (outside, seen) = (0, 0);
        for (var i = 0; i < 2000; i++)
        {
            generator.ReadTruth(i, truth);
            for (var view = 0; view < options.Views; view++)
            {
                foreach (var p in truth.PositionPixels.AsSpan(view * options.Positions, options.Frames))
                {
                    seen++;
                    outside += p.X >= 0 && p.X <= options.Size && p.Y >= 0 && p.Y <= options.Size ? 0 : 1;
                }
            }
        }
        Assert.InRange(outside / (double)seen, 0, outsideAtMost);
    }
}
