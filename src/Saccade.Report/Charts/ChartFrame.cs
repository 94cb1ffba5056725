namespace Saccade.Report.Charts;

/// <summary>The outside of every chart: its size, its name, and in words what it shows, for those who do not see it.</summary>
internal static class ChartFrame
{
    /// <param name="width">In the chart's own pixels.</param>
    /// <param name="height">Likewise.</param>
    /// <param name="title">Its name.</param>
    /// <param name="description">What it shows, with the numbers that matter.</param>
    /// <param name="inside">Everything within.</param>
    /// <param name="largest">The widest that it is shown, in pixels of the page; null: as wide as other charts.</param>
    public static Html Of(int width, int height, string title, string description, Html inside, int? largest = null) => Html.Of($"""
        <svg class="chart" viewBox="0 0 {width} {height}"{(largest is { } most ? Html.Of($" style=\"max-width:{most}px\"") : Html.Empty)} role="img" aria-label="{title}" xmlns="http://www.w3.org/2000/svg">
        <title>{title}</title><desc>{description}</desc>
        {inside}
        </svg>
        """);
}
