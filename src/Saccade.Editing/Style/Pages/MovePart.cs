using Saccade.Editing.Timelines;
using Saccade.Report;

namespace Saccade.Editing.Style.Pages;

/// <summary>What keyframes move.</summary>
internal static class MovePart
{
    public static Html Of(IReadOnlyList<MoveHabits> moves) => Html.Of($"""
        <h2>Zooms and moves</h2>
        {(moves.Count == 0 ? Html.Of($"<p>Nothing is moved by keyframes.</p>") : Html.Of($"""
            <div class="wide"><table><thead><tr><th>track</th><th>moves</th><th>a minute</th><th>of its clips</th><th>mostly from</th><th>mostly to</th><th>takes</th><th>after the clip's start</th></tr></thead><tbody>
            {moves.Select(Row)}
            </tbody></table></div>
            <p class="quiet">A move is a stretch between keyframes in which a value goes one way; the way back is another. In brackets how many of these moves. Times are the middle ones; between which half of them lie stands behind.
            Zooms and fades are in percent, crops in percent cut off on all sides together, places in percent of the frame from the centre.</p>
            """))}
        """);

    private static Html Row(MoveHabits move) => Html.Of($"""
        <tr><th scope="row">{StyleText.Track(move.Track)} {StyleText.Move(move.Kind)}</th><td>{NumberText.Count(move.Moves)}</td><td>{NumberText.Of(move.PerMinute.Value)}</td><td>{StyleText.Percent(move.ClipShare)}</td>
        <td>{Mostly(move.Kind, move.From)}</td><td>{Mostly(move.Kind, move.To)}</td><td>{Time(move.Seconds)}</td><td>{Time(move.AfterClipSeconds)}</td></tr>
        """);

    private static Html Mostly(MoveKind kind, IReadOnlyList<Usual<Pair>> values) =>
        Html.Of($"{StyleText.Value(kind, values[0].Value)} <span class=\"bounds\">({StyleText.Percent(values[0].Share)})</span>");

    private static Html Time(Spread time) => time.UpperQuartile - time.LowerQuartile < 0.02
        ? Html.Of($"{StyleText.Seconds(time.Median)}")
        : Html.Of($"{StyleText.Seconds(time.Median)} <span class=\"bounds\">({StyleText.Seconds(time.LowerQuartile)} to {StyleText.Seconds(time.UpperQuartile)})</span>");
}
