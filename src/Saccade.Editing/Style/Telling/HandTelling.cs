using Saccade.Training;

namespace Saccade.Editing.Style.Telling;

/// <summary>
/// Tells whose hand cut a timeline, by the numbers of a style report (<see cref="StyleNumber"/>), from folders of projects whose hands are known. Whatever it answers, it says first how
/// often projects that it did not learn from are told rightly, and how often that happens when the names are dealt to the projects anew.
/// </summary>
public static class HandTelling
{
    private const int Dealings = 99;
    private const int Reasons = 3, Telling = 5;

    /// <param name="known">Each hand's name and finished projects: at least two hands.</param>
    /// <param name="judged">Further projects whose hands are known, to judge on; empty: projects are left out in turn.</param>
    /// <param name="asked">Projects whose hand is asked for; may be null.</param>
    /// <exception cref="TimelineException">A hand has too few projects of its own, or one to judge on is not known.</exception>
    public static ToldHands Tell(IReadOnlyList<(string Hand, Shelf Shelf)> known, IReadOnlyList<(string Hand, Shelf Shelf)> judged, Shelf? asked)
    {
        var names = known.Select(k => k.Hand).ToArray();
        var leftOut = known.Concat(judged).SelectMany(k => k.Shelf.LeftOut).Concat(asked?.LeftOut ?? []).ToList();
        var learnt = Distinct(known.SelectMany((k, hand) => k.Shelf.Projects.Select(p => new Measured($"{k.Hand}: {p.Name}", hand, p))), [], leftOut);
        foreach (var (hand, name) in names.Index())
        {
            if (learnt.Count(m => m.Hand == hand) is var count && count < KnownHands.LeastProjects)
                throw new TimelineException($"'{name}' has {count} projects of its own; a hand is known from {KnownHands.LeastProjects} on");
        }
        var hands = new KnownHands(names, [.. learnt.Select(m => m.Numbers)], [.. learnt.Select(m => m.Hand)]);
        var unseen = Distinct(judged.SelectMany(j => j.Shelf.Projects.Select(p => new Measured($"{j.Hand}: {p.Name}", HandOf(names, j.Hand), p))), learnt, leftOut);
        var dealt = Enumerable.Range(0, Dealings).Select(draw => hands.Accuracy(hands.Dealt(draw))).ToArray();
        var accuracy = hands.Accuracy([.. hands.Hands]);
        // A dealing that gives most projects their own hands teaches rightly in spite of itself; the control is one that agrees with the truth as often as dealings do.
        var usual = Enumerable.Range(0, Dealings).Select(hands.Dealt).OrderBy(d => d.Zip(hands.Hands).Count(h => h.First == h.Second)).ElementAt(Dealings / 2);
        return new ToldHands(
            names.Index().ToDictionary(n => n.Item, n => learnt.Count(m => m.Hand == n.Index)),
            unseen.Count > 0 ? OnOthers(hands, learnt, unseen, usual) : LeftOut(hands, learnt, usual),
            unseen.Count > 0 ? "projects that were not learnt from" : "projects left out in turn",
            (1 + dealt.Count(d => d >= accuracy)) / (Dealings + 1.0), dealt.Max(),
            Enum.GetValues<StyleAspect>().ToDictionary(aspect => aspect, aspect => hands.Accuracy([.. hands.Hands], j => StyleNumber.All[j].Aspect == aspect)),
            [.. StyleNumber.All.Index().OrderByDescending(n => Apart(hands, n.Index)).Where(n => Apart(hands, n.Index) > 0).Take(Telling).Select(n => Number(hands, n.Index, double.NaN))],
            [.. (asked?.Projects ?? []).Select(p => Told(hands, learnt, new Measured(p.Name, -1, p)))], leftOut);
    }

    private static int HandOf(string[] names, string hand) =>
        Array.IndexOf(names, hand) is >= 0 and var place ? place : throw new TimelineException($"'{hand}' is to be judged on and is not known; known are {string.Join(", ", names)}");

