namespace Saccade.Training;

/// <summary>
/// Error of predicted numbers in their own unit: <c>rmse</c> is the root of the mean squared distance, <c>mae</c> the mean distance; of a target of several
/// numbers the Euclidean distance. Of positions, <c>rmse</c> is called <c>position_rms</c>.
/// </summary>
public sealed class NumberError : IMetric
{
    private readonly bool squared;

    private NumberError(string name, string meaning, bool squared)
    {
        (Name, Meaning) = (name, meaning);
        this.squared = squared;
    }

    public static NumberError RootMeanSquared { get; } = new("rmse", "how far the predicted number lies from the true one (root mean square)", squared: true);
    public static NumberError MeanAbsolute { get; } = new("mae", "how far the predicted number lies from the true one, on average", squared: false);
    public static NumberError PositionRms { get; } =
        new("position_rms", "how far the predicted position lies from the true one (root mean square, in the data's unit of length)", squared: true);

    public string Name { get; }
    public string Meaning { get; }
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        var mean = SampleMean.Over(outputs, DistanceOf);
        return squared ? counts => Math.Sqrt(mean(counts)) : mean;
    }

    private double? DistanceOf(SampleOutput output)
    {
        var (truth, said) = (output.Position, output.PredictedPosition);
        if (truth.Count == 0 || said.Count != truth.Count)
            return null;
        var distance = Distance.Squared(truth, said, 0, truth.Count);
        return squared ? distance : Math.Sqrt(distance);
    }
}
