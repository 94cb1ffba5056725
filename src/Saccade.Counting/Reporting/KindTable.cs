using Saccade.Counting.Data;
using Saccade.Counting.Metrics;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Counting.Reporting;

/// <summary>How far counts are off, over all images and over those with so many things and of each kind; beside the model what its controls reach.</summary>
internal static class KindTable
{
    private const string WithinPrefix = "count_within_";

    public static Html Of(Evaluation evaluation, IReadOnlyList<SampleOutput> outputs)
    {
        var controls = evaluation.Baselines.Concat(evaluation.Information).Where(b => b.Value.ContainsKey(CountingMetrics.MeanError)).ToArray();
        (string Words, string End, Func<SampleOutput, bool> Holds)[] kinds =
        [
            ("all images", "", _ => true),
            .. DensityBin.All.Select(b => (b.Words, $"_{b.Name}", (Func<SampleOutput, bool>)(o => b.Holds(CountRecord.Things(o))))),
            .. Enum.GetValues<ImageTraits>().Where(t => t != ImageTraits.None).Select(t => (Short(t), $"_{t.ToString().ToLowerInvariant()}", (Func<SampleOutput, bool>)(o => CountRecord.TraitsOf(o).HasFlag(t)))),
        ];
        var rows = kinds.Select(k => (k.Words, k.End, Outputs: outputs.Where(k.Holds).ToArray())).Where(k => k.Outputs.Length > 0).ToArray();
        return Html.Of($"""
            <div class="wide"><table><thead><tr><th></th><th>images</th>{Shown(isWithin: false).Select(m => Html.Of($"<th>{Heading(m.Name)}</th>"))}{controls.Select(c => Html.Of($"<th>{NumberText.Words(c.Key)}:<br/>exact, off by</th>"))}</tr></thead><tbody>
            {rows.Select(row => Html.Of($"""
                <tr><th scope="row">{row.Words}</th><td>{NumberText.Count(row.Outputs.Length)}</td>{Values(row.Outputs, isWithin: false)}{controls.Select(c => Html.Of($"<td>{Control(c.Value, row.End)}</td>"))}</tr>
                """))}
            </tbody></table></div>
            <p class="quiet"><em>Off by</em> is the mean distance from the true count (MAE), <em>rmse</em> the root of its mean square, in which a few images that are far off weigh most; the <em>bias</em> is below 0 where too few are
            counted.</p>
            <div class="wide"><table><thead><tr><th>share of images at most so far off</th>{Shown(isWithin: true).Select(m => Html.Of($"<th>{Heading(m.Name)}</th>"))}</tr></thead><tbody>
            {rows.Select(row => Html.Of($"""<tr><th scope="row">{row.Words}</th>{Values(row.Outputs, isWithin: true)}</tr>"""))}
            </tbody></table></div>
            <p class="quiet">In things, and in per cent of the true count.</p>
            """);
    }

    private static IEnumerable<IMetric> Shown(bool isWithin) => CountingMetrics.All.Where(m => isWithin
        ? m.Name.StartsWith(WithinPrefix, StringComparison.Ordinal)
        : m.Name is CountingMetrics.Exact or CountingMetrics.MeanError or CountingMetrics.RootError or CountingMetrics.Bias);

    private static Html Values(SampleOutput[] outputs, bool isWithin) => Html.Concat(Shown(isWithin).Select(m => Html.Of($"<td>{NumberText.Of(m.Evaluate(outputs, [.. Enumerable.Repeat(1, outputs.Length)]))}</td>")));

    private static string Heading(string metric) => metric switch
    {
        CountingMetrics.Exact => "exact",
        CountingMetrics.MeanError => "off by",
        CountingMetrics.RootError => "rmse",
        CountingMetrics.Bias => "bias",
        _ => "±" + metric[WithinPrefix.Length..].Replace("_percent", " %", StringComparison.Ordinal),
    };

    private static string Control(IReadOnlyDictionary<string, double> values, string end) =>
        values.TryGetValue(CountingMetrics.Exact + end, out var exact) && values.TryGetValue(CountingMetrics.MeanError + end, out var off) ? $"{NumberText.Of(exact)}, {NumberText.Of(off)}" : "";

    private static string Short(ImageTraits trait) => TraitWords.Of(trait).Replace("images ", "", StringComparison.Ordinal);
}
