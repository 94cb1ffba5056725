namespace Saccade.Objects.Tracking;

/// <summary>Something found in one frame, in the numbers that paths are judged by.</summary>
/// <param name="Point">The frame and what was found.</param>
/// <param name="Track">The place in the list of the track that it was in.</param>
/// <param name="Place">Its place among what was found in that frame.</param>
/// <param name="X">64ths of the picture's width, from its left edge.</param>
/// <param name="Y">The same from its upper edge.</param>
/// <param name="Radius">The same.</param>
/// <param name="LogRadius">Natural logarithm of <paramref name="Radius"/>.</param>
/// <param name="LogLight">Natural logarithm of the light.</param>
/// <param name="IsClear">Whether nothing touches it, another object or the picture's edge.</param>
internal sealed record PlacedSighting(TrackPoint Point, int Track, int Place, double X, double Y, double Radius, double LogRadius, double LogLight, bool IsClear)
{
    public int Frame => Point.Frame;

    /// <summary>Of all tracks of a clip, by frame; in each frame from the left.</summary>
    /// <param name="width">Of the picture in pixels.</param>
    /// <param name="height">The same.</param>
    /// <param name="tracks">Each thing found is in one of them.</param>
    public static IReadOnlyList<PlacedSighting>[] ByFrame(int width, int height, IReadOnlyList<Track> tracks)
    {
        var points = tracks.SelectMany((t, i) => t.Points.Select(p => (Point: p, Track: i))).OrderBy(p => p.Point.Object.Centre.X).ThenBy(p => p.Point.Object.Centre.Y).ToLookup(p => p.Point.Frame);
        var frames = new IReadOnlyList<PlacedSighting>[points.Count == 0 ? 0 : points.Max(f => f.Key) + 1];
        for (var t = 0; t < frames.Length; t++)
        {
            var here = points[t].ToArray();
            frames[t] = [.. here.Select((p, i) => Placed(p.Point, p.Track, i))];

            PlacedSighting Placed(TrackPoint point, int track, int place)
            {
                var (unit, found) = (64.0 / width, point.Object);
                var radius = unit * found.RadiusPixels;
                return new(point, track, place, unit * found.Centre.X, unit * found.Centre.Y, radius, Math.Log(radius), Math.Log(found.Light), IsWhole(found) && !IsTouched(found, place));
            }

            bool IsTouched(Detection.DetectedObject found, int place) => here.Where((other, i) => i != place && ObjectTracker.Touch(found, other.Point.Object)).Any();
        }
        return frames;

        bool IsWhole(Detection.DetectedObject found)
        {
            var (centre, reach) = (found.Centre, found.RadiusPixels + 0.5);
            return centre.X >= reach && centre.Y >= reach && centre.X <= width - reach && centre.Y <= height - reach;
        }
    }
}
