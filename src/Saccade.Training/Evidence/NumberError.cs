namespace Saccade.Training;

/// <summary>
/// Error of predicted numbers in their own unit: <c>rmse</c> is the root of the mean squared distance, <c>mae</c> the mean distance; of a target of several
/// numbers the Euclidean distance.
/// </summary>
public sealed class NumberError : IMetric
{
    private readonly bool squared;

    private NumberError(string name, bool squared)
    {
        Name = name;
        this.squared = squared;
    }

    public static NumberError RootMeanSquared { get; } = new("rmse", squared: true);
    public static NumberError MeanAbsolute { get; } = new("mae", squared: false);

    public string Name { get; }
    public string Meaning => squared ? "how far the predicted number lies from the true one (root mean square)" : "how far the predicted number lies from the true one, on average";
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double sum = 0;
        long all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var (truth, said) = (outputs[i].Position, outputs[i].PredictedPosition);
            if (counts[i] == 0 || truth.Count == 0 || said.Count != truth.Count)
                continue;
            var distance = Distance.Squared(truth, said, 0, truth.Count);
            sum += counts[i] * (squared ? distance : Math.Sqrt(distance));
            all += counts[i];
        }
        return all == 0 ? double.NaN : squared ? Math.Sqrt(sum / all) : sum / all;
    }
}
