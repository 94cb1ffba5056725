namespace Saccade.Training;

/// <summary>
/// <c>nearest_centroid</c>: <see cref="NearestCentroid"/> on a few features that a person would think of, taken from the same input that the model
/// gets. A network that does not beat it has learnt nothing worth its cost.
/// </summary>
/// <param name="describe">
/// The first samples of a split, in order, at most the given number: id, class (-1: none) and features, all of one length.
/// </param>
public sealed class NearestCentroidBaseline(Func<IDataSource, Split, int, IEnumerable<DescribedSample>> describe) : IBaseline
{
    // Means of a few hundred samples a class do not get better with more.
    private const int MostFitted = 2000;

    public string Name => "nearest_centroid";
    public bool IsRival => true;
    public bool IsKept => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var fitted = describe(context.Data, Split.Train, MostFitted).Where(s => s.Label >= 0).Select(s => (s.Label, s.Features)).ToArray();
        if (fitted.Length == 0)
            return [];
        var classifier = NearestCentroid.Fit(fitted);
        var said = describe(context.Data, context.Split, context.Data.Count(context.Split)).ToDictionary(s => s.Id, s => classifier.Predict(s.Features), StringComparer.Ordinal);
        return [.. context.Outputs.Select(o => o with { Prediction = said[o.Id], Probabilities = [], PredictedPosition = [], PredictedPath = [], Prefixes = [], Early = null, Units = null, Attention = null })];
    }
}

/// <summary>A sample in hand-made features.</summary>
public sealed record DescribedSample(string Id, int Label, float[] Features);
