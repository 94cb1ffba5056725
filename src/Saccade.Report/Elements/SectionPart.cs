using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>The applications' own parts of a page, as many as keep the file small enough to be mailed; those left out are named.</summary>
public static class SectionPart
{
    /// <summary>Most characters of all sections of a page together.</summary>
    public const int MostCharacters = 2_000_000;

    /// <param name="sections">What to head each with beside its own title, empty for nothing, and the section.</param>
    public static Html Of(IEnumerable<(string Heading, ReportSection Section)> sections)
    {
        var (parts, leftOut, length) = (new List<Html>(), new List<string>(), 0);
        foreach (var (heading, section) in sections)
        {
            var title = heading.Length > 0 ? $"{heading}: {section.Title}" : section.Title;
            if (length + section.Html.Length > MostCharacters)
            {
                leftOut.Add(title);
                continue;
            }
            length += section.Html.Length;
            parts.Add(Html.Of($"<h2>{title}</h2>{Html.Trusted(section.Html)}"));
        }
        return Html.Of($"""
            {parts}
            {(leftOut.Count == 0 ? Html.Empty : Html.Of($"<p class=\"quiet\">Left out, to keep this page small: {string.Join("; ", leftOut)}. Each run's own report has it.</p>"))}
            """);
    }
}
