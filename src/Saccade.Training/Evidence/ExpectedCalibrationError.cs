namespace Saccade.Training;

/// <summary>
/// <c>ece</c>: expected calibration error, the mean distance between confidence and accuracy over fifteen equal bins of
/// confidence (Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017).
/// </summary>
public sealed class ExpectedCalibrationError : IMetric
{
    internal const int Bins = 15;

    public string Name => "ece";
    public string Meaning => "how far the model's confidence lies from how often it is right, on average";
    public bool HigherIsBetter => false;
    public bool IsClaim => false;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var answers = outputs.Index().SelectMany(o => Answer.Of(o.Item).Where(a => !double.IsNaN(a.Confidence)).Select(a => (o.Index, Confidence: Math.Clamp(a.Confidence, 0, 1), IsRight: a.Label == a.Prediction)))
            .Select(a => (Sample: a.Index, Bin: BinOf(a.Confidence), a.Confidence, a.IsRight)).ToArray();
        return counts =>
        {
            Span<double> confidence = stackalloc double[Bins];
            Span<double> right = stackalloc double[Bins];
            confidence.Clear();
            right.Clear();
            long all = 0;
            foreach (var answer in answers)
            {
                confidence[answer.Bin] += counts[answer.Sample] * answer.Confidence;
                right[answer.Bin] += answer.IsRight ? counts[answer.Sample] : 0;
                all += counts[answer.Sample];
            }
            double sum = 0;
            for (var bin = 0; bin < Bins; bin++)
                sum += Math.Abs(confidence[bin] - right[bin]);
            return all > 0 ? sum / all : double.NaN;
        };
    }

    /// <summary>Which bin a confidence from 0 to 1 belongs to.</summary>
    internal static int BinOf(double confidence) => Math.Min((int)(confidence * Bins), Bins - 1);
}
