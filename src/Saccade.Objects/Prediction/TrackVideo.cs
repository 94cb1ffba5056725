using Saccade.Media;
using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Prediction;

/// <summary>
/// The input video, at its own size and rate, with its tracks drawn over it: a circle around each object, its number, what is said of it and how surely, and the way it
/// came in the last second. Green stays, orange flickers; where a track is hidden its circle is pale, on the line between its sightings.
/// </summary>
internal static class TrackVideo
{
    private const double TrailSeconds = 1, HiddenAlpha = 0.35;

    private static readonly Rgb Staying = new(80, 220, 120), Flickering = new(255, 140, 40);

    /// <param name="output">The mp4 to write.</param>
    /// <param name="video">The tracks, and where the video is.</param>
    /// <param name="kinds">One for each track.</param>
    /// <param name="cancellation">Stops the writing; nothing is left then.</param>
    /// <exception cref="MediaException">The input cannot be decoded, or the output not written.</exception>
    public static void Write(string output, VideoTracks video, IReadOnlyList<TrackKind> kinds, CancellationToken cancellation)
    {
        var reader = new FfmpegReader(video.Path);
        using var writer = new VideoWriter(output, video.Width, video.Height, video.Rate);
        var trail = Math.Max(1, (int)Math.Round(TrailSeconds * video.Rate.FramesPerSecond));
        var waiting = new Queue<Track>(video.Tracks.OrderBy(t => t.Points[0].Frame).ThenBy(t => t.Id));
        var shown = new List<Track>();
        var number = 0;
        foreach (var (frame, _) in reader.ReadFrames())
        {
            cancellation.ThrowIfCancellationRequested();
            while (waiting.TryPeek(out var next) && next.Points[0].Frame <= number)
                shown.Add(waiting.Dequeue());
            shown.RemoveAll(t => t.Points[^1].Frame < number);
            foreach (var track in shown)
                Draw(frame, track, kinds[track.Id], number, trail);
            writer.Write(frame);
            number++;
        }
        writer.Complete();
    }

    private static void Draw(Frame frame, Track track, TrackKind kind, int number, int trail)
    {
        var unit = Math.Max(1, Math.Min(frame.Width, frame.Height) / 240);
        var colour = kind.Kind == Persistence.Persistent ? Staying : Flickering;
        // The last sighting up to now, and the next one where it is hidden.
        var at = track.LastUpTo(number);
        var (place, radius) = (track.Points[at].Object.Centre, track.Points[at].Object.RadiusPixels);
        var isHidden = track.Points[at].Frame < number;
        if (isHidden)
            place = Between(track.Points[at], track.Points[at + 1], number);
        var to = place;
        for (var i = at; i >= 0 && track.Points[i].Frame > number - trail; i--)
        {
            var from = track.Points[i].Object.Centre;
            frame.DrawLine(from.X, from.Y, to.X, to.Y, colour, thickness: unit, alpha: 1 - (number - track.Points[i].Frame) / (double)trail);
            to = from;
        }
        var reach = radius + 2 * unit;
        frame.DrawCircle(place.X, place.Y, reach, colour, unit, isHidden ? HiddenAlpha : 1);
        DrawLabel(frame, Label(track, kind), place, reach, colour, unit);
    }

    private static string Label(Track track, TrackKind kind)
    {
        var word = kind.Kind == Persistence.Persistent ? "stays" : "flickers";
        return double.IsNaN(kind.Probability) ? $"{track.Id} {word}" : $"{track.Id} {word} {(kind.Probability >= 0.995 ? ">99" : $"{100 * kind.Probability:0}")} %";
    }

    // Above the object to the right; to the left where there is no room; never beyond the picture's edge.
    private static void DrawLabel(Frame frame, string label, PositionPixels place, double reach, Rgb colour, int unit)
    {
        var (width, height) = (unit * BitmapFont.Measure(label).Width, unit * BitmapFont.LineHeight);
        var x = place.X + reach + width <= frame.Width ? place.X + reach : place.X - reach - width;
        var y = place.Y - reach - height / 2;
        frame.DrawText((int)Math.Clamp(x, 0, Math.Max(0, frame.Width - width)), (int)Math.Clamp(y, 0, Math.Max(0, frame.Height - height)), label, colour, unit);
    }

    private static PositionPixels Between(TrackPoint before, TrackPoint after, int frame)
    {
        var share = (frame - before.Frame) / (double)(after.Frame - before.Frame);
        var (a, b) = (before.Object.Centre, after.Object.Centre);
        return new((1 - share) * a.X + share * b.X, (1 - share) * a.Y + share * b.Y);
    }
}
