using Saccade.Report;

namespace Saccade.Editing.Style.Pages;

/// <summary>Transitions, sound that is cut apart from its picture, speeds and titles: a sentence or two each.</summary>
internal static class JoinPart
{
    private const int Shown = 8;

    public static Html Of(StyleReport report) => Html.Of($"""
        <h2>Transitions, sound, speed, titles</h2>
        {Transitions(report.Transitions)}
        {Sound(report.SplitEdits)}
        {Speed(report.Speed)}
        {Titles(report.Titles)}
        """);

    private static Html Transitions(TransitionHabits transitions) => transitions.Transitions == 0
        ? Html.Of($"<p><strong>Transitions:</strong> none; every cut is a straight one.</p>")
        : Html.Of($"""
            <p><strong>Transitions:</strong> {StyleText.Percent(transitions.ShareOfCuts)} of {StyleText.Count(transitions.Cuts, "cut")} have one{(transitions.Fades > 0 ? $", and {StyleText.Count(transitions.Fades, "fade")} from or to nothing" : "")}.</p>
            <table><thead><tr><th>kind</th><th>how often</th><th>of all transitions</th><th>middle length</th></tr></thead><tbody>
            {transitions.Kinds.Take(Shown).Select(k => Html.Of($"<tr><th scope=\"row\">{k.Name}</th><td>{NumberText.Count(k.Count)}</td><td>{StyleText.Percent(k.Share)}</td><td>{StyleText.Seconds(k.Seconds.Median)}</td></tr>"))}
            </tbody></table>
            """);

    private static Html Sound(SplitEdits splits)
    {
        if (splits.Linked == 0)
            return Html.Of($"<p><strong>Sound:</strong> no picture has linked sound, so J and L cuts cannot be told.</p>");
        if (splits.JCuts + splits.LCuts == 0)
            return Html.Of($"<p><strong>Sound:</strong> is always cut with its picture ({StyleText.Count(splits.Linked, "picture")} with linked sound).</p>");
        return Html.Of($"""
            <p><strong>Sound:</strong> of {StyleText.Count(splits.Linked, "picture")} with linked sound, {StyleText.Percent(splits.JShare)} are heard before they are seen (J cuts{(splits.JCuts > 0 ? $", by {StyleText.Seconds(splits.LeadSeconds.Median)} in the middle" : "")}),
            and {StyleText.Percent(splits.LShare)} are heard after they are gone (L cuts{(splits.LCuts > 0 ? $", by {StyleText.Seconds(splits.LagSeconds.Median)}" : "")}).</p>
            """);
    }

    private static Html Speed(SpeedHabits speed)
    {
        if (speed.Clips == 0)
            return Html.Of($"<p><strong>Speed:</strong> every clip runs at its own.</p>");
        (int Count, string Name)[] kinds = [(speed.Faster, "faster"), (speed.Slower, "slower"), (speed.Backwards, "backwards"), (speed.Held, "held frames"), (speed.Remapped, "with a changing speed")];
        return Html.Of($"""
            <p><strong>Speed:</strong> changed in {StyleText.Percent(speed.ShareOfClips)} of clips: {string.Join(", ", kinds.Where(k => k.Count > 0).Select(k => $"{NumberText.Count(k.Count)} {k.Name}"))}.{(speed.Speeds.Count > 0
                ? FormattableString.Invariant($" Used most: {speed.Speeds[0].Value * 100:0} % ({StyleText.Percent(speed.Speeds[0].Share)} of the even ones).") : "")}</p>
            """);
    }

    private static Html Titles(TitleHabits titles)
    {
        if (titles.Titles + titles.Generators == 0)
            return Html.Of($"<p><strong>Titles:</strong> none.</p>");
        var shown = titles.Titles == 0 ? "no titles" : $"{StyleText.Count(titles.Titles, "title")}, {NumberText.Of(titles.TitlesPerMinute.Value)} a minute, mostly on {StyleText.Track(titles.Tracks[0].Value)}; the middle one stays {StyleText.Seconds(titles.TitleSeconds.Median)}"
            + (titles.TitleWords.Count > 0 ? $" and has {titles.TitleWords.Median:0} words" : "");
        return Html.Of($"""
            <p><strong>Titles:</strong> {shown}.{(titles.Generators > 0 ? $" Other things made by the editing program: {NumberText.Count(titles.Generators)}, mostly {titles.Kinds[0].Value}." : "")}</p>
            """);
    }
}
