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
}
