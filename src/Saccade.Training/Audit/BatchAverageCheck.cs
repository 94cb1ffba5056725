namespace Saccade.Training;

/// <summary><c>batch_average</c>: the mean of the batches' accuracies is not the accuracy when batches differ in size; whoever averages so reports another number.</summary>
internal static class BatchAverageCheck
{
    private const double Noticeable = 0.005;

    /// <returns>Null when the rows name no batches.</returns>
    public static CheckResult? Judge(IReadOnlyList<PredictionRow> judged)
    {
        var rows = judged.Where(r => r.Batch is not null && r.Label >= 0 && r.Prediction >= 0).ToArray();
        if (rows.Length == 0)
            return null;
        var batches = rows.GroupBy(r => r.Batch!).Select(b => b.Average(r => r.Label == r.Prediction ? 1.0 : 0)).ToArray();
        var (ofBatches, ofSamples) = (batches.Average(), rows.Average(r => r.Label == r.Prediction ? 1.0 : 0));
        return new CheckResult("batch_average", Math.Abs(ofBatches - ofSamples) <= Noticeable, FormattableString.Invariant(
            $"averaged over {batches.Length} batches the accuracy is {ofBatches:F4}, over {rows.Length} samples it is {ofSamples:F4}"));
    }
}
