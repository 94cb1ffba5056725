using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Tests.Motions;

/// <summary>What can be told from one frame and what from the whole track, by nearest neighbours, without any picture drawn.</summary>
public class LeakTests
{
    private const int Samples = 6000;

    [Fact]
    public void One_frame_of_the_matched_set_says_little()
    {
        // Simulated: 37 %. The middle frame says most: there lines are at their centres, and circles never are.
        var leak = OfOneFrame(MotionSet.Matched);
        Assert.InRange(leak.Mean, 0.345, 0.395);
        Assert.InRange(leak.Best, 0.30, 0.45);
    }

    [Fact]
    public void One_frame_of_the_historical_set_gives_the_class_away() =>
        Assert.InRange(OfOneFrame(MotionSet.Historical).Best, 0.95, 1);

    [Fact]
    public void The_whole_world_track_says_everything() =>
        Assert.InRange(OfTrack(Projection.Pinhole, (truth, frame) => Coordinates(truth.PositionWorld[frame])), 0.99, 1);

    [Fact]
    public void A_track_seen_from_straight_above_cannot_tell_helix_from_circle() =>
        Assert.InRange(OfTrack(Projection.Orthographic, (truth, frame) => [truth.PositionPixels[frame].X, truth.PositionPixels[frame].Y, 0]),
            0.73, 0.77);

    private static StillFrameLeak OfOneFrame(MotionSet motion) =>
        StillFrameLeak.Of(new ClipGenerator(new() { Motion = motion }), Enumerable.Range(0, Samples).Select(i => (long)i));

    // Features: what is left of the track after the best straight line, after the best parabola, and the spread of its third coordinate.
    private static double OfTrack(Projection projection, Func<ClipTruth, int, double[]> point)
    {
        var options = new ClipOptions { Projection = projection };
        return Accuracy(options, truth =>
        {
            var track = Enumerable.Range(0, options.Frames).Select(frame => point(truth, frame)).ToArray();
            double Left(int coordinate, int degree) => PolynomialFit.Residual([.. track.Select(p => p[coordinate])], degree);
            double LogLeft(int degree) => Math.Log10(Left(0, degree) + Left(1, degree) + Left(2, degree) + 1e-6);
            return [LogLeft(1), LogLeft(2), Math.Log10(Left(2, 0) + 1e-6)];
        });
    }

    private static double[] Coordinates(PositionWorld p) => [p.X, p.Y, p.Z];

    private static double Accuracy(ClipOptions options, Func<ClipTruth, double[]> featuresOf)
    {
        var generator = new ClipGenerator(options);
        var truth = new ClipTruth(options);
        var features = new double[Samples][];
        var labels = new int[Samples];
        for (var i = 0; i < Samples; i++)
        {
            generator.ReadTruth(i, truth);
            (features[i], labels[i]) = (featuresOf(truth), truth.ClassIndex);
        }
        return NearestNeighbours.Accuracy(features, labels);
    }
}
