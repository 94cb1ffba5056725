using Saccade.Editing;
using Saccade.Media;
using Saccade.Neural;
using Saccade.Training;

namespace Saccade.Cli;

/// <summary>Turns an exception into one line for the user, naming the file and the cause, and an exit code. The only place that knows the layers' exceptions.</summary>
internal static class FailureLine
{
    private const int DiskFullOnUnix = 28; // ENOSPC
    private const int DiskFullOnWindows = unchecked((int)0x80070070); // ERROR_DISK_FULL

    public static (string Line, int Code) Of(Exception failure) => failure switch
    {
        UsageException or RecipeException => (OneLine(failure.Message), ExitCode.Usage),
        MediaException or RunException or TimelineException or WeightsException => (OneLine(WithFullDisk(failure)), ExitCode.Failed),
        OperationCanceledException => ("stopped", ExitCode.Interrupted),
        UnauthorizedAccessException => ($"no permission: {OneLine(failure.Message)}", ExitCode.Failed),
        IOException => (OneLine(WithFullDisk(failure)), ExitCode.Failed),
        OutOfMemoryException => ("out of memory; a smaller batch_size needs less", ExitCode.Failed),
        AggregateException { InnerException: { } inner } => Of(inner),
        _ => ($"internal error, please report it: {failure.GetType().Name}: {OneLine(failure.Message)} (--verbose shows where)", ExitCode.Failed),
    };

    /// <summary>What else is wrong, a line each: all that a recipe needs mending in is told at once.</summary>
    public static IReadOnlyList<string> Others(Exception failure) => failure is RecipeException recipe ? [.. recipe.Others.Select(other => OneLine(other.Message))] : [];

    private static string WithFullDisk(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException && cause.HResult is DiskFullOnUnix or DiskFullOnWindows)
                return failure.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) ? failure.Message : $"{failure.Message} (the disk is full)";
        }
        return failure.Message;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
