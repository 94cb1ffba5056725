using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The applications' own parts of a page, as many as keep the file small enough to be mailed; those left out are named.</summary>
public static class SectionPart
{
    /// <summary>Most characters of all sections of a page together.</summary>
    public const int MostCharacters = 2_000_000;

    /// <summary>The section of the one run that a page is about.</summary>
    public static Html Of(ReportSection section) => section.Html.Length > MostCharacters
        ? LeftOut([section.Title])
        : Html.Of($"<h2>{section.Title}</h2>{Html.Trusted(section.Html)}");

    /// <summary>Sections of several runs, folded but for the first.</summary>
    /// <param name="sections">What to call each run, and its section.</param>
    public static Html Of(IEnumerable<(string Run, ReportSection Section)> sections)
    {
        var (kept, leftOut, length) = (new List<(string Run, ReportSection Section)>(), new List<string>(), 0);
        foreach (var (run, section) in sections)
        {
            if (length + section.Html.Length > MostCharacters)
            {
                leftOut.Add($"{section.Title} of {run}");
                continue;
            }
            length += section.Html.Length;
            kept.Add((run, section));
        }
        return Html.Of($"""
            {kept.GroupBy(k => k.Section.Title).Select(group => Html.Of($"""
                <h2>{group.Key}</h2>{group.Select((k, i) => Html.Of($"<details{Html.Trusted(i == 0 ? " open=\"\"" : "")}><summary>{k.Run}</summary>{Html.Trusted(k.Section.Html)}</details>"))}
                """))}
            {(leftOut.Count > 0 ? LeftOut(leftOut) : Html.Empty)}
            """);
    }

    private static Html LeftOut(IEnumerable<string> what) => Html.Of($"""
        <p class="quiet">Left out, to keep this page small: {string.Join("; ", what)}. The report of the run alone has more room.</p>
        """);
}
