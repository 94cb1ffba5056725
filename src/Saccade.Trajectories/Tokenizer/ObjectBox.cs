using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>The pixels that a ball touches in a frame: from left and top to before right and bottom, cut off at the picture's edge.</summary>
internal readonly record struct ObjectBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>(N, V, T): the box of every frame of a batch, as its cameras see the true positions; empty where nobody knows them.</summary>
    public static ObjectBox[] Of(TrajectoryBatch batch)
    {
        var options = batch.Options;
        var cameras = Camera.For(options.Projection, options.Views, options.Size);
        var boxes = new ObjectBox[batch.Count * options.Views * options.Frames];
        for (var i = 0; i < boxes.Length && options.HasPositions; i++)
        {
            var (clip, t) = Math.DivRem(i, options.Frames);
            var (n, view) = Math.DivRem(clip, options.Views);
            var at = batch.TrackWorld.Slice(3 * (n * options.Frames + t), 3);
            boxes[i] = Of(cameras[view].See(new PositionWorld(at[0], at[1], at[2])), options.Size);
        }
        return boxes;
    }

    public bool Touches(int left, int top, int size) => Left < left + size && left < Right && Top < top + size && top < Bottom;

    private static ObjectBox Of(BallView ball, int size)
    {
        // Half a pixel of soft edge belongs to the ball.
        var reach = ball.RadiusPixels + 0.5;
        return new(Edge(Math.Floor(ball.Centre.X - reach), size), Edge(Math.Floor(ball.Centre.Y - reach), size),
            Edge(Math.Ceiling(ball.Centre.X + reach), size), Edge(Math.Ceiling(ball.Centre.Y + reach), size));
    }

    private static int Edge(double pixel, int size) => (int)Math.Clamp(pixel, 0, size);
}
