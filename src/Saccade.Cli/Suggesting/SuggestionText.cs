using System.Text.Json;
using Saccade.Editing.Suggesting;
using Spectre.Console;

namespace Saccade.Cli.Suggesting;

/// <summary>What a suggestion does, as lines that people read (a sign, where, what, how sure, why) and as objects that machines do.</summary>
internal static class SuggestionText
{
    public static void Show(IAnsiConsole screen, Suggestion suggestion)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in new[] { "", "track", "time", "source", "clip", "sure" })
            table.AddColumn(new TableColumn(column).NoWrap());
        table.AddColumn("why");
        foreach (var change in suggestion.Changes)
            table.AddRow(Row(change).Select(Markup.Escape).ToArray());
        if (suggestion.Changes.Count > 0)
            screen.Write(table);
        foreach (var note in suggestion.Notes)
            screen.WriteLine($"note: {note}");
        screen.WriteLine($"{Counts(suggestion)}; {LengthText.Of(suggestion.Sequence.Duration)} in all");
    }

    public static object Json(SuggestedChange change) => new
    {
        Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()),
        change.Track,
        change.Clip,
        Start = change.Start.ToString(),
        End = change.End.ToString(),
        SourceStart = change.SourceStart?.ToString(),
        change.Confidence,
        change.Reason,
        Was = change.Was is { } was ? new { Start = was.Start.ToString(), End = was.End.ToString() } : null,
    };

    /// <summary>Where on the timeline, and which moments of the source; footage that is left out is nowhere on the timeline.</summary>
    private static string[] Row(SuggestedChange change)
    {
        var (time, source) = ($"{LengthText.Of(change.Start)}-{LengthText.Of(change.End)}", change.SourceStart is { } start ? $"{LengthText.Of(start)}-{LengthText.Of(start + change.End - change.Start)}" : "");
        if (change is { Kind: ChangeKind.Moved, Was: { } was })
            time += $" (was {LengthText.Of(was.Start)}-{LengthText.Of(was.End)})";
        var sure = change.Confidence is { } confidence ? FormattableString.Invariant($"{100 * confidence:0} %") : "";
        return [Sign(change.Kind), change.Track, change.Kind == ChangeKind.LeftOut ? "" : time, source, change.Clip, sure, change.Reason];
    }

    private static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Moved or ChangeKind.Changed => "~",
        _ => "-",
    };

    private static string Counts(Suggestion suggestion)
    {
        var counts = suggestion.Changes.CountBy(c => c.Kind).OrderBy(c => c.Key).Select(c => $"{c.Value} {Word(c.Key)}");
        return string.Join(", ", counts.DefaultIfEmpty("nothing changes"));
    }

    private static string Word(ChangeKind kind) => kind == ChangeKind.LeftOut ? "left out" : kind.ToString().ToLowerInvariant();
}
