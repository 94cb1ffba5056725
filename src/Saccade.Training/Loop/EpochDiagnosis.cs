namespace Saccade.Training;

/// <summary>What an epoch's numbers say about the training itself: overfitting, layers that learn nothing or too much.</summary>
internal static class EpochDiagnosis
{
    private const int Rising = 3;
    private const double Exploding = 1000;

    /// <summary>Whether a batch fares far worse in evaluation than it just did in training, where dropout can only have made it worse.</summary>
    public static bool ModesDisagree(double trainingLoss, double evaluationLoss) => evaluationLoss > (2 * trainingLoss) + 0.5;

    /// <param name="epochs">All epochs so far; the last is judged.</param>
    public static IEnumerable<(string Kind, string Message)> Judge(IReadOnlyList<EpochEntry> epochs)
    {
        if (epochs.Count > Rising)
        {
            var last = epochs.Skip(epochs.Count - Rising - 1).ToArray();
            var pairs = last.Zip(last.Skip(1)).ToArray();
            if (pairs.All(p => p.Second.ValidationLoss > p.First.ValidationLoss && p.Second.TrainLoss < p.First.TrainLoss))
                yield return ("overfitting", $"for {Rising} epochs the training loss has fallen while the validation loss rose");
        }
        var norms = epochs[^1].GradientNorms;
        var median = Quantile.OfSorted([.. norms.Values.Where(n => n > 0).Order()], 0.5);
        var dead = ModuleNorms.Of(norms).Where(m => m.Norm == 0 && !norms.ContainsKey(m.Module)).Select(m => m.Module).ToHashSet();
        foreach (var module in dead)
            yield return ("dead_module", $"{module} gets no gradient at all");
        foreach (var (name, norm) in norms)
        {
            // Its layers need not be named one by one.
            if (dead.Contains(name.Split('.')[0]))
                continue;
            if (norm == 0)
                yield return ("dead_layer", $"{name} gets no gradient");
            else if (norm > Exploding * median)
                yield return ("exploding_layer", FormattableString.Invariant($"the gradient of {name} ({norm:G3}) is {norm / median:F0} times the median layer's"));
        }
    }
}
