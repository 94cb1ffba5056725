namespace Saccade.Training;

/// <summary>Notices a loss far above the recent ones: more than six standard deviations over the last hundred steps.</summary>
internal sealed class LossSpikes
{
    private const int Window = 100;
    private const int Fewest = 20;
    private const double Threshold = 6;
    private readonly Queue<double> recent = new();

    /// <returns>The z-score when <paramref name="loss"/> is a spike; null otherwise.</returns>
    public double? Judge(double loss)
    {
        double? spike = null;
        if (recent.Count >= Fewest)
        {
            var mean = recent.Average();
            var deviation = Math.Sqrt(recent.Sum(l => (l - mean) * (l - mean)) / (recent.Count - 1));
            var score = (loss - mean) / deviation;
            // A constant loss has no deviation; then nothing is a spike.
            if (deviation > 0 && score > Threshold)
                spike = score;
        }
        recent.Enqueue(loss);
        if (recent.Count > Window)
            recent.Dequeue();
        return spike;
    }
}
