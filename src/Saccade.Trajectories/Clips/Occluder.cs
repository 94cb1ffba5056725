namespace Saccade.Trajectories.Clips;

/// <summary>
/// A dark bar in front of everything in one view of a clip, laid so that it hides the ball's centre in some frames, and in at most half of them where
/// the path allows that: of eight bars drawn at random the one that does it best. A moving bar crosses the picture at right angles to itself.
/// </summary>
internal readonly struct Occluder
{
    private const int Tries = 8, DrawsPerTry = 5;
    private const byte Red = 70, Green = 45, Blue = 12;

    // Shares of the picture: half of the bar's width, and how far it moves in the whole clip.
    private const double NarrowestHalf = 0.07, WidestHalf = 0.12, Slowest = 0.4, Fastest = 1.0;

    private readonly double normalX, normalY, offset, perFrame, half;

    private Occluder(double normalX, double normalY, double offset, double perFrame, double half) =>
        (this.normalX, this.normalY, this.offset, this.perFrame, this.half) = (normalX, normalY, offset, perFrame, half);

    /// <param name="random">The sample's.</param>
    /// <param name="view">Which view; each has draws of its own.</param>
    /// <param name="options">Size and kind.</param>
    /// <param name="track">(T): the ball's centre in this view.</param>
    public static Occluder Draw(SampleRandom random, int view, ClipOptions options, ReadOnlySpan<PositionPixels> track)
    {
        var (best, leastFault) = (default(Occluder), int.MaxValue);
        for (var attempt = 0; attempt < Tries && leastFault > 0; attempt++)
        {
            var draw = (view * Tries + attempt) * DrawsPerTry;
            var (sin, cos) = Math.SinCos(random.Uniform(draw, 0, Math.PI));
            var hidden = (int)random.Uniform(draw + 1, 0, track.Length);
            var half = options.Size * random.Uniform(draw + 2, NarrowestHalf, WidestHalf);
            var perFrame = options.Occlusion == Occlusion.Moving
                ? random.Sign(draw + 4) * options.Size * random.Uniform(draw + 3, Slowest, Fastest) / track.Length
                : 0;
            var bar = new Occluder(cos, sin, cos * track[hidden].X + sin * track[hidden].Y - hidden * perFrame, perFrame, half);
            var count = 0;
            for (var t = 0; t < track.Length; t++)
                count += bar.Hides(track[t].X, track[t].Y, t) ? 1 : 0;
            var fault = count == 0 ? track.Length : Math.Max(0, count - Math.Max(1, track.Length / 2));
            if (fault < leastFault)
                (best, leastFault) = (bar, fault);
        }
        return best;
    }

    /// <summary>Draws the bar as it stands in frame <paramref name="t"/> over a picture (S,S,3).</summary>
    public void Cover(Span<byte> frame, int size, int t)
    {
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (Hides(x + 0.5, y + 0.5, t))
                    (frame[3 * (y * size + x)], frame[3 * (y * size + x) + 1], frame[3 * (y * size + x) + 2]) = (Red, Green, Blue);
            }
        }
    }

    private bool Hides(double x, double y, int t) => Math.Abs(normalX * x + normalY * y - offset - t * perFrame) < half;
}
