using System.CommandLine;
using Saccade.Report;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>audit</c>: what anybody's predictions are worth, from a table, whichever framework they come from.</summary>
internal sealed class AuditCommand : SaccadeCommand
{
    /// <summary>A larger matrix does not fit on a terminal; JSON has it.</summary>
    private const int MostClassesShown = 12;

    private readonly Argument<string> _file = new("FILE") { Description = "a CSV file with the columns id, label, prediction and more" };
    private readonly Option<string> _split = SplitOption.Create(Split.Test);
    private readonly Option<string[]> _accept = new("--accept") { Description = "go on although this check fails; shown", HelpName = "CHECK", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _kind = new("--kind") { Description = "what is predicted (default: found out)", HelpName = "classes|numbers" };
    private readonly Option<string[]> _column = new("--column") { Description = "this file's name for a column, such as label=y_true", HelpName = "COLUMN=NAME", DefaultValueFactory = _ => [] };

    public AuditCommand()
        : base("audit", "judge predictions from any framework: checks, controls, intervals, verdict", "saccade audit predictions.csv")
    {
        Add(_file);
        foreach (var option in new Option[] { _split, _accept, _kind, _column })
            Add(option);
    }

    public override string Notes => """
        Columns: id, label, prediction; and, where there are any, split (train, validation, test), group (rows that are
        not independent), score, threshold, batch, hash (names the input's content), input_* (numbers the model was given).
        Without a split column every row is test; without test rows, validation is judged. Numbers of several parts
        have label_x and prediction_x, label_y and prediction_y. They are numbers when all labels are and some label or
        prediction is not whole, or labels have over 100 different values. A score from 0 to 1 is the confidence in the
        prediction, or with two classes the probability of the one that higher scores stand for.
        Separators , ; and tab, quotes and a decimal comma beside ; are understood. Exit code 3 when a check fails.
        """;

    public override Outcome Run(ParseResult arguments, CommandContext context)
    {
        PredictionKind? kind = arguments.GetValue(_kind) switch
        {
            null => null,
            "classes" => PredictionKind.Classes,
            "numbers" => PredictionKind.Numbers,
            var other => throw new UsageException($"--kind is '{other}', but has to be classes or numbers"),
        };
        var table = PredictionFile.Read(arguments.GetRequiredValue(_file), kind, Columns(arguments.GetRequiredValue(_column)));
        Split? split = arguments.GetResult(_split) is { Implicit: false } ? SplitOption.Value(arguments, _split) : null;
        context.Tell($"judging {NumberText.Count(table.Rows.Count)} rows ...");
        var evaluation = PredictionAudit.Judge(table, split, arguments.GetRequiredValue(_accept));
        return new Outcome(evaluation, screen => Show(screen, evaluation), EvidenceText.ExitCodeOf(evaluation));
    }

    private static Dictionary<string, string> Columns(string[] options)
    {
        var columns = new Dictionary<string, string>();
        foreach (var option in options)
        {
            if (option.IndexOf('=') is not (> 0 and var at))
                throw new UsageException($"--column is '{option}', but has to be COLUMN=NAME, such as label=y_true");
            columns[option[..at]] = option[(at + 1)..];
        }
        return columns;
    }

    private static void Show(IAnsiConsole screen, Evaluation evaluation)
    {
        EvidenceText.Checks(screen, evaluation.Checks.Where(c => c.Passed), evaluation.Accepted);
        EvidenceText.Show(screen, evaluation);
        if (evaluation.Confusion is { } confusion && confusion.Classes.Count <= MostClassesShown)
            screen.Write(Confusion(confusion));
        if (evaluation.Reliability is { } bins)
            screen.Write(Reliability(bins));
    }

    private static Table Confusion(ConfusionMatrix confusion)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("is, taken for").AddColumns([.. confusion.Classes.Select(Markup.Escape)]).AddColumns("recall", "precision");
        for (var label = 0; label < confusion.Classes.Count; label++)
        {
            table.AddRow([
                new Text(confusion.Classes[label]), .. confusion.Counts[label].Select(c => new Text(NumberText.Count(c))),
                new Text(NumberText.Of(confusion.Recall(label))), new Text(NumberText.Of(confusion.Precision(label))),
            ]);
        }
        return table;
    }

    private static Table Reliability(IReadOnlyList<ReliabilityBin> bins)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("confidence", "samples", "mean confidence", "right");
        foreach (var bin in bins)
            table.AddRow($"{NumberText.Of(bin.Low)} to {NumberText.Of(bin.High)}", NumberText.Count(bin.Samples), NumberText.Of(bin.Confidence), NumberText.Of(bin.Accuracy));
        return table;
    }
}
