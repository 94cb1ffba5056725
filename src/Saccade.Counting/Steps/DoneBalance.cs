namespace Saccade.Counting.Steps;

/// <summary>
/// How often the answer is "done" over a set of images, computed, not sampled: a check of a hundred random images once said "3 %" where
/// anything from 0.6 to 8.5 % would have agreed.
/// </summary>
/// <param name="Images">How many.</param>
/// <param name="Share">Of steps at which nothing is left, on average over images.</param>
/// <param name="Fewest">Things in an image.</param>
/// <param name="Mean">Things in an image.</param>
/// <param name="Median">Things in an image.</param>
/// <param name="Most">Things in an image.</param>
public sealed record DoneBalance(int Images, double Share, int Fewest, double Mean, double Median, int Most)
{
    /// <summary>Below this share an end is too rare to be learnt without weighting it.</summary>
    public const double Rare = 0.1;

    /// <param name="counts">Things in each image; at least one image.</param>
    /// <param name="choice">How steps are drawn. Over empty images a regression draws nothing, and they do not count.</param>
    public static DoneBalance Of(IReadOnlyCollection<int> counts, StepChoice choice) => Of(counts, n => choice == StepChoice.Regression && n == 0 ? null : choice.DoneProbability(n));

    /// <param name="counts">Things in each image; at least one image.</param>
    /// <param name="probability">The exact probability that a drawn step of an image with so many things is the end; null where nothing is drawn.</param>
    public static DoneBalance Of(IReadOnlyCollection<int> counts, Func<int, double?> probability)
    {
        if (counts.Count == 0)
            throw new ArgumentException("There is no image.", nameof(counts));
        var sorted = counts.Order().ToArray();
        var drawn = sorted.Select(probability).OfType<double>().ToArray();
        var middle = sorted.Length / 2;
        return new(
            sorted.Length,
            drawn.Length == 0 ? 0 : drawn.Average(),
            sorted[0],
            sorted.Average(),
            sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0,
            sorted[^1]);
    }

    /// <summary>What to do about the balance; null where nothing needs doing.</summary>
    public string? Advice => Share switch
    {
        0 => "no step is the end: a model trained on these never learns to stop",
        < Rare => FormattableString.Invariant($"only {Share:P1} of the steps are the end: weight it by {(1 - Share) / Share:0.#} in training, or train all steps of an image at once"),
        > 1 - Rare => FormattableString.Invariant($"{Share:P1} of the steps are the end: most images hold next to nothing"),
        _ => null,
    };
}
