using Saccade.Objects.Learning;
using Saccade.Objects.Metrics;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>Where the last layer's attention went: how much of it to what stays, beside the share of sightings that stay; clip by clip; epoch by epoch; and in single clips.</summary>
internal static class AttentionPart
{
    private const double BinsPerDecade = 8;
    private const int LeastBins = 6;

    private static readonly (string Control, string Name)[] Controls =
        [("untrained", "the untrained model"), ("permuted_labels", "trained on permuted labels"), ("shuffled_frames_attention", "trained on shuffled frames"), ("permuted_kinds", "kinds dealt anew")];

    /// <param name="run">The run.</param>
    /// <param name="evaluation">How it was judged.</param>
    /// <param name="outputs">What it said.</param>
    /// <param name="clips">Some clips to be shown; may be empty.</param>
    public static Html Of(RunFolder run, Evaluation evaluation, IReadOnlyList<SampleOutput> outputs, IReadOnlyList<JudgedClip> clips)
    {
        var ratios = Ratios(outputs);
        if (ratios.Length == 0)
            return Html.Empty;
        var tau = AttentionConsistency.TauOf(run);
        return Html.Of($"""
            <h3>Where its attention went</h3>
            <p>A clip is a set of sightings: an object in a frame. In the model's last layer every sighting looks at all others, and what one receives of these looks is its attention; over a clip
            it adds up to 1. {Asked(run)}</p>
            <div class="charts">
            {ExplainedChart.Of(MassChart(evaluation).ToSvg(), "Most sightings are of things that stay, so attention without any preference gives them most of itself: the grey bar below the model's. Only what goes beyond it is preference.")}
            {ExplainedChart.Of(RatioChart("clips by their ratio", ratios, tau).ToSvg(), $"""
                The ratio says how many times as much attention a persistent sighting receives as a transient one of the same clip; 1 is no preference. In full colour the clips below {tau}, which do not count as consistent:
                {NumberText.Count(ratios.Count(r => r < tau))} of {NumberText.Count(ratios.Length)}. Both axes are logarithmic.
                """)}
            </div>
            {Course(run)}
            {Maps(clips)}
            """);
    }

    /// <summary>Each clip's ratio, of those that have one.</summary>
    public static double[] Ratios(IReadOnlyList<SampleOutput> outputs) =>
        [.. outputs.Select(o => o.Attention?.GetValueOrDefault(PersistenceLearner.LastLayer)).OfType<TokenAttention>().Where(AttentionMetric.IsEligible).Select(AttentionMetric.Ratio)];

    // Bins have a border at tau.
    public static HistogramChart RatioChart(string title, IReadOnlyList<double> ratios, double tau)
    {
        var places = ratios.Select(r => (int)Math.Floor(Math.Log10(r / tau) * BinsPerDecade)).ToArray();
        var (first, last) = (Math.Min(places.Min(), -LeastBins / 2), Math.Max(places.Max(), LeastBins / 2));
        // Of a wide range bins are wider; tau stays a border.
        var wide = Math.Max(1, (last - first) / 40 + 1);
        first = (int)Math.Floor((double)first / wide);
        last = (int)Math.Floor((double)last / wide);
        return new HistogramChart(title, "ratio", new("clips", 0, $"below {tau}"), null, [.. Enumerable.Range(first, last - first + 1).Select(b => new HistogramBin(
            Border(b), Border(b + 1), places.Count(p => (int)Math.Floor((double)p / wide) == b), IsAboveMarked: b < 0))], AxisScale.Logarithmic)
        {
            Mark = new(tau, $"consistent from {tau} on"),
        };

        double Border(int bin) => tau * Math.Pow(10, bin * wide / BinsPerDecade);
    }

    private static string Asked(RunFolder run) => double.TryParse(run.ReadInfo().Recipe["loss.attention"]?.ToString(), out var weight) && weight > 0
        ? $"Training asked for attention to what stays (loss.attention {NumberText.Of(weight)}), so a preference shows that it obeyed, not that it found out by itself."
        : "Nobody asked attention for anything in training: what it prefers it came to by itself, and to look at what flickers is as good a way to tell the kinds apart.";

