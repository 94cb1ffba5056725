using Saccade.Report;
using Saccade.Report.Charts;

namespace Saccade.Editing.Style.Pages;

/// <summary>What each track is used for, where its pictures are, and which tracks are on together.</summary>
internal static class LayoutPart
{
    private const int MostTracksTogether = 10;

    public static Html Of(StyleReport report) => Html.Of($"""
        <h2>Tracks and places</h2>
        <div class="wide"><table><thead><tr><th>track</th><th>on, of the time</th><th>clips</th><th>middle shot</th><th>size used most</th><th>place used most</th><th>cropped</th><th>moving</th></tr></thead><tbody>
        {report.Tracks.Select(Row)}
        </tbody></table></div>
        <p class="quiet">Sizes are percent of a picture's own size; places are where its anchor is, in percent of the frame from the centre. Behind each stands how much of the time that the picture stands still.</p>
        <div class="frames">{report.Tracks.Where(t => t.Boxes.Count > 0).Select(t => Frame(t, report.FrameAspect))}</div>
        <p class="quiet">What the five commonest placements of each track cover of the frame: the fuller the colour, the longer. What reaches beyond the frame is not seen. A picture of unknown size counts as large as the frame.</p>
        {Crops(report.Tracks)}
        {(report.Tracks.Count > 1 ? Together(report) : Html.Empty)}
        """);

    private static Html Row(TrackHabits track) => Html.Of($"""
        <tr><th scope="row">{StyleText.Track(track.Track)}</th><td>{StyleText.Percent(track.ShareOfTime.Value)}</td><td>{NumberText.Count(track.Clips)}</td><td>{StyleText.Seconds(track.ShotSeconds.Median)}</td>
        <td>{(track.Scales is [var scale, ..] ? Html.Of($"{scale.Value:0} % {Of(scale.Share)}") : Html.Empty)}</td><td>{Place(track)}</td>
        <td>{StyleText.Percent(track.CroppedShare)}</td><td>{StyleText.Percent(track.MovingShare)}</td></tr>
        """);

    private static Html Place(TrackHabits track) => track.Placements is [var placement, ..]
        ? Html.Of($"{StyleText.Place(placement.Value.X, placement.Value.Y)} {Of(track.Placements.Where(p => p.Value.X == placement.Value.X && p.Value.Y == placement.Value.Y).Sum(p => p.Share))}")
        : Html.Empty;

    private static Html Of(double share) => Html.Of($"<span class=\"bounds\">({StyleText.Percent(share)})</span>");

    private static Html Frame(TrackHabits track, double aspect) => new FrameChart(StyleText.Track(track.Track), aspect,
        [.. track.Boxes.Select(b => new FrameBox($"{b.Value.Width * 100:0} x {b.Value.Height * 100:0} % of the frame", b.Value.Left, b.Value.Top, b.Value.Width, b.Value.Height, b.Share))]).ToSvg();

    private static Html Crops(IReadOnlyList<TrackHabits> tracks)
    {
        var cropped = tracks.Where(t => t.Crops.Count > 0).ToArray();
        return cropped.Length == 0 ? Html.Empty : Html.Of($"""
            <p>Crops used most: {string.Join("; ", cropped.Select(t => $"{StyleText.Track(t.Track)} {StyleText.Crop(t.Crops[0].Value)} ({StyleText.Percent(t.Crops[0].Share)} of its cropped time)"))}.</p>
            """);
    }

    private static Html Together(StyleReport report)
    {
        var tracks = report.Tracks.OrderByDescending(t => t.ShareOfTime.Value).Take(MostTracksTogether).Select(t => t.Track).Order().ToArray();
        return Html.Of($"""
            <h3>Which tracks are on together</h3>
            <div class="wide"><table><thead><tr><th>while this is on ..</th>{tracks.Select(t => Html.Of($"<th>{StyleText.Track(t)} is on</th>"))}</tr></thead><tbody>
            {tracks.Select(row => Html.Of($"<tr><th scope=\"row\">{StyleText.Track(row)}</th>{tracks.Select(column => Html.Of($"<td>{Cell(report, row, column)}</td>"))}</tr>"))}
            <tr><th scope="row">at any time</th>{tracks.Select(t => Html.Of($"<td class=\"quiet\">{StyleText.Percent(report.Tracks.First(h => h.Track == t).ShareOfTime.Value)}</td>"))}</tr>
            </tbody></table></div>
            <p class="quiet">Of the time that the track on the left is on, how much the one above is on too. Compare it with the last row: far below it, the two keep out of each other's way; far above, they go together.{(tracks.Length < report.Tracks.Count ? $" The {tracks.Length} tracks that are on most." : "")}</p>
            """);
    }

    private static string Cell(StyleReport report, int row, int column)
    {
        if (row == column)
            return "";
        var pair = report.Together.First(p => p.A == Math.Min(row, column) && p.B == Math.Max(row, column));
        return StyleText.Percent(row < column ? pair.ShareOfA : pair.ShareOfB);
    }
}
