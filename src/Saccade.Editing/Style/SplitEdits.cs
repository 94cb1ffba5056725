using Saccade.Training;

namespace Saccade.Editing.Style;

/// <summary>How often a picture's own sound begins before it (a J cut) or goes on after it (an L cut). Only linked sound says so.</summary>
/// <param name="Linked">Clips of pictures that have linked sound.</param>
/// <param name="JCuts">Of them, with sound that begins earlier.</param>
/// <param name="LCuts">Of them, with sound that ends later.</param>
/// <param name="JShare">Of the linked ones.</param>
/// <param name="LShare">Of the linked ones.</param>
/// <param name="LeadSeconds">How much earlier sound begins in J cuts.</param>
/// <param name="LagSeconds">How much later it ends in L cuts.</param>
public sealed record SplitEdits(int Linked, int JCuts, int LCuts, Interval JShare, Interval LShare, Spread LeadSeconds, Spread LagSeconds)
{
    internal static SplitEdits Of(IReadOnlyList<EditedProject> projects, ProjectBootstrap bootstrap)
    {
        var found = projects.Select(p => p.Timelines.SelectMany(In).ToArray()).ToArray();
        double[] linked = [.. found.Select(f => (double)f.Length)], early = [.. found.Select(f => (double)f.Count(s => s.Lead > 0))], late = [.. found.Select(f => (double)f.Count(s => s.Lag > 0))];
        var all = found.SelectMany(f => f).ToArray();
        return new SplitEdits(
            all.Length, (int)early.Sum(), (int)late.Sum(), bootstrap.OfRatio(early, linked), bootstrap.OfRatio(late, linked),
            Spread.Of(all.Where(s => s.Lead > 0).Select(s => s.Lead)), Spread.Of(all.Where(s => s.Lag > 0).Select(s => s.Lag)));
    }

    /// <summary>By how many seconds each linked picture's sound is early and late; 0 where it is by less than a frame.</summary>
    private static IEnumerable<(double Lead, double Lag)> In(EditedTimeline timeline)
    {
        var sounds = timeline.Sound.Where(c => c.LinkGroup is not null).ToLookup(c => c.LinkGroup!);
        foreach (var picture in timeline.Tracks.SelectMany(t => t.Clips).Where(c => c.LinkGroup is not null && sounds.Contains(c.LinkGroup)))
        {
            var sound = sounds[picture.LinkGroup!];
            yield return (AtLeastAFrame((picture.Start - sound.Min(s => s.Start)).Value), AtLeastAFrame((sound.Max(s => s.End) - picture.End).Value));
        }

        double AtLeastAFrame(double seconds) => seconds > timeline.Frame * 0.999 ? seconds : 0;
    }
}
