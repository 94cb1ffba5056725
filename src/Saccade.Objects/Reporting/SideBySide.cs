using Saccade.Objects.Metrics;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Report.Elements;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>Several models beside each other, each with all its seeds: how well each tells the kinds apart, what its attention prefers, the same of its controls, and the attention of all in one and the same clip.</summary>
internal static class SideBySide
{
    private const int MostDrawn = 8;

    private static readonly (string Control, string Name)[] Controls =
        [("permuted_labels", "permuted labels"), ("untrained", "untrained"), ("uniform_attention", "uniform attention"), ("shuffled_frames_attention", "shuffled frames")];

    private static readonly string[] Metrics =
        [new Accuracy().Name, AttentionRatio.Last.Name, AttentionConsistency.Usual.Name, new AttentionMass().Name, new PersistentTokenShare().Name];

    public static ReportSection? Of(PersistenceApplication application, IReadOnlyList<JudgedModel> models)
    {
        var (ratio, mass, share) = (Metrics[1], Metrics[3], Metrics[4]);
        var attending = models.Where(m => m.Summary.Metrics.ContainsKey(ratio)).ToArray();
        if (attending.Length == 0)
            return null;
        var seeds = attending.Max(m => m.Runs.Count);
        return new ReportSection("Attention and decisions side by side", Html.Of($"""
            <div class="wide"><table><thead><tr><th>model</th><th>attention asked for</th>{Metrics.Select(m => Html.Of($"<th>{NumberText.Words(m)}</th>"))}</tr></thead><tbody>{attending.Select(Rows)}</tbody></table></div>
            <p class="quiet">{(seeds > 1 ? "Of a model that was trained with several seeds the mean, with the 95 % interval over clips and seeds. " : "")}Below each model the same of its controls: trained on permuted labels, not trained at all, attention that is even, trained on frames in random order. Ratio: how many times as much attention a persistent sighting receives as a transient one of the same clip; 1 is no preference. Consistency: the share of clips with a ratio of {AttentionConsistency.TauOf(attending[0].Runs[0].Run)} or
            more. Mass: the share of all attention that persistent sightings receive, to be read beside their share of all sightings. Accuracy is that of tracks, frames or clips, whichever the model was asked about.</p>
            <div class="charts">
            {ExplainedChart.Of(
                new BarChart("attention ratio (logarithmic scale)", [.. attending.Select((m, i) => Own(m, ratio, i)), .. Shared(attending, ratio)], AxisScale.Logarithmic).ToSvg(),
                "To the right of the dashed line what stays receives more, to the left what flickers. Grey: the same of models that cannot know.")}
            {ExplainedChart.Of(
                new BarChart("attention on persistent sightings, beside their share", [.. attending.SelectMany((m, i) => new[] { Own(m, mass, i), new Bar("their share of sightings", m.Summary.Metrics[share].Value) })]).ToSvg(),
                "A bar as long as the grey one below it is attention without preference.")}
            </div>
            {OneClip(application, attending)}
            <h3>How sure each was</h3>
            <p class="quiet">Above the line what is really persistent, which belongs to the right; below it what is really transient, which belongs to the left. Full colour: on the wrong side. Heights are logarithmic.{(seeds > 1 ? " What all seeds of a model said is counted together." : "")}</p>
            <div class="charts">{models.Take(MostDrawn).Select(Decisions)}</div>
            """).ToString());
    }

    private static Html Rows(JudgedModel model) => Html.Of($"""
        <tr class="model"><th scope="row">{model.Summary.Label}{(model.Runs.Count > 1 ? Html.Of($"<br/><span class=\"bounds\">{model.Runs.Count} seeds</span>") : Html.Empty)}</th><td>{Asked(model.Runs[0].Run)}</td>{Metrics.Select(m => Html.Of($"<td>{(model.Summary.Metrics.TryGetValue(m, out var value) ? Cell(value.ToInterval()) : Html.Empty)}</td>"))}</tr>
        {Controls.Where(c => Metrics.Any(m => model.Control(c.Control, m) is not null)).Select(c => Html.Of($"""
            <tr><th scope="row"><span class="bounds">{c.Name}</span></th><td></td>{Metrics.Select(m => Html.Of($"<td>{(model.Control(c.Control, m) is { } value ? NumberText.Of(value) : "")}</td>"))}</tr>
            """))}
        """);

    private static Html Cell(Interval value) => Html.Of($"""
        {NumberText.Of(value.Value)}{(double.IsNaN(value.Low) ? Html.Empty : Html.Of($"<br/><span class=\"bounds\">{NumberText.Of(value.Low)} to {NumberText.Of(value.High)}</span>"))}
        """);

    private static string Asked(RunFolder run) => double.TryParse(run.ReadInfo().Recipe["loss.attention"]?.ToString(), out var weight) && weight > 0 ? $"yes, {NumberText.Of(weight)}" : "no";

    private static Bar Own(JudgedModel model, string metric, int index)
    {
        var value = model.Summary.Metrics[metric];
        return new Bar(model.Summary.Label, value.Value, value.Low, value.High, index);
    }

    // A control that does as well for each model is shown once.
    private static IEnumerable<Bar> Shared(JudgedModel[] models, string metric) => Controls.SelectMany(c => models
        .Where(m => m.Control(c.Control, metric) is not null).GroupBy(m => m.Control(c.Control, metric)!.Value)
        .Select(g => new Bar(g.Count() == models.Length ? c.Name : $"{c.Name} · {string.Join(", ", g.Select(m => m.Summary.Label))}", g.Key)));

    private static Html Decisions(JudgedModel model)
    {
        var unit = PersistenceSection.UnitOf(model.Runs[0].Run);
        return DecisionPart.Histogram(model.Summary.Label, [.. model.Runs.SelectMany(r => DecisionPart.Answers(r.Run.ReadOutputs(r.Evaluation.Split), unit))], unit).ToSvg();
    }

    // The first clip in which the first runs of all models have attention on both kinds.
    private static Html OneClip(PersistenceApplication application, JudgedModel[] models)
    {
        var drawn = models.Take(MostDrawn).Select(m => (Name: m.Runs.Count > 1 ? $"{m.Summary.Label}, seed {m.Summary.Seeds[0]}" : m.Summary.Label, m.Runs[0].Run, m.Runs[0].Evaluation)).ToArray();
        var (_, first, evaluation) = drawn[0];
        using var data = PersistenceSection.Data(application, first, evaluation);
        var outputs = drawn.Select(r => r.Run.ReadOutputs(r.Evaluation.Split)).ToArray();
        if (data is null || drawn.Any(r => r.Evaluation.Split != evaluation.Split))
            return Html.Empty;
        for (var i = 0; i < outputs.Min(o => o.Count); i++)
        {
            var clips = outputs.Select(o => JudgedClip.Read(data, evaluation.Split, i, o[i])).ToArray();
            if (clips.Any(c => c?.Attention is not { } a || !AttentionMetric.IsEligible(a) || a.Received.Count != c.Tokens.Count))
                continue;
            return Html.Of($"""
                <h3>One clip, seen by each</h3>
                <p class="quiet">Clip {outputs[0][i].Id}: a row for each track, a column for each frame, a cell for each sighting; the darker the more attention it receives, in multiples of an even share, each chart on its own
                scale. The orange line marks frames in which a transient can be seen.</p>
                <div class="charts">{clips.Select((c, r) => AttentionMap.Of(drawn[r].Name, c!.Attention!, c.Tokens.FrameOf, c.Truth.Frames, AttentionMap.TransientFrames(c.Truth)).ToSvg())}</div>
                """);
        }
        return Html.Empty;
    }
}
