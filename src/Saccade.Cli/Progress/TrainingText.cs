using Saccade.Report;
using Saccade.Training;

namespace Saccade.Cli.Progress;

/// <summary>The words in which a training is told, the same on a terminal and in plain lines. Without markup.</summary>
internal static class TrainingText
{
    private const int ShownMetrics = 3, MostModules = 8;

    public static string Start(StartEntry start) =>
        $"{NumberText.Count(start.Parameters)} parameters, {start.Epochs} epochs of {NumberText.Count(start.StepsPerEpoch)} steps, "
        + $"{start.Threads} {(start.Threads == 1 ? "thread" : "threads")}{(start.Step > 0 ? $", going on after step {NumberText.Count(start.Step)}" : "")}";

    /// <summary>A finished epoch with the metrics that matter most, short enough for one line.</summary>
    public static string Epoch(EpochEntry epoch, int epochs) =>
        $"epoch {epoch.Epoch}/{epochs}  loss {NumberText.Of(epoch.TrainLoss)} (validation {NumberText.Of(epoch.ValidationLoss)})"
        + string.Concat(epoch.Metrics.Take(ShownMetrics).Select(m => $"  {m.Key} {NumberText.Of(m.Value)}"))
        + (epoch.IsBest ? "  best so far" : "");

    /// <summary>The norm of each module's gradient before clipping; null where they are not known, or are too many for a line.</summary>
    public static string? Gradients(EpochEntry epoch) => ModuleNorms.Of(epoch.GradientNorms) is { Count: > 0 and <= MostModules } modules
        ? $"gradients before clipping: {string.Join(", ", modules.Select(m => $"{m.Module} {(m.Norm == 0 ? "none" : NumberText.Of(m.Norm))}"))}"
        : null;

    public static string Losses(StepEntry step) =>
        $"loss {NumberText.Of(step.Loss)}"
        + (step.Terms.Count > 0 ? $" ({string.Join(", ", step.Terms.Select(t => $"{t.Key} {NumberText.Of(t.Value)}"))})" : "")
        + $"  learning rate {NumberText.Of(step.LearningRate)}";

    public static string Pace(TrainingProgress progress)
    {
        var parts = new List<string>();
        if (double.IsFinite(progress.StepsPerSecond))
            parts.Add($"{NumberText.Of(progress.StepsPerSecond)} steps/s");
        parts.Add($"{NumberText.Duration(progress.Elapsed)} so far");
        if (progress.Remaining is { } left)
            parts.Add($"about {NumberText.Duration(left)} left");
        return string.Join(", ", parts);
    }

    /// <summary>What the loop is doing, in words: <c>training</c>, <c>validating</c>, or the name of a control.</summary>
    public static string Phase(string phase) => phase switch
    {
        "train" => "training",
        "validate" => "validating",
        "evaluate" => "evaluating",
        _ => $"control {NumberText.Words(phase)}",
    };
}
