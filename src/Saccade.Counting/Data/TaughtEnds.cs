using System.Globalization;
using Saccade.Counting.Steps;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>How often the steps that a model is to be taught are the end, told before it is: computed from how many things the images hold, not sampled.</summary>
internal static class TaughtEnds
{
    // As many as their mean is known well enough by; a stored set is looked through whole.
    private const int MadeImages = 500;

    /// <returns>In words, with what to do about it; null where there is no image.</returns>
    public static string? Of(CountingData data)
    {
        var (plan, steps) = (data.Options.Plan, data.Options.Steps);
        var counts = data.Things(Split.Train, data.IsEndless ? MadeImages : int.MaxValue);
        if (counts.Count == 0)
            return null;
        var (taught, used) = (DoneBalance.Of(counts, n => plan.DoneProbability(n, steps)), DoneBalance.Of(counts, StepChoice.Mixed));
        var text = string.Create(CultureInfo.InvariantCulture, $"{taught.Share:P2} of the taught steps are the end (data.plan: {plan.ToString().ToLowerInvariant()}); going one by one, {used.Share:P2} are. ")
            + string.Create(CultureInfo.InvariantCulture, $"Computed over {counts.Count} training images of {taught.Fewest} to {taught.Most} things, on average {taught.Mean:0.##}, median {taught.Median:0.#}");
        if (plan == StepPlan.Alternating)
            text += ". Where ends are asked for it is one in two, and no step before the last thing is ever among them";
        return taught.Advice is { } advice ? $"{text}. {char.ToUpperInvariant(advice[0])}{advice[1..]}" : text;
    }
}