    private static BarChart MassChart(Evaluation evaluation)
    {
        var (mass, share) = (new AttentionMass().Name, new PersistentTokenShare().Name);
        var controls = Controls.Select(c => (c.Name, Values: evaluation.Baselines.GetValueOrDefault(c.Control) ?? evaluation.Information.GetValueOrDefault(c.Control)))
            .Where(c => c.Values?.ContainsKey(mass) == true).Select(c => new Bar(c.Name, c.Values![mass]));
        return new BarChart("share of attention on persistent sightings",
        [
            .. Own(mass).Select(m => new Bar("this model", m.Value, m.Low, m.High, Colour: 0)), .. Own(share).Select(m => new Bar("no preference", m.Value)), .. controls,
        ]);

        IEnumerable<Interval> Own(string name) => evaluation.Metrics.TryGetValue(name, out var value) ? [value] : [];
    }

    private static Html Course(RunFolder run)
    {
        var epochs = Journal.Read(run.JournalPath).OfType<EpochEntry>().Where(e => double.IsFinite(e.Measure(AttentionRatio.Last.Name))).ToArray();
        if (epochs.Length < 2)
            return Html.Empty;
        var mark = epochs.LastOrDefault(e => e.IsBest) is { } best ? new ChartMark(best.Epoch, $"judged: epoch {best.Epoch}") : null;
        var ratio = Points(AttentionRatio.Last.Name);
        var kept = KeptAttention.Read(run);
        var largest = kept.Select(k => AttentionMap.Largest(k.Kept.Attention)).DefaultIfEmpty(1).Max();
        return Html.Of($"""
            <h3>How it came to that</h3>
            <div class="charts">
            {ExplainedChart.Of(
                new LineChart("attention ratio on validation, by epoch", "epoch", [new Curve("no preference", [.. epochs.Select(e => new CurvePoint(e.Epoch, 1))], IsQuiet: true), new Curve("this model", ratio)],
                    Axis.ScaleFor(ratio.Select(p => p.Y).Append(1))) { Mark = mark }.ToSvg(),
                "Above 1 what stays receives more than what flickers, below 1 less.")}
            {ExplainedChart.Of(
                new LineChart("consistency and accuracy on validation, by epoch", "epoch", [new Curve("consistency", Points(AttentionConsistency.Usual.Name)), new Curve("accuracy", Points(new Accuracy().Name))]) { Mark = mark }.ToSvg(),
                $"Consistency: the share of clips with a ratio of {AttentionConsistency.TauOf(run)} or more. A preference is of use only where accuracy does not pay for it.")}
            </div>
            {(kept.Count < 2 ? Html.Empty : Html.Of($"""
                <p class="quiet">One clip of the validation split (clip {kept[0].Kept.Clip}) after several epochs, all in the same colours: a row for each track, a cell for each sighting, the darker the more attention, in multiples of an
                even share.</p>
                <div class="charts">{kept.Select(k => (AttentionMap.Of($"after {k.Epoch}", k.Kept.Attention, k.Kept.FrameOf, k.Kept.Frames, k.Kept.TransientFrames) with { Largest = largest }).ToSvg())}</div>
                """))}
            """);

        CurvePoint[] Points(string name) => [.. epochs.Select(e => new CurvePoint(e.Epoch, e.Measure(name)))];
    }

    private static Html Maps(IReadOnlyList<JudgedClip> clips) => clips.Count == 0 ? Html.Empty : Html.Of($"""
        <h3>Attention in single clips</h3>
        <p class="quiet">A row for each track, a column for each frame, a cell for each sighting: the darker the more attention it receives, in multiples of an even share (pale: next to none). A green square before the row: it stays; an
        orange one: it flickers. The orange line below marks frames in which a transient can be seen.</p>
        <div class="charts">{clips.Select(c => AttentionMap.Of($"clip {c.Output.Id}", c.Attention!, c.Tokens.FrameOf, c.Truth.Frames, AttentionMap.TransientFrames(c.Truth)).ToSvg())}</div>
        """);
}
