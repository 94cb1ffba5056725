using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// The report's part on deciding early: accuracy against frames beside what is possible, when decisions fell and how good they were, how risk falls with doubt, and what it
/// all cost. Every number of a decision is the early decision's own.
/// </summary>
internal static class EarlySection
{
    private const int MeasuredClips = 24;
    private const int Bin = 4;

    private static readonly int[] RiskFrames = [4, 8, 16];

    public static ReportSection? Of(EarlyApplication application, RunFolder run, Evaluation evaluation)
    {
        var outputs = run.ReadOutputs(evaluation.Split);
        if (EarlyStopping.Read(run) is not { } stopping || outputs.Count == 0 || outputs[0].Prefixes.Count == 0)
            return null;
        using var data = Data(application, run);
        return new ReportSection("Deciding early", Html.Of($"""
            <p>Watching stops when the calibrated confidence reaches {NumberText.Of(stopping.Threshold)}, the lowest threshold that costs at most {NumberText.Of(stopping.Tolerance)} accuracy
            on the validation split. On this split the early decision falls after {NumberText.Of(outputs.Average(o => o.Early!.Frames))} of {outputs[0].Prefixes.Count} frames on average and is right in
            {NumberText.Of(outputs.Average(o => Right(o, o.Early!.Prediction)))} of all clips; at the end {NumberText.Of(outputs.Average(o => Right(o, o.Prefixes[^1] >= 0.5f ? 1 : 0)))} would be.</p>
            <div class="charts">
            {ExplainedChart.Of(AccuracyChart(application, outputs, evaluation).ToSvg(), """
                How often the model would be right if it had to decide after so many frames, with the 95 % interval. It can come near what can be seen, and must not come above the line that is told every object's kind: that would be a
                leak.
                """)}
            {ExplainedChart.Of(TradeChart(outputs).ToSvg(), """
                Every point is another threshold: the surer the model has to be, the later it stops and the more often it is right. A threshold chosen on validation lies where the curve begins to level off.
                """)}
            {ExplainedChart.Of(Histogram(outputs).ToSvg(), """
                When watching stopped. A tall last bar are the clips that stayed open to their end; what stands to the left is what stopping early saves.
                """)}
            {ExplainedChart.Of(RiskChart(outputs).ToSvg(), """
                The share of wrong answers if only the surest clips were decided after so many frames. A line that rises from left to right means that the model knows which of its answers to trust; a level one, that it does not.
                """)}
            </div>
            {ExplainedChart.Of(Confusion(outputs), "What was said when watching stopped, not at the end: rows are what clips really are. On the diagonal it was right.")}
            {(data is null ? Html.Of($"<p class=\"quiet\">The run's data is not there any more, so neither the best possible accuracy nor the cost can be shown.</p>") : Cost(application, run, data, evaluation, stopping))}
            """).ToString());
    }

    private static double Right(SampleOutput output, int said) => output.Label == said ? 1 : 0;

    private static LineChart AccuracyChart(EarlyApplication application, IReadOnlyList<SampleOutput> outputs, Evaluation evaluation)
    {
        var frames = outputs[0].Prefixes.Count;
        var model = Enumerable.Range(0, frames).Select(t =>
        {
            var accuracy = outputs.Average(o => Right(o, o.Prefixes[t] >= 0.5f ? 1 : 0));
            var bound = 1.96 * Math.Sqrt(accuracy * (1 - accuracy) / outputs.Count);
            return new CurvePoint(t + 1, accuracy, accuracy - bound, accuracy + bound);
        });
        Curve[] best =
        [
            .. new[] { ("bayes", "best possible, told every kind"), ("bayes_lives", "best possible by what can be seen"), ("majority", "majority") }.Select(b => Known(b.Item1, b.Item2)).Where(c => c.Points.Count > 0),
        ];
        return new LineChart("accuracy after so many frames", "frames seen", [.. best, new Curve("this model", [.. model])]);

        // At those numbers of frames that there is a metric of.
        Curve Known(string control, string name) => new(name, !evaluation.Information.TryGetValue(control, out var values) && !evaluation.Baselines.TryGetValue(control, out values) ? [] :
        [
            .. application.Metrics.OfType<AccuracyAt>().Select(m => (m.Frames, m.Name)).Append((Frames: frames, Name: "accuracy"))
                .Where(m => m.Frames <= frames && values.ContainsKey(m.Name)).DistinctBy(m => m.Frames).OrderBy(m => m.Frames).Select(m => new CurvePoint(m.Frames, values[m.Name])),
        ], IsQuiet: control != "bayes_lives");
    }

    // Each point is another threshold: what stopping there would have given.
    private static LineChart TradeChart(IReadOnlyList<SampleOutput> outputs)
    {
        var stopped = Enumerable.Range(0, 100).Select(i => EarlyStopping.Accuracy(outputs, 0.5 + 0.005 * i)).DistinctBy(p => p.Frames).OrderBy(p => p.Frames);
        var chosen = outputs.Average(o => o.Early!.Frames);
        return new LineChart("accuracy of stopping, for every threshold", "frames seen on average",
            [new Curve("early decisions", [.. stopped.Select(p => new CurvePoint(p.Frames, p.Accuracy))])])
        {
            Mark = new ChartMark(chosen, "chosen on validation"),
        };
    }

