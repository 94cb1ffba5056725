using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>Decisions of editors whose habits are known, habit by habit: which were learnt, and which not.</summary>
internal static class HabitPart
{
    private const double Learnt = 0.9, Half = 0.5;

    private static readonly string Blind = new InputBlindBaseline().Name;

    public static Html Of(Evaluation evaluation)
    {
        var habits = TrackMetrics.Habits.Select(h => (Name: NumberText.Words(h), Metric: TrackMetrics.DecisionsRightOf(h))).Where(h => evaluation.Metrics.ContainsKey(h.Metric))
            .Select(h => (h.Name, h.Metric, evaluation.Metrics[h.Metric].Value)).OrderByDescending(h => h.Value).ToArray();
        if (habits.Length == 0)
            return Html.Empty;
        var all = evaluation.Metrics[TrackMetrics.DecisionsRight];
        return Html.Of($"""
            <h3>Which habits were learnt</h3>
            <p>These editors' rules are known. Of the changes that the rules call for, <strong>{NumberText.Of(100 * all.Value)} in 100</strong> were foreseen at their very step, with class, size, place and crop as they should be.
            {Sentence("Learnt (nine in ten or more): ", habits.Where(h => h.Value >= Learnt))}{Sentence("In part: ", habits.Where(h => h.Value is >= Half and < Learnt))}{Sentence("Not learnt: ", habits.Where(h => h.Value < Half))}</p>
            {ExplainedChart.Of(new BarChart("decisions right, habit by habit", [.. habits.SelectMany(h => Bars(evaluation, h.Name, h.Metric))]).ToSvg(), """
                Grey: the best of what needs no training, which may be right by never showing anything, or by a clock; and a model that hears and sees nothing. Where the latter is right too, a habit follows from the tracks alone; where it is not, the
                model listens.
                """)}
            """);
    }

    private static string Sentence(string start, IEnumerable<(string Name, string Metric, double Value)> habits) =>
        habits.ToArray() is { Length: > 0 } some ? $"{start}{string.Join(", ", some.Select(h => h.Name))}. " : "";

    private static IEnumerable<Bar> Bars(Evaluation evaluation, string name, string metric)
    {
        var own = evaluation.Metrics[metric];
        yield return new Bar(name, own.Value, own.Low, own.High, Colour: 0);
        var known = evaluation.Baselines.Where(b => b.Value.ContainsKey(metric)).ToLookup(b => b.Key == Blind);
        foreach (var (control, values) in known[false].OrderByDescending(b => b.Value[metric]).Take(1).Concat(known[true]))
            yield return new Bar(NumberText.Words(control), values[metric]);
    }
}
