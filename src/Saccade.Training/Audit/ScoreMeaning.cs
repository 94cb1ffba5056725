namespace Saccade.Training;

/// <summary>
/// What a file's scores are. With two classes a score is the probability of one of them when it alone decides the prediction (all predictions of that class have
/// higher scores, or those at or above the row's threshold); otherwise it is the confidence in what was predicted.
/// </summary>
/// <param name="Positive">The class whose probability the score is; -1: it is the confidence in the prediction.</param>
/// <param name="IsProbability">Whether all scores lie between 0 and 1.</param>
internal sealed record ScoreMeaning(int Positive, bool IsProbability)
{
    public static ScoreMeaning Of(PredictionTable table, IReadOnlyList<PredictionRow> judged)
    {
        var scored = judged.Where(r => r.Score is not null && r.Prediction >= 0).ToArray();
        var isProbability = scored.Length > 0 && scored.All(r => r.Score is >= 0 and <= 1);
        if (table.Classes.Count != 2 || scored.Length == 0)
            return new ScoreMeaning(-1, isProbability);
        var thresholded = scored.Where(r => r.Threshold is not null).ToArray();
        foreach (var positive in new[] { 1, 0 })
        {
            if (thresholded.Length == scored.Length
                ? scored.All(r => r.Score >= r.Threshold == (r.Prediction == positive))
                : !scored.All(r => r.Score >= 0.5) && Least(positive) >= Most(1 - positive))
            {
                return new ScoreMeaning(positive, isProbability);
            }
        }
        return new ScoreMeaning(-1, isProbability);

        double Least(int label) => scored.Where(r => r.Prediction == label).Select(r => r.Score!.Value).DefaultIfEmpty(double.PositiveInfinity).Min();
        double Most(int label) => scored.Where(r => r.Prediction == label).Select(r => r.Score!.Value).DefaultIfEmpty(double.NegativeInfinity).Max();
    }

    /// <summary>The confidence in the row's prediction; null when it is unknown.</summary>
    public double? Confidence(PredictionRow row) =>
        !IsProbability || row.Score is not { } score ? null : Positive < 0 || row.Prediction == Positive ? score : 1 - score;
}
