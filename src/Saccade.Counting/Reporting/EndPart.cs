using Saccade.Counting.Metrics;
using Saccade.Counting.Stopping;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Counting.Reporting;

/// <summary>How well the end is known: probabilities of "no more" where nothing is left and before, by where in the count a step lies; how many steps too early or too late counting stops; what is missed then.</summary>
internal static class EndPart
{
    private const int Bins = 20, FarthestShown = 6, MissedBins = 5;

    public static Html Of(CountRecord[] records, IReadOnlyList<SampleOutput> outputs, CountStopping stopping)
    {
        var taught = records.SelectMany(r => r.Taught.Select(t => (Stratum: StepStrata.Of(t.Visited, r.Truth.Count), Done: r.Done(t.End)))).ToArray();
        return Html.Of($"""
            <h3>Whether it knows the end</h3>
            {Told(stopping)}
            <div class="charts">
            {(taught.Length == 0 ? Html.Empty : ExplainedChart.Of(Histogram(taught).ToSvg(), "Taught steps with exact marks. Those with nothing left should stand at the right, the others hang at the left; full colour is on the wrong side. A model of which all stand in the middle, or all at one side, has not learnt to stop."))}
            {ExplainedChart.Of(new ReliabilityChart("probability of 'no more', and how often nothing was left", Reliability(outputs)).ToSvg(), "At the model's own steps, up to where it stopped. A thing that was missed is left for ever.")}
            {ExplainedChart.Of(StopError(records).ToSvg(), "Images by how many steps too early (things left) or too late (points after the last thing) counting stopped.")}
            </div>
            {(taught.Length == 0 ? Html.Empty : Strata(taught))}
            {Missed(outputs)}
            """);
    }

    private static Html Told(CountStopping stopping)
    {
        if (double.IsNaN(stopping.ValidationError))
            return Html.Of($"<p>It stops where 'no more' is likelier than anything that is left.</p>");
        var prior = stopping.Prior == 0 ? "" : $" Probabilities are corrected by log-odds of {NumberText.Signed(stopping.Prior)}: so much rarer or commoner are ends in use than among the taught steps.";
        return Html.Of($"""
            <p>It stops where the log-odds of 'no more', shifted by {NumberText.Signed(stopping.Shift)}, reach zero. That was chosen on the validation split, where counts are then off by {NumberText.Of(stopping.ValidationError)} on
            average ({NumberText.Of(stopping.PlainValidationError)} without it), and on nothing else.{prior}</p>
            """);
    }

    private static HistogramChart Histogram((StepStratum Stratum, double Done)[] taught)
    {
        var counts = taught.ToLookup(t => (IsEnd(t.Stratum), Math.Min((int)(t.Done * Bins), Bins - 1)));
        var bins = Enumerable.Range(0, Bins).Select(b => new HistogramBin((double)b / Bins, (b + 1.0) / Bins, counts[(true, b)].Count(), counts[(false, b)].Count(), IsAboveMarked: 2 * b < Bins, IsBelowMarked: 2 * b >= Bins));
        return new("probability of 'no more'", "probability", new("nothing left", 0, "taken for not the end"), new("something left", 1, "taken for the end"), [.. bins]) { Mark = new ChartMark(0.5, "as likely as not") };
    }

    private static bool IsEnd(StepStratum stratum) => stratum is StepStratum.End or StepStratum.Empty;

    private static ReliabilityBin[] Reliability(IReadOnlyList<SampleOutput> outputs)
    {
        var own = outputs.SelectMany(o => Own(o, CountingMetrics.OwnDoneAtEnd).Select(p => (Done: (double)p, IsEnd: true)).Concat(Own(o, CountingMetrics.OwnDoneBefore).Select(p => (Done: (double)p, IsEnd: false))));
        return [.. own.GroupBy(s => Math.Min((int)(s.Done * 10), 9)).OrderBy(g => g.Key).Select(g => new ReliabilityBin(g.Key / 10.0, (g.Key + 1) / 10.0, g.Count(), g.Average(s => s.Done), g.Average(s => s.IsEnd ? 1.0 : 0)))];

        static IReadOnlyList<float> Own(SampleOutput output, string name) => output.Values!.TryGetValue(name, out var values) ? values : [];
    }

