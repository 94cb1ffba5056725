using System.Globalization;
using Saccade.Editing.Content;
using Saccade.Editing.Cutting.Learning;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Reporting;

/// <summary>The report's part on cut selection: what makes clips of probabilities, and recordings from the one that was cut worst to the one that was cut best, what is kept of each beside what was said.</summary>
internal static class CutSection
{
    private const int Shown = 6;
    private const int Width = 760, Band = 12, Hill = 26, Gap = 4;

    public static ReportSection? Of(RunFolder run, Evaluation evaluation)
    {
        var judged = run.ReadOutputs(evaluation.Split).Where(o => o.Units is { Count: > 0 } && o.Ratios?.ContainsKey(CutJudge.KeepF1) == true).OrderBy(F1).ThenBy(o => o.Id, StringComparer.Ordinal).ToArray();
        if (judged.Length == 0)
            return null;
        // Evenly from the worst to the best.
        var count = Math.Min(Shown, judged.Length);
        var shown = Enumerable.Range(0, count).Select(i => judged[count < 2 ? 0 : (int)((long)i * (judged.Length - 1) / (count - 1))]);
        return new ReportSection("What is kept", Html.Of($"""
            {Settings(CutSettings.Read(run))}
            <p>Of each recording, from left to right: <span style="color:var(--truth)">what its editor kept</span>, <span style="color:var(--said)">what the model keeps</span>, and how probable each moment was to be kept.
            {NumberText.Count(count)} of {NumberText.Count(judged.Length)} recordings, from the one with the lowest F1 to the one with the highest.</p>
            {Html.Concat(shown.Select(Strip))}
            """).ToString());
    }

    private static Html Settings(CutSettings? settings)
    {
        if (settings is null)
            return Html.Empty;
        var shape = settings.Shape;
        var done = new (double Seconds, string Text)[]
        {
            (shape.Merge, $"gaps shorter than {Seconds(shape.Merge)} are closed"),
            (shape.Shortest, $"clips shorter than {Seconds(shape.Shortest)} are dropped"),
            (shape.Before, $"clips begin {Seconds(shape.Before)} sooner"),
            (shape.After, $"clips end {Seconds(shape.After)} later"),
        }.Where(d => d.Seconds > 0).Select(d => d.Text).ToArray();
        return Html.Of($"""
            <p>A moment is kept when its probability is {NumberText.Of(settings.Threshold)} or more{(done.Length > 0 ? $"; then {string.Join(", ", done)}" : "")}. This was chosen on the validation split, where it reaches
            a <code>keep_f1</code> of {NumberText.Of(settings.ValidationKeepF1)} and a <code>boundary_f1</code> of {NumberText.Of(settings.ValidationBoundaryF1)}, and on nothing else.</p>
            """);
    }

    private static Html Strip(SampleOutput output)
    {
        var units = output.Units!;
        var (truth, said) = (StepRange.Of([.. units.Select(u => u.Label == 1)]), StepRange.Of([.. units.Select(u => u.Prediction == 1)]));
        var height = (2 * (Band + Gap)) + Hill;
        var length = Seconds(units.Count * ContentFeatures.Step.Value);
        return Html.Of($"""
            <figure><svg class="chart" viewBox="0 0 {Width} {height}" role="img" aria-label="{output.Id}" xmlns="http://www.w3.org/2000/svg">
            <title>{output.Id}</title><desc>{length}, of which {Seconds(Kept(truth))} are kept; the model keeps {Seconds(Kept(said))}.</desc>
            {Bands(truth, units.Count, 0, "truth")}{Bands(said, units.Count, Band + Gap, "said")}
            <path d="{Curve([.. units.Select(u => u.Probability)], 2 * (Band + Gap))}" style="fill:var(--control)"/>
            </svg><figcaption>{output.Id}: {length}, {Seconds(Kept(truth))} kept, {Seconds(Kept(said))} by the model, F1 {NumberText.Of(F1(output))}</figcaption></figure>
            """);
    }

    private static Html Bands(List<StepRange> ranges, int steps, int top, string colour) => Html.Concat(ranges.Select(r => Html.Of(
        $"""<rect x="{At(r.First, steps)}" y="{top}" width="{At(r.End, steps) - At(r.First, steps)}" height="{Band}" style="fill:var(--{colour})"/>""")));

    /// <summary>The area below the mean probability at each pixel.</summary>
    private static string Curve(float[] probabilities, int top)
    {
        var columns = Math.Min(Width, probabilities.Length);
        var points = Enumerable.Range(0, columns).Select(c =>
        {
            var (first, end) = ((int)((long)c * probabilities.Length / columns), (int)((long)(c + 1) * probabilities.Length / columns));
            return string.Create(CultureInfo.InvariantCulture, $"L{c * Width / columns} {top + Hill - (int)Math.Round(Hill * CutDecoding.Mean(probabilities, new(first, end)))}");
        });
        return string.Create(CultureInfo.InvariantCulture, $"M0 {top + Hill}{string.Concat(points)}L{Width} {top + Hill}Z");
    }

    private static int At(int step, int steps) => (int)Math.Round((double)step * Width / steps);

    private static double Kept(List<StepRange> ranges) => ranges.Sum(r => r.Count) * ContentFeatures.Step.Value;

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");

    private static double F1(SampleOutput output) => output.Ratios![CutJudge.KeepF1] is { Count: > 0 } ratio ? ratio.Sum / ratio.Count : 0;
}
