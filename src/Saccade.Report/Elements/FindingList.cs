using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What must be known beside the numbers, a line each; nothing when there is nothing.</summary>
public static class FindingList
{
    public static Html Of(Evaluation evaluation) => Html.Of($"""
        {evaluation.Findings.Select(f => Html.Of($"<p><span class=\"badge doubtful\">{NumberText.Words(f.Name)}</span> {f.Detail}</p>"))}
        """);
}
