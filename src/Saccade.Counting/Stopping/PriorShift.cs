using Saccade.Counting.Data;
using Saccade.Training;

namespace Saccade.Counting.Stopping;

/// <summary>
/// The log-odds by which "no more" was commoner or rarer among the steps that a model was taught than among those that it goes through when it counts, where an image of N things has one end in N + 1 steps. Both
/// shares are known, so that what a model learnt of the first can be corrected (Saerens, Latinne and Decaestecker 2002).
/// </summary>
public static class PriorShift
{
    private const int Images = 200;

    /// <summary>What is to be added to log-odds of "no more".</summary>
    /// <param name="data">What was trained on.</param>
    /// <param name="weight">What an end counted in training beside another step.</param>
    /// <param name="own">Steps of an image besides those that the data draws, of the model's own count: the first is its end.</param>
    public static double Of(CountingData data, double weight, int own)
    {
        var indices = Enumerable.Range(0, Math.Min(Images, data.Count(Split.Train))).Select(i => (long)i).ToArray();
        using var batch = (CountingBatch)data.Load(Split.Train, indices, step: 0);
        var ends = batch.Steps.Count(s => s.Left.Length == 0) + (own > 0 ? batch.Images.Count : 0);
        return Of((double)ends / (batch.Steps.Count + (own * batch.Images.Count)), weight, batch.Images.Average(i => i.Places.Count));
    }

    /// <param name="taught">Share of ends among the taught steps, between 0 and 1.</param>
    /// <param name="weight">What an end counted.</param>
    /// <param name="things">In an image, on average.</param>
    public static double Of(double taught, double weight, double things) => Odds(1 / (things + 1)) - Odds(taught) - Math.Log(weight);

    // All or no steps are ends where there is nothing to learn; then nothing is to be corrected either.
    private static double Odds(double share) => share is > 0 and < 1 ? Math.Log(share / (1 - share)) : 0;
}
