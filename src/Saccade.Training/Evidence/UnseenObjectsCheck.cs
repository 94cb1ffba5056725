namespace Saccade.Training;

/// <summary>
/// <c>unseen_objects</c>: what truth says is in the samples must be found there. Where most of it is not, the inputs are not what the truth is about: axes
/// in another order, pictures of another camera, blank ones.
/// </summary>
public sealed class UnseenObjectsCheck : IOutputCheck
{
    private const double LeastShare = 0.5;

    public CheckResult? Judge(IReadOnlyList<SampleOutput> outputs)
    {
        var counts = outputs.Select(o => o.Tracking).OfType<TrackingCounts>().Aggregate(new TrackingCounts(), (a, b) => a + b);
        if (counts.Sightings == 0)
            return null;
        var isFound = counts.Matches >= LeastShare * counts.Sightings;
        var found = FormattableString.Invariant($"{counts.Matches} of {counts.Sightings} true sightings were found in the inputs ({100.0 * counts.Matches / counts.Sightings:F1} %)");
        return new CheckResult("unseen_objects", isFound, isFound ? found : $"{found}: they do not show what the truth is about; look at some of them");
    }
}
