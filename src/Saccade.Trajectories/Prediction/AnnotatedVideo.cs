using Saccade.Media;

namespace Saccade.Trajectories.Prediction;

/// <summary>
/// The input video, at its own size and rate, with what the model says drawn over it: a box around the ball, the track behind it, and the
/// class with its probability (in red outside of the model's domain).
/// </summary>
internal static class AnnotatedVideo
{
    // A ball is 5 to 10 of the model's 64 pixels wide: a box of 12 holds it with some air.
    internal const double BoxShare = 12 / 64.0;

    private const double TrackSeconds = 1;
    private const int TrackPieces = 24;

    private static readonly Rgb Inside = new(80, 220, 120), Outside = new(235, 70, 60);

    /// <param name="input">The video.</param>
    /// <param name="output">The mp4 to write.</param>
    /// <param name="results">By time, at least one.</param>
    /// <param name="track">The ball's place in each frame at the model's rate; empty when it is not known.</param>
    /// <param name="classes">Names by label.</param>
    /// <param name="rate">The model's.</param>
    /// <param name="cancellation">Stops the writing; nothing is left then.</param>
    /// <exception cref="MediaException">The input cannot be decoded, or the output not written.</exception>
    public static void Write(
        string input, string output, IReadOnlyList<WindowResult> results, IReadOnlyList<PositionPixels> track,
        IReadOnlyList<string> classes, FrameRate rate, CancellationToken cancellation)
    {
        var reader = new FfmpegReader(input);
        using var writer = new VideoWriter(output, reader.Probe.Width, reader.Probe.Height, reader.Rate);
        foreach (var (frame, time) in reader.ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            var at = time.Seconds * rate.FramesPerSecond;
            var result = results.MinBy(r => Math.Abs(r.Start + 0.5 * r.Frames - at))!;
            var colour = result.Outside is { Count: > 0 } ? Outside : Inside;
            var unit = Math.Max(1, Math.Min(frame.Width, frame.Height) / 180);
            if (track.Count > 0)
                DrawTrack(frame, track, at, TrackSeconds * rate.FramesPerSecond, colour, unit);
            DrawLabel(frame, result, classes, colour, unit);
            writer.Write(frame);
        }
        writer.Complete();
    }

    private static void DrawTrack(Frame frame, IReadOnlyList<PositionPixels> track, double at, double tail, Rgb colour, int unit)
    {
        var start = Math.Max(0, at - tail);
        for (var i = 0; i < TrackPieces; i++)
        {
            var from = Between(track, start + (at - start) * i / TrackPieces);
            var to = Between(track, start + (at - start) * (i + 1) / TrackPieces);
            frame.DrawLine(from.X, from.Y, to.X, to.Y, colour, thickness: 1.5 * unit, alpha: (i + 1.0) / TrackPieces);
        }
        var ball = Between(track, at);
        var half = 0.5 * BoxShare * Math.Max(frame.Width, frame.Height);
        frame.DrawBox(ball.X - half, ball.Y - half, ball.X + half, ball.Y + half, colour, thickness: unit);
    }

    private static void DrawLabel(Frame frame, WindowResult result, IReadOnlyList<string> classes, Rgb colour, int unit)
    {
        var label = $"{classes[result.Output.Prediction]} {PerCent.Of(result.Output.Probabilities[result.Output.Prediction])}{(colour == Outside ? ", outside domain" : "")}";
        frame.FillBox(0, 0, frame.Width, 12 * unit, Rgb.Black, alpha: 0.6);
        frame.DrawText(2 * unit, 2 * unit, label, colour, unit);
    }

    // The place at a fractional frame number.
    private static PositionPixels Between(IReadOnlyList<PositionPixels> track, double at)
    {
        var before = Math.Clamp((int)at, 0, track.Count - 1);
        var after = Math.Min(before + 1, track.Count - 1);
        var share = Math.Clamp(at - before, 0, 1);
        return new(
            (1 - share) * track[before].X + share * track[after].X,
            (1 - share) * track[before].Y + share * track[after].Y);
    }
}
