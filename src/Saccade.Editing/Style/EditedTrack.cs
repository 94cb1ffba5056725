using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>A track of pictures: its clips that are on, and the shots that they make.</summary>
internal sealed class EditedTrack
{
    private EditedTrack(int number, Track track, Clip[] clips, Shot[] shots)
    {
        (Number, Clips, Shots) = (number, clips, shots);
        Transitions = [.. track.Transitions];
        On = [.. Merge(shots)];
    }

    /// <summary>From 1, from the bottom.</summary>
    public int Number { get; }

    public IReadOnlyList<Clip> Clips { get; }

    public IReadOnlyList<Shot> Shots { get; }

    public IReadOnlyList<Transition> Transitions { get; }

    /// <summary>Stretches in which something is on, in seconds, rising and apart from each other.</summary>
    public IReadOnlyList<(double Start, double End)> On { get; }

    public double SecondsOn => On.Sum(o => o.End - o.Start);

    public static EditedTrack Of(int number, Track track, FrameRate rate)
    {
        var clips = track.Clips.Where(c => c.Enabled).ToArray();
        var transitions = track.Transitions.Select(t => t.Cut).ToHashSet();
        var shots = new List<Shot>();
        foreach (var (i, clip) in clips.Index())
        {
            var before = i > 0 && clips[i - 1].End == clip.Start ? clips[i - 1] : null;
            var cut = before is null ? null : CutKinds.Between(before, clip, transitions.Contains(clip.Start), rate);
            if (before is not null && cut is null)
                shots[^1] = shots[^1] with { End = clip.End.Value };
            else
                shots.Add(new Shot(clip, clip.Start.Value, clip.End.Value, cut, before is null || !CutKinds.IsSameFootage(before, clip) ? 1 : CutKinds.ScaleRatio(before, clip)));
        }
        return new EditedTrack(number, track, clips, [.. shots]);
    }

    private static IEnumerable<(double Start, double End)> Merge(Shot[] shots)
    {
        for (var i = 0; i < shots.Length;)
        {
            var (start, end) = (shots[i].Start, shots[i].End);
            for (i++; i < shots.Length && shots[i].Cut is not null; i++)
                end = shots[i].End;
            yield return (start, end);
        }
    }
}
