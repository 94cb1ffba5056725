using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>Which clips of a track that is filled anew were there before: those of one source that overlap, the most overlapping first.</summary>
internal static class ClipMatching
{
    /// <param name="track">"V2".</param>
    /// <param name="before">What lies there.</param>
    /// <param name="after">What is to lie there.</param>
    /// <returns>The clips of the track, those that stay as they are untouched; and what changes.</returns>
    public static (IReadOnlyList<Clip> Clips, IReadOnlyList<SuggestedChange> Changes) Match(string track, IReadOnlyList<Clip> before, IReadOnlyList<SuggestedClip> after)
    {
        var partners = new Clip?[after.Count];
        var free = before.ToHashSet<Clip>(ReferenceEqualityComparer.Instance);
        var pairs = after.Index().SelectMany(a => before.Select(b => (a.Index, Before: b, Shared: Shared(a.Item.Clip, b))))
            .Where(p => p.Shared.Sign > 0 && p.Before.Speed is null && Alike(after[p.Index].Clip.Source, p.Before.Source)).OrderByDescending(p => p.Shared);
        foreach (var (index, clip, _) in pairs)
        {
            if (partners[index] is null && free.Remove(clip))
                partners[index] = clip;
        }
        var changes = before.Where(free.Contains)
            .Select(c => new SuggestedChange(ChangeKind.Removed, track, c.Name, c.Start, c.End, "not predicted") { SourceStart = c.SourceStart, Was = (c.Start, c.End) }).ToList();
        var clips = new List<Clip>();
        foreach (var (index, suggested) in after.Index())
        {
            var was = partners[index];
            var clip = was is null ? suggested.Clip : Changed(was, suggested.Clip);
            var isPlaced = was is not null && was.Start == clip.Start && was.Duration == clip.Duration && was.Enabled;
            if (isPlaced && was!.SourceStart == clip.SourceStart && SameLook(was, clip))
            {
                clips.Add(was);
                continue;
            }
            clips.Add(clip);
            changes.Add(new SuggestedChange(was is null ? ChangeKind.Added : isPlaced ? ChangeKind.Changed : ChangeKind.Moved, track, clip.Name, clip.Start, clip.End, suggested.Reason)
            {
                SourceStart = clip.SourceStart, Confidence = suggested.Confidence, Was = was is null ? null : (was.Start, was.End),
            });
        }
        return (clips, [.. changes.OrderBy(c => c.Start)]);
    }

    /// <summary>The clip that was there with what the prediction says of it: all that the prediction says nothing of stays.</summary>
    private static Clip Changed(Clip was, Clip now)
    {
        // In step with where it was, it stays with its sound.
        var isInStep = now.SourceStart - now.Start == was.SourceStart - was.Start;
        return was with
        {
            Enabled = true,
            Start = now.Start,
            Duration = now.Duration,
            SourceStart = now.SourceStart,
            SourceDuration = now.SourceDuration,
            Motion = was.Motion with { Scale = now.Motion.Scale, Position = now.Motion.Position },
            Crop = now.Crop,
            LinkGroup = isInStep ? was.LinkGroup : null,
            Markers = [.. was.Markers, .. now.Markers],
        };
    }

    private static Rational Shared(Clip a, Clip b) => Rational.Min(a.End, b.End) - Rational.Max(a.Start, b.Start);

    private static bool Alike(ClipSource a, ClipSource b) => a is ClipSource.Generated ? b is ClipSource.Generated : a.Equals(b);

    /// <summary>What lies on a track besides its clips and still can: transitions whose cut is one that it was.</summary>
    public static IEnumerable<Transition> Kept(IEnumerable<Transition> transitions, IReadOnlyList<Clip> before, IReadOnlyList<Clip> after) =>
        transitions.Where(t => before.Any(c => c.End == t.Cut) == after.Any(c => c.End == t.Cut) && before.Any(c => c.Start == t.Cut) == after.Any(c => c.Start == t.Cut)
            && !after.Any(c => (c.Start < t.Cut && c.End > t.Cut) || (c.Start > t.Start && c.End < t.End)));

    private static bool SameLook(Clip a, Clip b) =>
        a.Motion.Scale.Equals(b.Motion.Scale) && a.Motion.Position.Equals(b.Motion.Position)
        && a.Crop.Left.Equals(b.Crop.Left) && a.Crop.Right.Equals(b.Crop.Right) && a.Crop.Top.Equals(b.Crop.Top) && a.Crop.Bottom.Equals(b.Crop.Bottom);
}
