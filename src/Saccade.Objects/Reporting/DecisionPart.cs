using Saccade.Objects.Models;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>What the model decided: how sure it was of each kind, with the threshold and the mistakes beyond it; of tracks also how often it was right by how often they were seen.</summary>
internal static class DecisionPart
{
    private const int Bins = 20;
    private const double Threshold = 0.5;

    // Lengths that are told apart: one to three sightings each, then together.
    private static readonly (int Least, int Most, string Name)[] Lengths =
        [(1, 1, "seen once"), (2, 2, "seen twice"), (3, 3, "seen 3 times"), (4, 8, "4 to 8 times"), (9, int.MaxValue, "more often")];

    public static Html Of(IReadOnlyList<SampleOutput> outputs, PersistenceUnit unit)
    {
        var answers = Answers(outputs, unit);
        var (persistent, transient) = (answers.Where(a => a.Label == 1).ToArray(), answers.Where(a => a.Label == 0).ToArray());
        var lengths = unit.HasFrames ? Html.Empty : ExplainedChart.Of(ByLength(answers).ToSvg(), """
            Short tracks are the hard ones: an object that stays can be seen as rarely as one that flickers. Grey: what always naming the commoner kind of that length would score. Where blue is no longer
            than grey, nothing was learnt of that length.
            """);
        return Html.Of($"""
            <h3>What it decided</h3>
            <div class="charts">{ExplainedChart.Of(Histogram("how sure it was", answers, unit).ToSvg(), $"""
                Each {Name(unit)} by the probability of being persistent that the model gave it. Above the line those that really are persistent: they belong to the right. Below it those that really are transient: they belong to
                the left. In full colour those on the wrong side of the threshold: {NumberText.Count(Wrong(persistent))} of {NumberText.Count(persistent.Length)} persistent and {NumberText.Count(Wrong(transient))} of {NumberText.Count(transient.Length)} transient {Name(unit)}s. Heights are logarithmic,
                so that a single one can be seen.
                """)}{lengths}</div>
            """);
    }

    /// <summary>A unit's name in the singular.</summary>
    public static string Name(PersistenceUnit unit) => unit.HasVideo ? "clip" : unit.HasFrames ? "frame" : "track";

    public static HistogramChart Histogram(string title, IReadOnlyList<UnitOutput> answers, PersistenceUnit unit) => new(
        title, $"probability of being persistent, of each {Name(unit)}", new("really persistent", KindColour.Persistent, "wrong"), new("really transient", KindColour.Transient, "wrong"),
        [.. Enumerable.Range(0, Bins).Select(b => new HistogramBin(
            (double)b / Bins, (b + 1.0) / Bins, Count(answers, b, 1), Count(answers, b, 0), IsAboveMarked: b < Threshold * Bins, IsBelowMarked: b >= Threshold * Bins))])
    {
        Mark = new(Threshold, "threshold"),
    };

    /// <summary>What was said of every unit whose truth is known.</summary>
    public static UnitOutput[] Answers(IReadOnlyList<SampleOutput> outputs, PersistenceUnit unit) =>
        [.. outputs.SelectMany(o => Units(o, unit)).Where(u => u is { Label: >= 0, Prediction: >= 0 } && float.IsFinite(u.Probability))];

    /// <summary>A clip's units; of a model of clips the clip itself.</summary>
    public static IReadOnlyList<UnitOutput> Units(SampleOutput output, PersistenceUnit unit) =>
        unit.HasVideo && output.Probabilities.Count == 2 ? [new UnitOutput(output.Label, output.Prediction, output.Probabilities[1])] : output.Units ?? [];

    private static int Wrong(IEnumerable<UnitOutput> answers) => answers.Count(a => a.Prediction != a.Label);

    private static int Count(IReadOnlyList<UnitOutput> answers, int bin, int label) => answers.Count(a => a.Label == label && Math.Clamp((int)(a.Probability * Bins), 0, Bins - 1) == bin);

    private static BarChart ByLength(IReadOnlyList<UnitOutput> answers) => new("share of tracks told rightly, by length", [.. Lengths.SelectMany(length =>
    {
        var some = answers.Where(a => a.Size >= length.Least && a.Size <= length.Most).ToArray();
        if (some.Length == 0)
            return Array.Empty<Bar>();
        var persistent = some.Count(a => a.Label == 1) / (double)some.Length;
        return [new Bar($"{length.Name} ({NumberText.Count(some.Length)})", 1 - Wrong(some) / (double)some.Length, Colour: 0), new Bar("commoner kind", Math.Max(persistent, 1 - persistent))];
    })]);
}
