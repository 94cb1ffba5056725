using Saccade.Training;

namespace Saccade.Studio.Curves;

/// <summary>What the curves of a journal are called.</summary>
internal static class SeriesNames
{
    public const string Loss = "loss", LearningRate = "learning_rate", GradientNorm = "gradient_norm", SamplesPerSecond = "samples_per_second", Memory = "memory_mb", TrainLoss = "train_loss", ValidationLoss = "validation_loss";
    public const string TermPrefix = "loss.", MetricPrefix = "metric.", LayerPrefix = "layer.";

    /// <summary>Those of a journal whose last entries are given: every entry of a kind has the same parts.</summary>
    public static IReadOnlyList<string> Of(StepEntry? step, EpochEntry? epoch)
    {
        var names = new List<string>();
        if (step is not null)
            names.AddRange([Loss, .. step.Terms.Keys.Select(t => TermPrefix + t), LearningRate, GradientNorm, SamplesPerSecond, .. step.MemoryMb is null ? Array.Empty<string>() : [Memory]]);
        if (epoch is not null)
            names.AddRange([TrainLoss, ValidationLoss, .. epoch.Metrics.Keys.Select(m => MetricPrefix + m), .. epoch.GradientNorms.Keys.Select(l => LayerPrefix + l)]);
        return names;
    }
}
