using Saccade.Objects.Clips;
using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Tokens;

/// <summary>Turns clips into tokens: finds and tracks what is in them, and cuts out what each sighting looks like. The same clip always gives the same tokens. One serves one thread.</summary>
/// <param name="size">S, the picture's width and height in pixels.</param>
/// <param name="frames">T</param>
/// <param name="options">How many tokens, and how large their crops are.</param>
public sealed class ClipTokenizer(int size, int frames, TokenOptions options)
{
    private readonly ClipTracker tracker = new(size, size, tracking: options.Light ? TrackerOptions.Lit : null, hindsight: options.Hindsight);
    private readonly TrackGeometry geometry = new(size, frames);

    /// <param name="clip">(T,S,S,3)</param>
    /// <param name="truth">What is true of it; null where nobody knows: then nothing has a label.</param>
    /// <param name="order">(T): the frame that is shown in the place of each, for a control that takes time away; null: as they are.</param>
    /// <param name="isBlind">Whether nothing is shown but that there are tokens.</param>
    public ClipTokens Read(ReadOnlySpan<byte> clip, ClipObjects? truth, int[]? order = null, bool isBlind = false) =>
        Read(clip, tracker.Read(clip), truth, order, isBlind);

    /// <param name="clip">(T,S,S,3)</param>
    /// <param name="tracks">Of things in it, found elsewhere; nothing has a label.</param>
    public ClipTokens Read(ReadOnlySpan<byte> clip, IReadOnlyList<Track> tracks) => Read(clip, tracks, truth: null, order: null, isBlind: false);

    private ClipTokens Read(ReadOnlySpan<byte> clip, IReadOnlyList<Track> tracks, ClipObjects? truth, int[]? order, bool isBlind)
    {
        var chosen = TokenBudget.Choose(tracks, options.Budget);
        var count = chosen.Sum(c => c.Length);
        var shown = order is null ? tracks : [.. tracks.Select(t => Reordered(t, order))];
        var labels = truth is null ? null : TrackLabels.Of(truth, tracks);
        var tokens = new ClipTokens
        {
            Tracks = tracks,
            TrackLabels = [.. tracks.Select((_, m) => (int?)labels?[m].Kind ?? -1)],
            TrueSpans = [.. tracks.Select((_, m) => labels is null || labels[m].Kind is null ? 0 : Span(truth!.Objects[labels[m].ObjectId]))],
            TrackOf = new int[count],
            FrameOf = new int[count],
            Labels = new int[count],
            CentreErrors = new float[2 * count],
            Geometry = new float[count * TrackGeometry.Width],
            Pairs = isBlind ? new float[tracks.Count * tracks.Count * TrackPairs.Width] : PairsOf(shown),
            Crops = new byte[count * CropBytes],
            Tracking = truth is null ? null : TrackingScore.Of(truth, tracks),
            LeftOut = tracks.Sum(t => t.Points.Count) - count,
        };
        var upon = truth is null ? [] : TrackMatching.Match(truth, tracks, new MatchOptions()).ToDictionary(m => (m.Track, m.Frame), m => truth.Objects[m.Object]);
        var k = 0;
        for (var m = 0; m < tracks.Count; m++)
        {
            foreach (var i in chosen[m])
            {
                var point = tracks[m].Points[i];
                tokens.TrackOf[k] = m;
                Label(tokens, k, point, upon.GetValueOrDefault((m, point.Frame)));
                if (!isBlind)
                {
                    tokens.FrameOf[k] = order is null ? point.Frame : Array.IndexOf(order, point.Frame);
                    geometry.Describe(shown[m], PlaceOf(shown[m], tokens.FrameOf[k]), tokens.Geometry.AsSpan(k * TrackGeometry.Width, TrackGeometry.Width));
                    CutOut(clip.Slice(point.Frame * size * size * 3, size * size * 3), point.Object.Centre, tokens.Crops.AsSpan(k * CropBytes, CropBytes));
                }
                k++;
            }
        }
        return tokens;
    }

    private int CropBytes => options.Crop * options.Crop * 3;

    private static void Label(ClipTokens tokens, int k, TrackPoint point, ObjectTruth? thing)
    {
        tokens.Labels[k] = (int?)thing?.Kind ?? -1;
        if (thing is null)
            return;
        var centre = thing.Sightings.First(s => s.Frame == point.Frame).Centre;
        tokens.CentreErrors[2 * k] = (float)(centre.X - point.Object.Centre.X);
        tokens.CentreErrors[2 * k + 1] = (float)(centre.Y - point.Object.Centre.Y);
    }

    private static int PlaceOf(Track track, int frame)
    {
        var place = 0;
        while (track.Points[place].Frame != frame)
            place++;
        return place;
    }

    private static Track Reordered(Track track, int[] order) =>
        track with { Points = [.. track.Points.Select(p => p with { Frame = Array.IndexOf(order, p.Frame) }).OrderBy(p => p.Frame)] };

    private static int Span(ObjectTruth thing) => thing.Sightings[^1].Frame - thing.Sightings[0].Frame + 1;

    private float[] PairsOf(IReadOnlyList<Track> tracks)
    {
        var pairs = new float[tracks.Count * tracks.Count * TrackPairs.Width];
        for (var a = 0; a < tracks.Count; a++)
        {
            for (var b = 0; b < tracks.Count; b++)
            {
                if (a != b)
                    TrackPairs.Describe(geometry, tracks[a], tracks[b], pairs.AsSpan((a * tracks.Count + b) * TrackPairs.Width, TrackPairs.Width));
            }
        }
        return pairs;
    }

    // Whole pixels, so that the crop shows what the camera saw; black beyond the picture.
    private void CutOut(ReadOnlySpan<byte> frame, PositionPixels centre, Span<byte> crop)
    {
        crop.Clear();
        var (left, top) = ((int)Math.Floor(centre.X) - options.Crop / 2, (int)Math.Floor(centre.Y) - options.Crop / 2);
        var (from, to) = (Math.Max(left, 0), Math.Min(left + options.Crop, size));
        for (var row = Math.Max(top, 0); row < Math.Min(top + options.Crop, size) && from < to; row++)
            frame.Slice((row * size + from) * 3, (to - from) * 3).CopyTo(crop[(((row - top) * options.Crop + from - left) * 3)..]);
    }
}
