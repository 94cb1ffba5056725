using Saccade.Report;
using Saccade.Report.Charts;

namespace Saccade.Editing.Style.Pages;

/// <summary>How fast the editor cuts.</summary>
internal static class RhythmPart
{
    public static Html Of(CutRhythm rhythm)
    {
        var shots = rhythm.ShotSeconds;
        return Html.Of($"""
            <h2>Rhythm</h2>
            <p>On {StyleText.Track(rhythm.Track)}, the track that is on most, a shot lasts <strong>{StyleText.Seconds(shots.Median)}</strong> in the middle; half of all shots last between {StyleText.Seconds(shots.LowerQuartile)} and
            {StyleText.Seconds(shots.UpperQuartile)}, one in ten is shorter than {StyleText.Seconds(shots.Low10)} and one in ten longer than {StyleText.Seconds(shots.High90)}. There are {NumberText.Of(rhythm.CutsPerMinute.Value)} cuts a minute. {Course(rhythm)}</p>
            <div class="charts">
            {new BarChart("How long shots last, in percent of all shots", [.. Shown(rhythm).Select(l => new Bar(Name(l), l.Share * 100, Colour: 0))]).ToSvg()}
            {new LineChart("Cuts a minute, from beginning to end", "percent of the timeline", [Curve(rhythm)]).ToSvg()}
            </div>
            {(rhythm.Kinds.Count > 0 ? Html.Of($"""
                <h3>What a cut leads to</h3>
                <table><thead><tr><th>a cut</th><th>of all cuts</th><th>how often</th></tr></thead><tbody>
                {rhythm.Kinds.Select(k => Html.Of($"<tr><th scope=\"row\">{StyleText.Cut(k.Value)}</th><td>{StyleText.Percent(k.Share)}</td><td>{NumberText.Count(k.Count)}</td></tr>"))}
                </tbody></table>
                """) : Html.Empty)}
            {(rhythm.UnseenCuts > 0 ? Html.Of($"<p class=\"quiet\">In {StyleText.Count(rhythm.UnseenCuts, "more place")} a clip was cut and goes on as before; nobody sees these, and they are not counted.</p>") : Html.Empty)}
            """);
    }

    /// <summary>Without empty ranges at both ends.</summary>
    private static IEnumerable<ShotLengths> Shown(CutRhythm rhythm)
    {
        var used = rhythm.Lengths.Index().Where(l => l.Item.Shots > 0).Select(l => l.Index).ToArray();
        return rhythm.Lengths.Take(used[^1] + 1).Skip(used[0]);
    }

    private static string Name(ShotLengths lengths) => lengths switch
    {
        { From: 0 } => $"under {lengths.To:0.##} s",
        { To: null } => $"over {lengths.From:0.##} s",
        _ => $"{lengths.From:0.##} to {lengths.To:0.##} s",
    };

    private static string Course(CutRhythm rhythm)
    {
        var (first, last) = (rhythm.Course[0], rhythm.Course[^1]);
        if (double.IsNaN(first.Low) || !(first.Low > last.High || first.High < last.Low))
            return "";
        return $"The end is cut {(last.Value > first.Value ? "faster" : "more slowly")} than the beginning: {NumberText.Of(first.Value)} a minute in the first tenth, {NumberText.Of(last.Value)} in the last.";
    }

    private static Curve Curve(CutRhythm rhythm)
    {
        var width = 100.0 / rhythm.Course.Count;
        return new Curve("cuts a minute", [.. rhythm.Course.Select((c, i) => new CurvePoint(width * (i + 0.5), c.Value, c.Low, c.High))]);
    }
}
