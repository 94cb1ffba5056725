using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>runs query</c>: which runs there are, chosen, sorted and shown as a table, CSV or JSON. Runs that cannot be read are counted and told.</summary>
internal sealed class RunsQueryCommand : SaccadeCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the folder that holds the runs, at any depth (default: runs)", DefaultValueFactory = _ => "runs" };
    private readonly Option<string?> _where = new("--where") { Description = "only runs for which this holds", HelpName = "EXPRESSION" };
    private readonly Option<string?> _select = new("--select") { Description = "the columns; NAME* stands for all that begin so", HelpName = "NAME,NAME" };
    private readonly Option<string?> _sort = new("--sort") { Description = "sort by these values; NAME:desc has the greatest first, NAME or NAME:asc the least", HelpName = "NAME,NAME" };
    private readonly Option<int?> _limit = new("--limit") { Description = "so many runs at most", HelpName = "N" };
    private readonly Option<bool> _csv = new("--csv") { Description = "print comma-separated values" };

    public RunsQueryCommand()
        : base("query", "choose among runs and list their recipes, metrics and verdicts as table, CSV or JSON", "saccade runs query runs --where \"metric.accuracy > 0.9 and task = counting\" --sort metric.accuracy:desc")
    {
        Add(_folder);
        foreach (var option in new Option[] { _where, _select, _sort, _limit, _csv })
            Add(option);
    }

    public override string Notes => """
        Names: run task model seed status created ended seconds epoch best_epoch step parameters loss train_loss verdict reason; every key of the
        recipe (learning_rate, model.depth); metric.NAME, of the best epoch on validation; test.NAME and validation.NAME of the evidence, with .low and .high.
        Comparisons: = != > >= < <= and ~ (contains), with and, or, not and parentheses. A value that a run lacks fits nothing. docs/run-folder.md
        """;

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        if (arguments.GetValue(_limit) is < 0)
            throw new UsageException("--limit has to be 0 or more");
        var root = arguments.GetRequiredValue(_folder);
        var query = new RunQuery { Where = FilterOf(arguments), Select = List(arguments, _select), Sort = List(arguments, _sort), Limit = arguments.GetValue(_limit) };
        var scan = RunScan.Of(root, context.Clock.GetUtcNow());
        var result = query.Run(scan, root);
        foreach (var notice in result.Notices)
            context.Tell(notice);
        foreach (var damaged in scan.Damaged)
            context.Tell($"damaged: {damaged.Cause}");
        return new Outcome(Json(root, scan, result), arguments.GetValue(_csv) ? screen => Csv(screen, result) : screen => Show(screen, scan, result));
    }

    private RunFilter? FilterOf(ParseResult arguments)
    {
        try
        {
            return arguments.GetValue(_where) is { } where ? RunFilter.Parse(where) : null;
        }
        catch (RunQueryException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static string[] List(ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static object Json(string root, RunScan scan, RunQueryResult result) => new
    {
        Folder = Path.GetFullPath(root),
        Runs = result.Rows.Select(row => new JsonObject(result.Columns.Select(c => KeyValuePair.Create(c, row.TryGetValue(c, out var value) ? value.ToJson() : null)))),
        result.Matched,
        All = scan.Runs.Count,
        scan.Damaged,
        result.Notices,
    };

    private static void Csv(IAnsiConsole screen, RunQueryResult result)
    {
        // Past the console, which would break long lines.
        var writer = screen.Profile.Out.Writer;
        writer.WriteLine(string.Join(',', result.Columns.Select(Quoted)));
        foreach (var row in result.Rows)
            writer.WriteLine(string.Join(',', result.Columns.Select(c => row.TryGetValue(c, out var value) ? Quoted(value.Text) : "")));
    }

    /// <summary>As RFC 4180 wants it.</summary>
    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : text;

    /// <summary>Columns as wide as what stands in them and no lines broken: rows stay rows in a pipe and in a narrow window.</summary>
    private static void Show(IAnsiConsole screen, RunScan scan, RunQueryResult result)
    {
        string[][] lines = [[.. result.Columns], .. result.Rows.Select(row => result.Columns.Select(c => row.TryGetValue(c, out var value) ? Shown(value) : "").ToArray())];
        var widths = result.Columns.Select((_, column) => lines.Max(l => l[column].Length)).ToArray();
        var writer = screen.Profile.Out.Writer;
        foreach (var line in result.Rows.Count > 0 ? lines : [])
            writer.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        writer.WriteLine($"{result.Rows.Count} of {scan.Runs.Count} runs{(result.Matched > result.Rows.Count ? $" ({result.Matched} fit)" : "")}{(scan.Damaged.Count > 0 ? $", {scan.Damaged.Count} damaged" : "")}");
    }

    private static string Shown(RunValue value) => value.Number is { } number && number != Math.Floor(number) ? NumberText.Of(number) : value.Text;
}
