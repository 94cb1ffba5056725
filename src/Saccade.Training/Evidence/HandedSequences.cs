namespace Saccade.Training;

/// <summary>
/// The part of <c>target_in_input</c> that is about sequences: whether every number that is asked for stands in the input, in the same column, the same number
/// of steps away, where the model may look. Only numbers that differ from those of the step before count: what has not changed tells nothing.
/// </summary>
internal static class HandedSequences
{
    private const int FarthestStep = 10;
    private const double Share = 0.9999;

    // By chance a few numbers may well agree.
    private const int Fewest = 20;

    /// <returns>Null when there are no sequences, or too few numbers to tell.</returns>
    public static CheckResult? Judge(IReadOnlyList<SequenceItem> items)
    {
        var changed = new long[2 * FarthestStep + 1];
        var found = new long[changed.Length];
        foreach (var item in items)
            Count(item, onlyChanges: true, changed, found);
        if (changed[FarthestStep] < Fewest)
        {
            // Nothing ever moves: then all there is to compare is everything.
            Array.Clear(changed);
            Array.Clear(found);
            foreach (var item in items)
                Count(item, onlyChanges: false, changed, found);
        }
        if (changed[FarthestStep] < Fewest)
            return null;
        // The nearest step first: of a sequence that repeats itself, that is the one that matters.
        foreach (var lag in Enumerable.Range(-FarthestStep, changed.Length).OrderBy(Math.Abs))
        {
            var i = lag + FarthestStep;
            if (changed[i] >= Fewest && found[i] >= Share * changed[i])
            {
                return new CheckResult("target_in_input", false, FormattableString.Invariant($"{100.0 * found[i] / changed[i]:0.##} % of the {changed[i]} changes that are to be predicted stand in the input {Where(lag)}"))
                {
                    Instead = "reconstruction, not prediction",
                };
            }
        }
        return new CheckResult("target_in_input", true, FormattableString.Invariant($"at no step that the model sees does the input hold the {changed[FarthestStep]} changes that are to be predicted"));
    }

    private static void Count(SequenceItem item, bool onlyChanges, long[] changed, long[] found)
    {
        var (width, steps) = (item.Width, item.Steps);
        ReadOnlySpan<float> inputs = item.Inputs.Span, targets = item.Targets.Span;
        var last = item.LooksAhead ? FarthestStep : 0;
        for (var t = onlyChanges ? 1 : 0; t < steps; t++)
        {
            for (var c = 0; c < width; c++)
            {
                var target = targets[t * width + c];
                if (onlyChanges && target.Equals(targets[(t - 1) * width + c]))
                    continue;
                for (var lag = Math.Max(-FarthestStep, -t); lag <= last && t + lag < steps; lag++)
                {
                    changed[lag + FarthestStep]++;
                    found[lag + FarthestStep] += inputs[(t + lag) * width + c].Equals(target) ? 1 : 0;
                }
            }
        }
    }

    private static string Where(int lag) => lag switch
    {
        0 => "of the same step",
        < 0 => $"{-lag} step{(lag == -1 ? "" : "s")} earlier",
        _ => $"{lag} step{(lag == 1 ? "" : "s")} later, where the model may look",
    };
}
