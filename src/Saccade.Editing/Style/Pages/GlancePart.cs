using Saccade.Report;
using Saccade.Training;

namespace Saccade.Editing.Style.Pages;

/// <summary>The numbers that say most, as tiles.</summary>
internal static class GlancePart
{
    public static Html Of(StyleReport report)
    {
        var minutes = report.Seconds / 60;
        var layers = report.Tracks.Sum(t => t.ShareOfTime.Value);
        return Html.Of($"""
            <div class="tiles">
            {Tile("cuts a minute", NumberText.Of(report.Rhythm.CutsPerMinute.Value), Bounds(report.Rhythm.CutsPerMinute, NumberText.Of))}
            {Tile("middle shot", StyleText.Seconds(report.Rhythm.MedianShotSeconds.Value), Bounds(report.Rhythm.MedianShotSeconds, StyleText.Seconds))}
            {Tile("pictures at once", NumberText.Of(layers), $"on {StyleText.Count(report.Tracks.Count, "track")}")}
            {Tile("moves a minute", NumberText.Of(report.Moves.Sum(m => m.Moves) / minutes), "by keyframes")}
            {Tile("cuts with a transition", StyleText.Percent(report.Transitions.ShareOfCuts.Value), Bounds(report.Transitions.ShareOfCuts, StyleText.Percent))}
            {Tile("titles a minute", NumberText.Of(report.Titles.TitlesPerMinute.Value), Bounds(report.Titles.TitlesPerMinute, NumberText.Of))}
            </div>
            """);
    }

    private static string Bounds(Interval interval, Func<double, string> text) => double.IsNaN(interval.Low) ? "" : $"{text(interval.Low)} to {text(interval.High)}";

    private static Html Tile(string name, string value, string bounds) => Html.Of($"""
        <div class="tile"><div class="name">{name}</div><div class="value">{value}</div><div class="bounds">{bounds}</div></div>
        """);
}
