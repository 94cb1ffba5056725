namespace Saccade.Editing.Comparing;

/// <summary>One way in which two timelines are not the same (see <see cref="TimelineComparison"/>).</summary>
/// <param name="Where">Sequence, track and clip, by name and place.</param>
/// <param name="Property">What differs; "clip", "track", .. for a whole one that only one of them has.</param>
/// <param name="Before">Its value in the first; null where only the second has it.</param>
/// <param name="After">Its value in the second; null where only the first has it.</param>
public sealed record TimelineDifference(string Where, string Property, string? Before, string? After)
{
    public override string ToString() => $"{Where}: {Property} {Before ?? "(none)"} -> {After ?? "(none)"}";
}
