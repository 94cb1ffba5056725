using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// <c>constant_velocity</c>: the ball goes on as it last moved. Where it was is measured from the pixels (<see cref="PixelTrack"/>) and the known
/// cameras: the point where the rays of two and more views meet, or with one view the distance that the disc's size tells. It speaks of the positions to come only.
/// </summary>
public sealed class ConstantVelocityBaseline : IBaseline
{
    private const int BatchSize = 32;

    // Frames at the end of the clip through which the straight line is laid. On curves the last two say most; where one view's noisy pixels
    // tell the distance, three have the smaller error over all four families.
    private const int Frames = 2, FramesOfNoisySizes = 3;

    public string Name => "constant_velocity";

    public bool IsRival => true;

    public bool IsKept => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        if (context.Outputs.All(o => o.Path.Count == 0))
            return [];
        var data = (TrajectoryData)context.Data;
        var cameras = Camera.For(data.Options.Projection, data.Options.Views, data.Options.Size);
        var paths = new Dictionary<string, float[]>(StringComparer.Ordinal);
        for (long first = 0; first < context.Outputs.Count; first += BatchSize)
        {
            long[] indices = [.. Enumerable.Range(0, (int)Math.Min(BatchSize, context.Outputs.Count - first)).Select(i => first + i)];
            using var batch = (TrajectoryBatch)data.Load(context.Split, indices, step: 0);
            for (var n = 0; n < batch.Count; n++)
                paths[batch.Ids[n]] = Forecast(batch.Clips.Slice(n * data.Options.ClipBytes, data.Options.ClipBytes), data.Options, cameras);
        }
        return [.. context.Outputs.Select(o => o with { Prediction = -1, Probabilities = [], PredictedPosition = [], PredictedPath = paths[o.Id], Attention = null })];
    }

    /// <summary>Positions (F,3) after a clip (V,T,3,S,S), world units.</summary>
    public static float[] Forecast(ReadOnlySpan<float> clip, ClipOptions options, Camera[] cameras)
    {
        var seen = Positions(clip, options, cameras);
        var used = cameras.Length == 1 && options.Noise > 0 ? FramesOfNoisySizes : Frames;
        var last = Enumerable.Range(0, seen.Length).Where(t => seen[t] is not null).TakeLast(used).Select(t => (Time: (double)t, Place: seen[t]!.Value)).ToArray();
        var (start, velocity) = Line(last, options.Frames - 1);
        var path = new float[3 * ClipOptions.FutureFrames];
        for (var f = 0; f < ClipOptions.FutureFrames; f++)
        {
            var place = start + (f + 1) * velocity;
            (path[3 * f], path[3 * f + 1], path[3 * f + 2]) = ((float)place.X, (float)place.Y, (float)place.Z);
        }
        return path;
    }

    /// <summary>Where the ball is in each frame; null where no view, or of several only one, shows it.</summary>
    private static PositionWorld?[] Positions(ReadOnlySpan<float> clip, ClipOptions options, Camera[] cameras)
    {
        var spots = new BallSpot?[cameras.Length][];
        var length = options.Frames * options.FrameBytes;
        for (var view = 0; view < cameras.Length; view++)
            spots[view] = PixelTrack.Of(clip.Slice(view * length, length), options.Frames, options.Size);
        var places = new PositionWorld?[options.Frames];
        for (var t = 0; t < places.Length; t++)
        {
            var seen = Enumerable.Range(0, cameras.Length).Where(v => spots[v][t] is not null).Select(v => (Camera: cameras[v], Spot: spots[v][t]!.Value)).ToArray();
            places[t] = seen.Length > 1
                ? Ray.Meet([.. seen.Select(s => s.Camera.Through(s.Spot.Centre))])
                : seen.Length == 1 && cameras.Length == 1 ? seen[0].Camera.Locate(seen[0].Spot.Centre, seen[0].Spot.RadiusPixels) : null;
        }
        return places;
    }

    /// <summary>The straight line of least squares through places at times: its place at a time, and its velocity. Without any place the scene's middle, at rest.</summary>
    private static (PositionWorld Place, PositionWorld Velocity) Line((double Time, PositionWorld Place)[] seen, double at)
    {
        if (seen.Length < 2)
            return (seen.Length == 1 ? seen[0].Place : default, default);
        var middle = seen.Average(s => s.Time);
        var (mean, moment, squares) = (default(PositionWorld), default(PositionWorld), 0.0);
        foreach (var (time, place) in seen)
        {
            mean += 1.0 / seen.Length * place;
            moment += (time - middle) * place;
            squares += (time - middle) * (time - middle);
        }
        var velocity = 1 / squares * moment;
        return (mean + (at - middle) * velocity, velocity);
    }
}
