using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// What a person would measure on a clip, from its pixels alone (<see cref="PixelTrack"/>): how fast the ball is in the picture, how it turns, how far it
/// gets and how its size changes. Places and sizes in shares of the picture's.
/// </summary>
public static class TrackFeatures
{
    private const int BatchSize = 32;

    /// <summary>The first <paramref name="most"/> samples of a split, in order.</summary>
    /// <exception cref="RunException">A clip cannot be read; names the file.</exception>
    public static IEnumerable<DescribedSample> Of(IDataSource data, Split split, int most)
    {
        var count = Math.Min(most, data.Count(split));
        for (var from = 0; from < count; from += BatchSize)
        {
            var indices = Enumerable.Range(from, Math.Min(BatchSize, count - from)).Select(i => (long)i).ToArray();
            using var batch = (TrajectoryBatch)data.Load(split, indices, step: 0);
            for (var n = 0; n < batch.Count; n++)
                yield return new DescribedSample(batch.Ids[n], batch.Labels[n], Describe(batch, n));
        }
    }

    /// <summary>The features of each view of sample <paramref name="n"/>, one view after the other.</summary>
    public static float[] Describe(TrajectoryBatch batch, int n)
    {
        var (options, features) = (batch.Options, new List<float>());
        for (var view = 0; view < options.Views; view++)
        {
            var clip = batch.Clips.Slice(n * options.ClipBytes + view * options.Frames * options.FrameBytes, options.Frames * options.FrameBytes);
            features.AddRange(Describe(Track(clip, options.Frames, options.Size)));
        }
        return [.. features];
    }

    /// <summary>The ball in every frame; where it is not to be seen, as in the frame before.</summary>
    private static Spot[] Track(ReadOnlySpan<float> view, int frames, int size)
    {
        var last = new Spot(0.5, 0.5, 0);
        return [.. PixelTrack.Of(view, frames, size).Select(ball =>
            last = ball is { } seen ? new Spot(seen.Centre.X / size, seen.Centre.Y / size, seen.RadiusPixels / size) : last)];
    }

    private static IEnumerable<float> Describe(Spot[] track)
    {
        var steps = track.Zip(track.Skip(1), (a, b) => (X: b.X - a.X, Y: b.Y - a.Y)).ToArray();
        var speeds = steps.Select(s => Math.Sqrt(s.X * s.X + s.Y * s.Y)).ToArray();
        // The angle from each step to the next; 0 where the spot stands still.
        var turns = steps.Zip(steps.Skip(1), (a, b) => Math.Atan2(a.X * b.Y - a.Y * b.X, a.X * b.X + a.Y * b.Y)).DefaultIfEmpty().ToArray();
        var bends = steps.Zip(steps.Skip(1), (a, b) => (X: b.X - a.X, Y: b.Y - a.Y)).DefaultIfEmpty().ToArray();
        var length = speeds.Sum();
        var (x, y) = (track[^1].X - track[0].X, track[^1].Y - track[0].Y);
        double[] features =
        [
            speeds.Average(), Deviation(speeds), Math.Abs(turns.Sum()), turns.Average(Math.Abs), Deviation(turns),
            length > 0 ? Math.Sqrt(x * x + y * y) / length : 0,
            Math.Abs(bends.Average(b => b.X)), bends.Average(b => b.Y), Deviation([.. bends.Select(b => b.X)]), Deviation([.. bends.Select(b => b.Y)]),
            track.Average(s => s.X), track.Average(s => s.Y), Deviation([.. track.Select(s => s.X)]), Deviation([.. track.Select(s => s.Y)]),
            track.Average(s => s.Radius), Deviation([.. track.Select(s => s.Radius)]), Math.Abs(track[^1].Radius - track[0].Radius),
        ];
        return features.Select(f => (float)f);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private readonly record struct Spot(double X, double Y, double Radius);
}
