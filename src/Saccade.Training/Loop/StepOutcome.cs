namespace Saccade.Training;

/// <summary>What one optimiser step was.</summary>
/// <param name="Loss">Of the batch, before the update.</param>
/// <param name="Parts">The loss's named parts.</param>
/// <param name="LearningRate">The rate the update used.</param>
/// <param name="GradientNorm">Global norm before clipping.</param>
internal readonly record struct StepOutcome(double Loss, IReadOnlyList<(string Name, double Value)> Parts, double LearningRate, double GradientNorm)
{
    /// <summary>Why the batch was left out and the weights are as they were; null where it was not.</summary>
    public string? Skipped { get; init; }
}
