using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Report.Pages;

namespace Saccade.Editing.Style.Pages;

/// <summary>The style report as one HTML file: how fast, where pictures are, what moves, what follows what, and how alike the projects are.</summary>
public static class StylePage
{
    /// <param name="report">What was counted.</param>
    /// <param name="folder">Whose timelines: the folder's name.</param>
    /// <param name="made">When.</param>
    public static string Of(StyleReport report, string folder, DateTimeOffset made) => ReportPage.Of($"How {folder} is cut", Html.Of($"""
        <p class="quiet">{StyleText.Count(report.Projects, "project")}, {StyleText.Count(report.Timelines, "timeline")}, {StyleText.Count(report.Clips, "clip")} of pictures, {StyleText.Seconds(report.Seconds)} of finished cut{(report.LeftOut.Count > 0 ? $"; {StyleText.Count(report.LeftOut.Count, "file")} left out (see the end)" : "")}.
        Counted from the timelines themselves; nothing was trained.</p>
        {GlancePart.Of(report)}
        {PatternPart.Of(report.Patterns, report.Projects)}
        {RhythmPart.Of(report.Rhythm)}
        {LayoutPart.Of(report)}
        {MovePart.Of(report.Moves)}
        {JoinPart.Of(report)}
        {ConsistencyPart.Of(report.Consistency)}
        {LeftOut(report.LeftOut)}
        <h2>How to read this</h2>
        <p class="quiet">V1 is the lowest track of pictures, V2 the one above it, and so on; clips and tracks that are switched off do not count. "Middle" is the median: half are shorter, half are longer. Two numbers in brackets say
        between which a value would probably lie (95 %) on another shelf of as many projects by the same hand; with one project there are none.</p>
        """), made);

    private static Html LeftOut(IReadOnlyList<LeftOutFile> files) => files.Count == 0 ? Html.Empty : Html.Of($"""
        <h2>Files left out</h2>
        {FactTable.Of(files.Select(f => (f.File, f.Reason)))}
        """);
}
