using Saccade.Training;

namespace Saccade.Editing.Style.Telling;

/// <summary>Whose hand cut these timelines, and whether the hands can be told apart at all.</summary>
/// <param name="Hands">Those that are known, with how many projects of each.</param>
/// <param name="Evidence">How often projects that were not learnt from are told rightly, beside always naming the hand with the most projects and beside names dealt anew.</param>
/// <param name="Judged">What was judged: projects left out in turn, or others whose hands are known.</param>
/// <param name="Chance">How often names dealt anew do as well: the share of dealings, with this one counted among them (Fisher 1935).</param>
/// <param name="BestDealt">The best accuracy of any dealing.</param>
/// <param name="Aspects">The accuracy by each aspect's numbers alone, on projects left out in turn.</param>
/// <param name="Telling">The numbers that lie furthest apart.</param>
/// <param name="Told">The projects whose hand was asked for.</param>
/// <param name="LeftOut">Files that were not used.</param>
public sealed record ToldHands(
    IReadOnlyDictionary<string, int> Hands, Evaluation Evidence, string Judged, double Chance, double BestDealt, IReadOnlyDictionary<StyleAspect, double> Aspects, IReadOnlyList<TellingNumber> Telling,
    IReadOnlyList<ToldProject> Told, IReadOnlyList<LeftOutFile> LeftOut);

/// <summary>A number by which hands are told apart.</summary>
/// <param name="Name">Stable, for machines.</param>
/// <param name="Heading">For people.</param>
/// <param name="Value">The project's; of no single project NaN.</param>
/// <param name="Means">Each hand's mean.</param>
public sealed record TellingNumber(string Name, string Heading, double Value, IReadOnlyDictionary<string, double> Means);

/// <summary>What is told of one project.</summary>
/// <param name="Project">Its file.</param>
/// <param name="Hand">The most likely one.</param>
/// <param name="Probabilities">Of each.</param>
/// <param name="IsUnlikeAll">Whether it is further from every hand than any known project was from its nearest: then it may well be nobody's of these.</param>
/// <param name="SameAs">A known project with the same numbers throughout, which makes telling no feat; null for none.</param>
/// <param name="Reasons">The numbers that speak most for this hand and against the next.</param>
public sealed record ToldProject(string Project, string Hand, IReadOnlyDictionary<string, double> Probabilities, bool IsUnlikeAll, string? SameAs, IReadOnlyList<TellingNumber> Reasons);
