namespace Saccade.Training;

/// <summary>
/// <c>hindsight</c>: an early decision must be what the model said after the frames that it is said to have watched. One that is better informed was taken from
/// the whole sample.
/// </summary>
public sealed class HindsightCheck : IOutputCheck
{
    public CheckResult? Judge(IReadOnlyList<SampleOutput> outputs)
    {
        var decided = outputs.Where(o => o.Early is { } early && early.Frames >= 1 && early.Frames <= o.Prefixes.Count).ToArray();
        if (decided.Length == 0)
            return null;
        var others = decided.Count(o => o.Early!.Prediction != (o.Prefixes[o.Early.Frames - 1] >= 0.5f ? 1 : 0));
        return new CheckResult("hindsight", others == 0, others == 0
            ? $"all {decided.Length} early decisions are what was said after the frames watched"
            : $"{others} of {decided.Length} early decisions are not what was said after the frames watched, but later");
    }
}
