using Saccade.Objects.Metrics;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Report;
using Saccade.Training;

namespace Saccade.Objects.Reporting;

/// <summary>The report's part on objects that stay and objects that flicker: what was decided, where attention went, clips that play, and the surest mistakes.</summary>
internal static class PersistenceSection
{
    private const string Title = "What stays and what flickers";
    private const int Recognised = 4, Worst = 4, Maps = 4;

    public static ReportSection? Of(PersistenceApplication application, RunFolder run, Evaluation evaluation)
    {
        var unit = UnitOf(run);
        var outputs = run.ReadOutputs(evaluation.Split);
        if (outputs.Count == 0)
            return null;
        using var data = Data(application, run, evaluation);
        var answers = outputs.Index().Select(o => (o.Index, Output: o.Item, Wrong: Wrongness(o.Item, unit))).ToArray();
        var (right, wrong) = (Right(answers, unit), answers.Where(a => a.Wrong > 0).OrderByDescending(a => a.Wrong).ThenBy(a => a.Index).ToArray());
        var good = Read(data, evaluation.Split, right);
        var bad = Read(data, evaluation.Split, wrong.Take(Worst));
        var mapped = good.Take(Maps - 1).Concat(bad).Where(c => c.Attention is { } a && AttentionMetric.IsEligible(a) && a.Received.Count == c.Tokens.Count).Take(Maps).ToArray();
        return new ReportSection(Title, Html.Of($"""
            <p>Something is <strong>persistent</strong> when it is there to stay and <strong>transient</strong> when it flickers: an object that is there for one to three frames, a frame in which such a one can be seen, a clip
            in which a fifth of the frames or more are such frames. This model was asked about each <strong>{DecisionPart.Name(unit)}</strong>.</p>
            {DecisionPart.Of(outputs, unit)}
            {(data is null ? Html.Of($"<p class=\"quiet\">The run's data is not there any more, or is another, so no clips can be shown.</p>") : Html.Of($"""
                <h3>Clips that it got right</h3>
                {TrackClips.Legend(unit)}
                {(good.Length > 0 ? TrackClips.Grid(good, unit) : Html.Of($"<p>There is none.</p>"))}
                <h3>The surest mistakes</h3>
                <p class="quiet">In {NumberText.Count(wrong.Length)} of {NumberText.Count(outputs.Count)} clips something was told wrongly{(wrong.Length > Worst ? "; these are the mistakes that the model was surest of" : "")}.</p>
                {TrackClips.Grid(bad, unit)}
                """))}
            {AttentionPart.Of(run, evaluation, outputs, mapped)}
            """).ToString());
    }

    /// <summary>What a run tells apart.</summary>
    public static PersistenceUnit UnitOf(RunFolder run) => PersistenceUnit.Named(run.ReadInfo().Recipe["model"]?.ToString() ?? "");

    /// <summary>The data that a run was judged on; null when it is not there any more, or is another.</summary>
    public static TokenizedClips? Data(PersistenceApplication application, RunFolder run, Evaluation evaluation)
    {
        try
        {
            var data = (TokenizedClips)application.OpenData(new ApplicationList(application).Bind(run).Recipe);
            if (evaluation.DataHash.Length > 0 ? data.HashOf(evaluation.Split) == evaluation.DataHash : data.Hash == run.ReadInfo().DataHash)
                return data;
            data.Dispose();
            return null;
        }
        catch (RunException)
        {
            return null;
        }
    }

    // Persistent and transient clips in turn, of those with both kinds of sightings first.
    private static IEnumerable<(int Index, SampleOutput Output, double Wrong)> Right((int Index, SampleOutput Output, double Wrong)[] answers, PersistenceUnit unit) => answers
        .Where(a => a.Wrong == 0).OrderBy(a => unit.HasVideo || a.Output.Units?.Select(u => u.Label).Distinct().Count(l => l >= 0) == 2 ? 0 : 1)
        .GroupBy(a => a.Output.Label).SelectMany(g => g.Index()).OrderBy(a => a.Index).ThenBy(a => a.Item.Output.Label).Select(a => a.Item).Take(Recognised);

    // How sure the model was of its worst mistake in a clip; 0 without one.
    private static double Wrongness(SampleOutput output, PersistenceUnit unit)
    {
        if (unit.HasVideo)
            return output.Label >= 0 && output.Prediction >= 0 && output.Label != output.Prediction && output.Probabilities.Count == 2 ? output.Probabilities[output.Prediction] : 0;
        return TrackClips.Wrongest(output) is { } worst ? Math.Max(worst.Probability, 1 - worst.Probability) : 0;
    }

    private static JudgedClip[] Read(TokenizedClips? data, Split split, IEnumerable<(int Index, SampleOutput Output, double Wrong)> chosen) =>
        data is null ? [] : [.. chosen.Select(c => JudgedClip.Read(data, split, c.Index, c.Output)).OfType<JudgedClip>()];
}
