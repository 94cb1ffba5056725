namespace Saccade.Counting.Rollouts;

/// <summary>Probabilities as log-odds ln p / (1 - p), in which a change of what is usual is a shift.</summary>
public static class LogOdds
{
    // Beyond, single precision knows no difference from certainty.
    private const double Largest = 30;

    /// <summary>The probability that log-odds stand for.</summary>
    public static double Probability(double odds) => 1 / (1 + Math.Exp(-odds));

    /// <summary>The log-odds of a probability, from -30 to 30.</summary>
    public static double Of(double probability) => Math.Clamp(Math.Log(probability) - Math.Log(1 - probability), -Largest, Largest);

    /// <summary>The log-odds of one choice against all others of a softmax, from -30 to 30.</summary>
    public static double Of(ReadOnlySpan<float> scores, int of)
    {
        double most = double.NegativeInfinity, sum = 0;
        for (var i = 0; i < scores.Length; i++)
            most = i == of ? most : Math.Max(most, scores[i]);
        for (var i = 0; i < scores.Length; i++)
            sum += i == of ? 0 : Math.Exp(scores[i] - most);
        return Math.Clamp(scores[of] - most - Math.Log(sum), -Largest, Largest);
    }
}