    /// <summary>Without those that are there already: the same timeline on both sides would make telling no feat.</summary>
    private static List<Measured> Distinct(IEnumerable<Measured> projects, IReadOnlyList<Measured> before, List<LeftOutFile> leftOut)
    {
        var taken = new List<Measured>();
        foreach (var project in projects)
        {
            if (before.Concat(taken).FirstOrDefault(project.IsSameAs) is { } same)
                leftOut.Add(new LeftOutFile(project.Name, $"has the same numbers throughout as {same.Name}"));
            else
                taken.Add(project);
        }
        return taken;
    }

    private static Evaluation LeftOut(KnownHands hands, IReadOnlyList<Measured> learnt, int[] dealt)
    {
        return Judge(hands, Outputs([.. hands.Hands]), Outputs(dealt), Split.Validation);

        SampleOutput[] Outputs(int[] said) => [.. hands.Told(said, null).Select((d, i) => hands.Output(learnt[i].Name, learnt[i].Hand, d))];
    }

    private static Evaluation OnOthers(KnownHands hands, IReadOnlyList<Measured> learnt, IReadOnlyList<Measured> unseen, int[] dealt)
    {
        var control = HandCentroids.Fit([.. learnt.Select(m => m.Numbers)], dealt, hands.Names.Count);
        return Judge(hands, Outputs(hands.Centroids), Outputs(control), Split.Test);

        SampleOutput[] Outputs(HandCentroids fitted) => [.. unseen.Select(m => hands.Output(m.Name, m.Hand, fitted.Distances(m.Numbers)))];
    }

    private static Evaluation Judge(KnownHands hands, SampleOutput[] outputs, SampleOutput[] dealt, Split split)
    {
        var majority = hands.Hands.CountBy(h => h).MaxBy(h => h.Value).Key;
        var court = new EvidenceCourt([new Accuracy()], [], []);
        return court.Judge("editing", "tell", split, outputs,
            [new BaselineOutputs("majority", true, [.. outputs.Select(o => o with { Prediction = majority, Probabilities = [] })]), new BaselineOutputs("permuted_labels", true, dealt)], [.. hands.Names]);
    }

    private static ToldProject Told(KnownHands hands, IReadOnlyList<Measured> learnt, Measured project)
    {
        var distances = hands.Centroids.Distances(project.Numbers);
        var probabilities = HandCentroids.Probabilities(distances, hands.Temperature);
        var order = Enumerable.Range(0, distances.Length).OrderBy(h => distances[h]).ToArray();
        var reasons = Enumerable.Range(0, project.Numbers.Length)
            .Select(j => (Number: j, For: hands.Centroids.Distance(order[1], j, project.Numbers[j]) - hands.Centroids.Distance(order[0], j, project.Numbers[j])))
            .Where(r => r.For > 0).OrderByDescending(r => r.For).Take(Reasons);
        return new ToldProject(
            project.Name, hands.Names[order[0]], hands.Names.Index().ToDictionary(n => n.Item, n => probabilities[n.Index]), distances.Min() > hands.Farthest,
            learnt.FirstOrDefault(project.IsSameAs)?.Name, [.. reasons.Select(r => Number(hands, r.Number, project.Numbers[r.Number]))]);
    }

    /// <summary>The furthest that any two hands are apart.</summary>
    private static double Apart(KnownHands hands, int number) =>
        Enumerable.Range(0, hands.Names.Count).Max(a => Enumerable.Range(0, a).Select(b => hands.Centroids.Apart(a, b, number)).DefaultIfEmpty(0).Max());

    private static TellingNumber Number(KnownHands hands, int number, double value) => new(
        StyleNumber.All[number].Name, StyleNumber.All[number].Heading, value, hands.Names.Index().ToDictionary(n => n.Item, n => hands.Centroids.Mean(n.Index, number)));

    private sealed class Measured(string name, int hand, EditedProject project)
    {
        public string Name => name;

        public int Hand => hand;

        /// <summary>(J)</summary>
        public double[] Numbers { get; } = [.. StyleNumber.All.Select(n => n.Of(project))];

        public bool IsSameAs(Measured other) => Numbers.AsSpan().SequenceEqual(other.Numbers);
    }
}