    private static BarChart StopError(CountRecord[] records)
    {
        var late = records.Select(r => Math.Clamp(CountJudge.StopError(r), -FarthestShown, FarthestShown)).ToArray();
        return new("how many steps too late it stopped", [.. Enumerable.Range(-FarthestShown, (2 * FarthestShown) + 1)
            .Select(e => new Bar(Words(e), (double)late.Count(l => l == e) / late.Length, Colour: e == 0 ? 0 : 1)).Where(b => b.Value > 0)]);

        static string Words(int error) => error switch
        {
            0 => "in time",
            -FarthestShown => $"{FarthestShown} or more early",
            FarthestShown => $"{FarthestShown} or more late",
            < 0 => $"{-error} early",
            _ => $"{error} late",
        };
    }

    private static Html Strata((StepStratum Stratum, double Done)[] taught)
    {
        var ends = taught.Where(t => IsEnd(t.Stratum)).Select(t => t.Done).ToArray();
        var before = taught.Where(t => !IsEnd(t.Stratum)).Select(t => t.Done).ToArray();
        return Html.Of($"""
            <div class="wide"><table><thead><tr><th>taught steps</th><th>steps</th><th>said to be the end</th><th>mean probability</th><th>calibration error</th><th>AUC against the other kind</th></tr></thead><tbody>
            {taught.GroupBy(t => t.Stratum).OrderBy(g => g.Key).Select(g => Html.Of($"""
                <tr><th scope="row">{Words(g.Key)}</th><td>{NumberText.Count(g.Count())}</td><td>{NumberText.Of(g.Average(t => t.Done >= 0.5 ? 1.0 : 0))}</td><td>{NumberText.Of(g.Average(t => t.Done))}</td>
                <td>{NumberText.Of(Math.Abs(g.Average(t => t.Done) - (IsEnd(g.Key) ? 1 : 0)))}</td><td>{NumberText.Of(IsEnd(g.Key) ? Ranking([.. g.Select(t => t.Done)], before) : Ranking(ends, [.. g.Select(t => t.Done)]))}</td></tr>
                """))}
            </tbody></table></div>
            <p class="quiet">All steps of a row are alike, so their precision and recall are what is said of them: an end, rightly, in the first and the last row, and wrongly in the others; and their calibration error is the distance of the
            mean probability from 1 or 0.</p>
            """);
    }

    private static double Ranking(double[] positives, double[] negatives) => new RankingMetric("", "", "up", "down").Evaluate(
        [new SampleOutput { Id = "", Values = new Dictionary<string, IReadOnlyList<float>> { ["up"] = [.. positives.Select(p => (float)p)], ["down"] = [.. negatives.Select(n => (float)n)] } }], [1]);

    private static string Words(StepStratum stratum) => stratum switch
    {
        StepStratum.Empty => "nothing to count at all",
        StepStratum.First => "nothing visited yet",
        StepStratum.Middle => "half visited",
        StepStratum.Last => "one left",
        StepStratum.End => "all visited",
        _ => throw new ArgumentOutOfRangeException(nameof(stratum)),
    };

    /// <summary>What the model thinks it has missed beside what it has, in groups of as many images, from the surest on.</summary>
    private static Html Missed(IReadOnlyList<SampleOutput> outputs)
    {
        var known = outputs.Where(o => o.Ratios!.ContainsKey(CountingMetrics.MissedExpected))
            .Select(o => (Expected: o.Ratios![CountingMetrics.MissedExpected].Sum, Actual: o.Ratios[CountingMetrics.MissedObjects].Sum)).OrderBy(m => m.Expected).ToArray();
        return known.Length == 0 ? Html.Empty : Html.Of($"""
            <p>What it has missed, a model can guess from how sure it was of the end; how many that means was learnt on the validation split. Here, in groups of images from the surest on, what was guessed and what was missed:</p>
            <div class="wide"><table><thead><tr><th>images</th><th>guessed to be missed, an image</th><th>missed, an image</th></tr></thead><tbody>
            {known.Chunk(Math.Max(1, (known.Length + MissedBins - 1) / MissedBins)).Append(known).Select((part, i) => Html.Of($"""
                <tr><th scope="row">{(part.Length == known.Length ? "all" : $"{NumberText.Count(part.Length)} images")}</th><td>{NumberText.Of(part.Average(m => m.Expected))}</td><td>{NumberText.Of(part.Average(m => m.Actual))}</td></tr>
                """))}
            </tbody></table></div>
            """);
    }
}
