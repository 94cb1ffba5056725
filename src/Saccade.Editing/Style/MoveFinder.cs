using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>Finds the moves in keyframes: neighbours that go on in one direction are one move, a way back is another, a stretch without change is none.</summary>
internal static class MoveFinder
{
    private const double LeastZoom = 0.5, LeastWay = 0.002, LeastCrop = 0.5, LeastTurn = 0.5, LeastFade = 1;

    public static IEnumerable<Move> In(EditedTimeline timeline) => timeline.Tracks.SelectMany(track => track.Clips.SelectMany(clip => In(clip, track.Number)));

    public static IEnumerable<Move> In(Clip clip, int track) =>
        Find(clip, track, clip.Motion.Scale.Map(s => new Pair(s.X, 0)), LeastZoom, (a, b) => b.X > a.X ? MoveKind.ZoomIn : MoveKind.ZoomOut)
            .Concat(Find(clip, track, clip.Motion.Position, LeastWay, (_, _) => MoveKind.Position))
            .Concat(Find(clip, track, CroppedAway(clip.Crop), LeastCrop, (_, _) => MoveKind.Crop))
            .Concat(Find(clip, track, clip.Motion.Rotation.Map(r => new Pair(r, 0)), LeastTurn, (_, _) => MoveKind.Rotation))
            .Concat(Find(clip, track, clip.Opacity.Map(o => new Pair(o, 0)), LeastFade, (a, b) => b.X > a.X ? MoveKind.FadeIn : MoveKind.FadeOut));

    private static IEnumerable<Move> Find(Clip clip, int track, Animated<Pair> curve, double least, Func<Pair, Pair, MoveKind> kind)
    {
        var keys = curve.Keyframes;
        for (var i = 0; i + 1 < keys.Count; i++)
        {
            if (IsSmall(keys[i].Value, keys[i + 1].Value, least))
                continue;
            var (first, isJump) = (i, keys[i].Interpolation == Interpolation.Hold);
            var way = Way(keys[i], keys[i + 1]);
            while (!isJump && i + 2 < keys.Count && keys[i + 1].Interpolation != Interpolation.Hold && !IsSmall(keys[i + 1].Value, keys[i + 2].Value, least) && Agree(way, Way(keys[i + 1], keys[i + 2])))
                i++;
            var last = keys[i + 1].Time;
            var (start, end) = isJump ? (last, last) : (Rational.Max(keys[first].Time, Rational.Zero), Rational.Min(last, clip.Duration));
            if (isJump ? start.Sign <= 0 || start >= clip.Duration : end <= start)
                continue;
            var (from, to) = isJump ? (keys[first].Value, keys[i + 1].Value) : (curve.At(start), curve.At(end));
            if (!IsSmall(from, to, least))
                yield return new Move(kind(from, to), track, from, to, (clip.Start + start).Value, (end - start).Value, start.Value);
        }
    }

    /// <summary>All sides together, at the times at which any side has a keyframe.</summary>
    private static Animated<Pair> CroppedAway(Crop crop)
    {
        Animated<double>[] sides = [crop.Left, crop.Right, crop.Top, crop.Bottom];
        var keys = sides.SelectMany(s => s.Keyframes).GroupBy(k => k.Time).OrderBy(k => k.Key)
            .Select(k => new Keyframe<Pair>(k.Key, new Pair(sides.Sum(s => s.At(k.Key)), 0), k.First().Interpolation));
        return new Animated<Pair>(new Pair(sides.Sum(s => s.Value), 0), [.. keys]);
    }

    private static bool IsSmall(Pair a, Pair b, double least) => Math.Abs(b.X - a.X) < least && Math.Abs(b.Y - a.Y) < least;

    private static Pair Way(Keyframe<Pair> a, Keyframe<Pair> b) => new(b.Value.X - a.Value.X, b.Value.Y - a.Value.Y);

    private static bool Agree(Pair a, Pair b) => (a.X * b.X) + (a.Y * b.Y) > 0;
}
