using Saccade.Counting.Steps;

namespace Saccade.Counting.Data;

/// <summary>At which steps of a count the images of a training batch are shown.</summary>
public enum StepPlan
{
    /// <summary>The first, the one before the end, the end, and others at random.</summary>
    Spread,

    /// <summary><see cref="StepChoice.Classification"/> always.</summary>
    Classification,

    /// <summary><see cref="StepChoice.Regression"/> always.</summary>
    Regression,

    /// <summary><see cref="StepChoice.Mixed"/> always.</summary>
    Mixed,

    /// <summary>Classification in one batch and regression in the next, as the historical training had it: neither ever asks for both.</summary>
    Alternating,
}

/// <summary>What a plan means for a batch.</summary>
public static class StepPlans
{
    /// <summary>How the batch of a training step draws its steps; null where they are spread.</summary>
    /// <param name="plan">Of the recipe.</param>
    /// <param name="step">The training step, from 0.</param>
    public static StepChoice? At(this StepPlan plan, long step) => plan switch
    {
        StepPlan.Classification => StepChoice.Classification,
        StepPlan.Regression => StepChoice.Regression,
        StepPlan.Mixed => StepChoice.Mixed,
        StepPlan.Alternating => step % 2 == 0 ? StepChoice.Classification : StepChoice.Regression,
        _ => null,
    };

    /// <summary>The exact probability that a taught step of an image is the end; null where none of its steps is taught.</summary>
    /// <param name="plan">Of the recipe.</param>
    /// <param name="things">N, in the image.</param>
    /// <param name="steps">Steps taught of an image.</param>
    public static double? DoneProbability(this StepPlan plan, int things, int steps) => plan switch
    {
        // The end is the third that is chosen, after the first and the one before the end; where there are fewer, these are it.
        StepPlan.Spread => steps > Math.Min(2, things) ? 1.0 / Math.Min(steps, things + 1) : 0,
        // Each half of the batches draws as many.
        StepPlan.Alternating when things > 0 => 0.25,
        _ => (plan.At(0) ?? StepChoice.Mixed) is var choice && choice == StepChoice.Regression && things == 0 ? null : choice.DoneProbability(things),
    };
}
