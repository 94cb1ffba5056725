using Saccade.Media;
using Saccade.Objects.Reporting;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Explaining;

/// <summary>Draws objects under the attention that they receive: each in the colour of its heat, a ring about it in the colour of what was said of it, and a white one where that is known to be wrong.</summary>
internal static class HeatedObjects
{
    private const double Strength = 0.75;

    /// <param name="picture">Of the input's proportions, at any size.</param>
    /// <param name="explained">What is drawn.</param>
    /// <param name="frame">Which frame the picture is.</param>
    /// <param name="largest">The value that is shown as the warmest.</param>
    public static void Draw(Frame picture, ExplainedObjects explained, int frame, double largest)
    {
        var scale = (double)picture.Width / explained.Width;
        var line = Math.Max(1, Math.Min(picture.Width, picture.Height) / 128.0);
        foreach (var (m, track) in explained.Tracks.Index())
        {
            if (PointAt(track, frame) is not { } point)
                continue;
            var (x, y, radius) = (scale * point.Object.Centre.X, scale * point.Object.Centre.Y, scale * point.Object.RadiusPixels);
            if (explained.Received.TryGetValue((m, frame), out var value))
                picture.FillDisc(x, y, radius, ColourScale.At(value / largest), Strength);
            var reach = radius + 1.5 * line;
            picture.DrawCircle(x, y, reach, KindColour.InPicture((int)explained.Kinds[m].Kind), line);
            if (explained.Truth[m] is { } truth && truth != explained.Kinds[m].Kind)
                picture.DrawCircle(x, y, reach + 2 * line, Rgb.White, line);
        }
    }

    private static TrackPoint? PointAt(Track track, int frame)
    {
        var at = track.LastUpTo(frame);
        return at >= 0 && track.Points[at].Frame == frame ? track.Points[at] : null;
    }
}
