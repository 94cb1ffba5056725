using Saccade.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Saccade.Cli.Queue;

/// <summary>A queue's runs as the live table shows them, and the line below it.</summary>
internal static class QueueTable
{
    /// <summary>Lines of the terminal that are not rows: head, frame, summary and the prompt.</summary>
    private const int OtherLines = 7;
    private const int FewestRows = 3;

    /// <param name="rows">All runs.</param>
    /// <param name="summary">The line below the table.</param>
    /// <param name="height">Lines of the terminal; what does not fit is left out: first what has ended, then what waits.</param>
    public static IRenderable Of(IReadOnlyList<QueueRow> rows, string summary, int height)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("run", "status", "epoch", "best on validation", "steps/s", "time left");
        foreach (var column in table.Columns)
            column.NoWrap();
        foreach (var row in Shown(rows, Math.Max(FewestRows, height - OtherLines)))
            table.AddRow(new Text(row.Name), new Markup(Status(row)), new Text(row.Epoch), new Text(row.Best), new Text(row.Pace), new Text(row.Left));
        return new Rows(table, new Text(summary));
    }

    private static IEnumerable<QueueRow> Shown(IReadOnlyList<QueueRow> rows, int most)
    {
        var kept = rows.OrderBy(r => r.IsRunning ? 0 : r.Outcome is null ? 1 : 2).Take(most).ToHashSet();
        return rows.Where(kept.Contains);
    }

    private static string Status(QueueRow row) => row.Outcome switch
    {
        null => Markup.Escape(row.Status),
        { Evaluation: { } evaluation } => EvidenceText.Verdict(evaluation.Verdict),
        { Status: RunStatus.Failed } => $"[red]{Markup.Escape(row.Status)}[/]",
        _ => $"[yellow]{Markup.Escape(row.Status)}[/]",
    };
}