    private static BarChart Histogram(IReadOnlyList<SampleOutput> outputs) => new("share of decisions by frame", [.. outputs
        .GroupBy(o => (o.Early!.Frames - 1) / Bin).OrderBy(g => g.Key)
        .Select(g => new Bar($"{g.Key * Bin + 1} to {(g.Key + 1) * Bin}", (double)g.Count() / outputs.Count, Colour: 0))]);

    // Of the surest share of clips, how many are wrong.
    private static LineChart RiskChart(IReadOnlyList<SampleOutput> outputs) => new("risk against coverage", "share of clips decided, the surest first", [.. RiskFrames
        .Where(k => k <= outputs[0].Prefixes.Count).Select(k =>
        {
            var wrong = 0.0;
            var ordered = outputs.OrderByDescending(o => Math.Max(o.Prefixes[k - 1], 1 - o.Prefixes[k - 1])).Select((o, i) =>
            {
                wrong += 1 - Right(o, o.Prefixes[k - 1] >= 0.5f ? 1 : 0);
                return new CurvePoint((i + 1.0) / outputs.Count, wrong / (i + 1));
            });
            // The first few clips say nothing yet.
            return new Curve($"after {k} frames", [.. ordered.Skip(outputs.Count / 50)]);
        })]);

    private static Html Confusion(IReadOnlyList<SampleOutput> outputs) =>
        ConfusionMatrix.From(outputs.Select(o => o with { Prediction = o.Early!.Prediction }), ["transient", "persistent"]) is { } matrix
            ? ConfusionChart.ToSvg(matrix, "early decisions")
            : Html.Empty;

    private static Html Cost(EarlyApplication application, RunFolder run, EarlyData data, Evaluation evaluation, EarlyStopping stopping)
    {
        using var loaded = new LoadedRun(new ApplicationList(application), run);
        var model = ((EarlyLearner)loaded.Model.Learner).Early;
        model.SetTraining(false);
        var gated = EarlyCost.Measure(model, data, evaluation.Split, MeasuredClips, stopping, gate: true);
        var whole = EarlyCost.Measure(model, data, evaluation.Split, MeasuredClips, stopping, gate: false);
        var costs = new LineChart("multiply-adds for one more frame, in millions", "frame",
        [
            new Curve("all frames so far, again", Points(gated.PrefixMultiplyAdds), IsQuiet: true), new Curve("this frame alone, looking at all objects", Points(whole.MultiplyAdds)),
            new Curve("this frame alone", Points(gated.MultiplyAdds)),
        ], AxisScale.Logarithmic);
        return Html.Of($"""
            <p>Each frame is read once; what earlier frames left behind is kept. An object whose kind is sure by its track, or whose picture promises to change nothing, is not looked at.</p>
            <div class="charts">{ExplainedChart.Of(costs.ToSvg(), """
                A level line means that late frames cost no more than early ones. The thin line is what each answer would cost without memory; the distance between the other two is what gating saves.
                """)}</div>
            {FactTable.Of(
            [
                ("Multiply-adds of a clip until its decision", $"{Millions(gated.ToDecision)} (looking at all objects: {Millions(whole.ToDecision)})"),
                ("Multiply-adds of a clip until its end", $"{Millions(gated.ToEnd)} (looking at all objects: {Millions(whole.ToEnd)})"),
                ("Sightings looked at, of transient and of persistent objects", $"{NumberText.Of(gated.LookedTransient)} and {NumberText.Of(gated.LookedPersistent)}"),
                ("Milliseconds to find and track the objects of a frame", NumberText.Of(gated.FindingMilliseconds)),
                ("Milliseconds to decide after frame 1, in the middle, at the end", string.Join(", ", new[] { 0, gated.DecidingMilliseconds.Count / 2, gated.DecidingMilliseconds.Count - 1 }.Select(t => NumberText.Of(gated.DecidingMilliseconds[t])))),
            ])}
            """);
    }

    private static IReadOnlyList<CurvePoint> Points(IReadOnlyList<double> costs) => [.. costs.Select((c, t) => new CurvePoint(t + 1, c / 1e6))];

    private static string Millions(double multiplyAdds) => $"{NumberText.Of(multiplyAdds / 1e6)} million";

    /// <summary>Null when the run's data is not there any more, or another.</summary>
    private static EarlyData? Data(EarlyApplication application, RunFolder run)
    {
        try
        {
            var data = (EarlyData)application.OpenData(new ApplicationList(application).Bind(run).Recipe);
            if (data.Hash == run.ReadInfo().DataHash)
                return data;
            data.Dispose();
            return null;
        }
        catch (RunException)
        {
            return null;
        }
    }
}
