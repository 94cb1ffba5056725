using Saccade.Tensors.Random;

namespace Saccade.Counting.Steps;

/// <summary>Which step of a count an image is shown at in training: how many of its things are marked already.</summary>
public enum StepChoice
{
    /// <summary>All N with probability one half, else all but one. The historical way to train the end; steps before N - 1 never occur.</summary>
    Classification,

    /// <summary>0 to N - 1, each as likely: there is always a next one.</summary>
    Regression,

    /// <summary>0 to N, each as likely: both.</summary>
    Mixed,
}

/// <summary>Draws steps, and says beforehand how often they are the end.</summary>
public static class StepChoices
{
    /// <summary>How many of <paramref name="count"/> things are marked; null where there is nothing to draw, which is a regression over an empty image.</summary>
    /// <param name="choice">Of what steps.</param>
    /// <param name="count">N: things in the image.</param>
    /// <param name="key">A series of random numbers.</param>
    /// <param name="draw">Which of them.</param>
    public static int? Draw(this StepChoice choice, int count, RandomKey key, ulong draw) => choice switch
    {
        StepChoice.Classification => key.Integer(draw, 2) == 0 ? count : Math.Max(0, count - 1),
        StepChoice.Regression => count == 0 ? null : key.Integer(draw, count),
        StepChoice.Mixed => key.Integer(draw, count + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    /// <summary>The exact probability that a drawn step is the end: nothing is left to count.</summary>
    /// <param name="choice">Of what steps.</param>
    /// <param name="count">N: things in the image. At 0 every step is the end.</param>
    public static double DoneProbability(this StepChoice choice, int count) => (choice, count) switch
    {
        (_, 0) => 1,
        (StepChoice.Classification, _) => 0.5,
        (StepChoice.Regression, _) => 0,
        (StepChoice.Mixed, _) => 1.0 / (count + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };
}
