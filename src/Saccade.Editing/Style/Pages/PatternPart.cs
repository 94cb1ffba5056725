using Saccade.Editing.Style.Patterns;
using Saccade.Report;

namespace Saccade.Editing.Style.Pages;

/// <summary>What follows what.</summary>
internal static class PatternPart
{
    private const int Told = 12;

    public static Html Of(PatternList patterns, int projects) => Html.Of($"""
        <h2>What follows what</h2>
        {(patterns.Found.Count > 0 ? Found(patterns, projects) : Html.Of($"<p>Nothing was found that follows something else more often than chance would have it.</p>"))}
        <p class="quiet">{StyleText.Count(patterns.Tested, "pair")} of things were looked at; told is what follows within {StyleText.Seconds(patterns.WindowSeconds)} clearly more often than chance, with room made for so many looks.
        {(patterns.TooFew > 0 ? $"Of {StyleText.Count(patterns.TooFew, "further pair")} nothing is said: they happen too seldom." : "")} By chance: were one track's rhythm slid along the other's by up to ten seconds at random.</p>
        """);

    private static Html Found(PatternList patterns, int projects)
    {
        var rest = patterns.Found.Skip(Told).ToArray();
        return Html.Of($"""
            {Table(patterns.Found.Take(Told), projects)}
            {(rest.Length > 0 ? Html.Of($"<details><summary>{StyleText.Count(rest.Length, "more pattern")}</summary>{Table(rest, projects)}</details>") : Html.Empty)}
            """);
    }

    private static Html Table(IEnumerable<Pattern> patterns, int projects) => Html.Of($"""
        <div class="wide"><table><thead><tr><th>When</th><th>then</th><th>later by</th><th>how often</th><th>cases</th><th>by chance</th><th>projects</th></tr></thead><tbody>
        {patterns.Select(p => Html.Of($"""
            <tr><th scope="row">{StyleText.Event(p.First)}</th><td>{StyleText.Event(p.Then)}{(p.Target is null ? Html.Empty : Html.Of($" to {p.Target} <span class=\"bounds\">({StyleText.Percent(p.TargetShare)} of these)</span>"))}</td><td>{Delay(p.DelaySeconds)}</td>
            <td>{StyleText.Percent(p.Share.Value)} <span class="bounds">{Bounds(p)}</span></td><td>{NumberText.Count(p.Cases)}</td><td>{StyleText.Percent(p.ByChance)}</td><td>{p.Projects} of {projects}</td></tr>
            """))}
        </tbody></table></div>
        """);

    private static string Bounds(Pattern pattern) => double.IsNaN(pattern.Share.Low) ? "" : StyleText.Percent(pattern.Share)[(StyleText.Percent(pattern.Share.Value).Length + 1)..];

    private static string Delay(Spread delay) => delay.High90 < 0.02 ? "at once"
        : delay.UpperQuartile - delay.LowerQuartile < 0.02 ? StyleText.Seconds(delay.Median)
        : $"{StyleText.Seconds(delay.LowerQuartile)[..^2]} to {StyleText.Seconds(delay.UpperQuartile)}";
}
