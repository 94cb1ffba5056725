using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The data checks with what each found; failures first, those that the user overrode marked.</summary>
public static class CheckTable
{
    public static Html Of(IEnumerable<CheckResult> checks, IReadOnlyList<string> accepted) => Html.Of($"""
        <div class="wide"><table><tbody>{checks.OrderBy(c => c.Passed).Select(c => Html.Of($"""
            <tr><td>{State(c, accepted)}</td><th scope="row">{NumberText.Words(c.Name)}</th><td class="text">{c.Detail}</td></tr>
            """))}</tbody></table></div>
        """);

    private static Html State(CheckResult check, IReadOnlyList<string> accepted) => check.Passed
        ? Html.Of($"<span class=\"badge good\">passed</span>")
        : accepted.Contains(check.Name)
            ? Html.Of($"<span class=\"badge doubtful\">failed, accepted by the user</span>")
            : Html.Of($"<span class=\"badge bad\">failed</span>");
}
