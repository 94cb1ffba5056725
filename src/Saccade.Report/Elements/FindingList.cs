using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What must be known beside the numbers, a line each; nothing when there is nothing.</summary>
public static class FindingList
{
    public static Html Of(Evaluation evaluation) => Html.Concat(evaluation.Findings.Select(f => Line(f, [])));

    /// <param name="finding">What is to be known.</param>
    /// <param name="of">The models that it is true of; none where only one is spoken of.</param>
    public static Html Line(Finding finding, IReadOnlyCollection<string> of) => Html.Of($"""
        <p><span class="badge doubtful">{NumberText.Words(finding.Name)}</span> {(of.Count > 0 ? $"{string.Join(", ", of)}: " : "")}{finding.Detail}</p>
        """);
}
