using Saccade.Training;

namespace Saccade.Report.Elements;

/// <summary>Which model a comparison recommends, and why.</summary>
public static class RecommendationPart
{
    public static Html Of(Recommendation recommendation) => Html.Of($"""
        <h2>Which model to take</h2>
        <p class="answer"><strong>{recommendation.Text}</strong></p>
        <ul>{recommendation.Reasons.Select(r => Html.Of($"<li>{r}</li>"))}</ul>
        """);
}
