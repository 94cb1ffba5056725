namespace Saccade.Training;

/// <summary>The share of samples of which something holds, among those of which it can be said.</summary>
public static class SampleShare
{
    /// <param name="outputs">The samples.</param>
    /// <param name="counts">How often each was drawn.</param>
    /// <param name="holds">Whether it holds; null where nothing can be said.</param>
    /// <returns>NaN when nothing can be said of any sample that was drawn.</returns>
    public static double Of(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts, Func<SampleOutput, bool?> holds)
    {
        long right = 0, all = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (holds(outputs[i]) is not { } isRight)
                continue;
            all += counts[i];
            right += isRight ? counts[i] : 0;
        }
        return all > 0 ? (double)right / all : double.NaN;
    }
}
