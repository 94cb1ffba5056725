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

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        Span<double> confidence = stackalloc double[Bins];
        Span<double> right = stackalloc double[Bins];
        confidence.Clear();
        right.Clear();
        long all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            foreach (var answer in Answer.Of(outputs[i]))
            {
                if (double.IsNaN(answer.Confidence))
                    continue;
                var probability = Math.Clamp(answer.Confidence, 0, 1);
                var bin = BinOf(probability);
                confidence[bin] += counts[i] * probability;
                right[bin] += answer.Label == answer.Prediction ? counts[i] : 0;
                all += counts[i];
            }
        }
        double sum = 0;
        for (var bin = 0; bin < Bins; bin++)
            sum += Math.Abs(confidence[bin] - right[bin]);
        return all > 0 ? sum / all : double.NaN;
    }

    /// <summary>Which bin a confidence from 0 to 1 belongs to.</summary>
    internal static int BinOf(double confidence) => Math.Min((int)(confidence * Bins), Bins - 1);
}
