using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>What each number is, in words.</summary>
public static class MetricMeanings
{
    /// <param name="metrics">The application's.</param>
    /// <param name="shown">The names of those that the page shows.</param>
    public static Html Of(IEnumerable<IMetric> metrics, IEnumerable<string> shown)
    {
        var names = shown.ToHashSet();
        var explained = metrics.Where(m => m.Meaning.Length > 0 && names.Contains(m.Name)).ToArray();
        return explained.Length == 0 ? Html.Empty : Html.Of($"""
            <p class="quiet">{explained.Select(m => Html.Of($"<strong>{NumberText.Words(m.Name)} {(!m.HasDirection ? "" : m.HigherIsBetter ? "↑" : "↓")}</strong> {m.Meaning}. "))}↑ higher is better, ↓ lower is better.</p>
            """);
    }
}
