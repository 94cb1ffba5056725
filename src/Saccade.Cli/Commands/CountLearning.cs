using System.Globalization;
using Saccade.Cli.Progress;
using Saccade.Counting.Adapting;
using Saccade.Counting.Import;
using Saccade.Counting.Sets;
using Saccade.Training;
using Spectre.Console;

namespace Saccade.Cli.Commands;

/// <summary><c>count --learn</c>: a run that has learnt from a few corrected images, and what that is worth on images left out.</summary>
internal static class CountLearning
{
    // Beside the new run, as a set like any other: it can be looked at, and the run judged again.
    private const string ImagesSuffix = "-images";

    /// <param name="context">Where to show it.</param>
    /// <param name="applications">Those that runs are opened with.</param>
    /// <param name="images">A counting set, or a folder of corrected counts.</param>
    /// <param name="request">What to learn, but for the images.</param>
    public static Outcome Run(CommandContext context, ApplicationList applications, string images, OwnLearningRequest request)
    {
        var isSet = CountingSet.IsIn(images);
        var folder = isSet ? images : Path.TrimEndingDirectorySeparator(request.Out) + ImagesSuffix;
        var leftOut = isSet ? [] : CountingImport.Make(new CountingImportRequest { Folder = images, Out = folder, Layout = AnnotationLayout.Counted }, progress: null, context.Stop).LeftOut;
        try
        {
            var report = TrainingDisplay.Watch(context, observer => OwnLearning.Run(applications, request with { Images = folder, Tell = context.Tell, Observer = observer, Time = context.Clock }, context.Stop));
            return new Outcome(new { report.Run, Images = folder, report.Protocol, report.Base, report.Before, report.After, report.BaseBefore, report.BaseAfter, Counts = report.Images, LeftOut = leftOut }, screen => Show(screen, report, leftOut));
        }
        catch when (!isSet)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static void Show(IAnsiConsole screen, OwnLearningReport report, IReadOnlyList<LeftOutImage> leftOut)
    {
        screen.WriteLine($"{report.Run} has learnt from your images. {Sentence(report.Protocol)} {Sentence(report.Base)}");
        var table = new Table().AddColumns("counted", "before", "after").Border(TableBorder.Minimal);
        AddRows(table, $"your {report.Before.Images} images, left out", report.Before, report.After);
        AddRows(table, $"{report.BaseBefore.Images} images of before", report.BaseBefore, report.BaseAfter);
        screen.Write(table);
        foreach (var image in report.Images)
            screen.WriteLine($"  {image.Image}: {image.Things} things; {image.Before} counted before, {image.After} after, left out");
        foreach (var left in leftOut)
            screen.WriteLine($"  not learnt from: {left.File}: {left.Cause}");
        screen.WriteLine(report.After.MeanError < report.Before.MeanError
            ? $"Count with it: saccade count IMAGE --model {report.Run} --out DIR"
            : "It counts images that it has not seen no better than before: correct more of them, or stay with the run that you have.");
    }

    private static void AddRows(Table table, string what, CountSummary before, CountSummary after)
    {
        table.AddRow($"{what}: exactly", Percent(before.Exact), Percent(after.Exact));
        table.AddRow("  off by, on average", Number(before.MeanError), Number(after.MeanError));
        table.AddRow("  F1 of points", Number(before.PointF1), Number(after.PointF1));
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
