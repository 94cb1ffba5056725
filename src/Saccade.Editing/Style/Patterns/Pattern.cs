using Saccade.Training;

namespace Saccade.Editing.Style.Patterns;

/// <summary>One thing that follows another more often than chance would have it.</summary>
/// <param name="First">What happens.</param>
/// <param name="Then">What follows within the window, or comes with it.</param>
/// <param name="Cases">How often the first happens.</param>
/// <param name="Hits">In how many of these cases the other follows.</param>
/// <param name="Share">Hits of cases, with the interval over projects.</param>
/// <param name="ByChance">The share if one series were slid along the other at random (see <see cref="FollowedTimes.Reach"/>).</param>
/// <param name="P">The chance of so many hits if it were, corrected for all pairs that were looked at (Holm).</param>
/// <param name="DelaySeconds">How much later, in the hits.</param>
/// <param name="Projects">In how many projects it was met.</param>
/// <param name="Target">What the second usually leads to, such as <c>150 %</c>; null where that varies.</param>
/// <param name="TargetShare">Of the hits; NaN without a target.</param>
public sealed record Pattern(
    EventKey First, EventKey Then, int Cases, int Hits, Interval Share, double ByChance, double P, Spread DelaySeconds, int Projects, string? Target, double TargetShare);
