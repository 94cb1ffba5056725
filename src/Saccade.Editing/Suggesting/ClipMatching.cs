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
            .Where(p => p.Shared.Sign > 0 && Alike(after[p.Index].Clip.Source, p.Before.Source)).OrderByDescending(p => p.Shared);
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
            var (clip, was) = (suggested.Clip, partners[index]);
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

    private static Rational Shared(Clip a, Clip b) => Rational.Min(a.End, b.End) - Rational.Max(a.Start, b.Start);

    private static bool Alike(ClipSource a, ClipSource b) => a is ClipSource.Generated ? b is ClipSource.Generated : a.Equals(b);

    private static bool SameLook(Clip a, Clip b) =>
        a.Motion.Scale.Equals(b.Motion.Scale) && a.Motion.Position.Equals(b.Motion.Position)
        && a.Crop.Left.Equals(b.Crop.Left) && a.Crop.Right.Equals(b.Crop.Right) && a.Crop.Top.Equals(b.Crop.Top) && a.Crop.Bottom.Equals(b.Crop.Bottom);
}
