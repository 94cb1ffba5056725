namespace Saccade.Training;

/// <summary>The samples (or their units) whose confidence lies in one part of 0 to 1: how sure the model was, and how often right. Together they make the reliability diagram.</summary>
/// <param name="Low">Lower bound of the confidence.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Samples">How many.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Accuracy">The share of them that is right.</param>
public sealed record ReliabilityBin(double Low, double High, int Samples, double Confidence, double Accuracy)
{
    /// <returns>The bins of <see cref="ExpectedCalibrationError"/> that hold samples; null when no output has a confidence.</returns>
    public static IReadOnlyList<ReliabilityBin>? Of(IEnumerable<SampleOutput> outputs)
    {
        var bins = outputs.SelectMany(Answer.Of).Where(a => !double.IsNaN(a.Confidence))
            .Select(a => (Confidence: Math.Clamp(a.Confidence, 0, 1), Right: a.Label == a.Prediction))
            .GroupBy(o => ExpectedCalibrationError.BinOf(o.Confidence)).OrderBy(b => b.Key)
            .Select(b => new ReliabilityBin(b.Key / (double)ExpectedCalibrationError.Bins, (b.Key + 1) / (double)ExpectedCalibrationError.Bins, b.Count(),
                b.Average(o => o.Confidence), b.Average(o => o.Right ? 1.0 : 0)))
            .ToArray();
        return bins.Length > 0 ? bins : null;
    }
}
