namespace Saccade.Editing.Style.Patterns;

/// <summary>What was found, and among how much.</summary>
/// <param name="WindowSeconds">How much later the second thing may happen.</param>
/// <param name="LeastCases">How often the first has to happen at least for anything to be said.</param>
/// <param name="Tested">Pairs that were looked at.</param>
/// <param name="TooFew">Pairs of which nothing is said, since they happen too seldom.</param>
/// <param name="Found">The most regular first.</param>
public sealed record PatternList(double WindowSeconds, int LeastCases, int Tested, int TooFew, IReadOnlyList<Pattern> Found);
