namespace Saccade.Training;

/// <summary>
/// <c>target_in_input</c>: one of the numbers that the model is handed is the answer itself: it takes one value for each class and no other,
/// or it rises and falls exactly with a number to be predicted; or what is asked for at each step of a sequence stands in a step that the model sees.
/// </summary>
public sealed class TargetInInputCheck : IDataCheck
{
    private const double Alike = 0.9999;

    // By chance three samples may well agree.
    private const int Fewest = 20;

    public CheckResult Judge(DataInventory data)
    {
        if (HandedSequences.Judge([.. data.Items.Where(i => i.Error is null).Select(i => i.Sequence).OfType<SequenceItem>()]) is { } sequences)
            return sequences;
        var items = data.Items.Where(i => i.Error is null && i.Inputs.Count > 0).ToArray();
        if (items.Length < Fewest || items.Any(i => i.Inputs.Count != items[0].Inputs.Count))
            return new CheckResult("target_in_input", true, "the model is handed no numbers beside what it looks at, or too few to tell");
        var faults = Enumerable.Range(0, items[0].Inputs.Count).Select(k => Fault(data, items, k)).OfType<string>().ToArray();
        return new CheckResult("target_in_input", faults.Length == 0, faults.Length == 0 ? $"none of the {items[0].Inputs.Count} inputs is the answer" : string.Join("; ", faults));
    }

    private static string? Fault(DataInventory data, DataItem[] items, int k)
    {
        var name = data.InputName(k);
        var labelled = items.Where(i => i.Label >= 0).ToArray();
        var pairs = labelled.Select(i => (i.Label, i.Inputs[k])).Distinct().ToArray();
        var classes = pairs.Select(p => p.Label).Distinct().Count();
        if (classes > 1 && pairs.Length == classes && pairs.Select(p => p.Item2).Distinct().Count() == classes)
            return $"{name} has one value for each class and is the label by another name";
        var targets = items.Where(i => i.Target.Count > 0).ToArray();
        for (var d = 0; targets.Length >= Fewest && d < targets[0].Target.Count; d++)
        {
            if (Math.Abs(Correlation([.. targets.Select(i => ((double)i.Inputs[k], (double)i.Target[d]))])) >= Alike)
                return $"{name} is number {d + 1} of the target, up to scale";
        }
        return null;
    }

    /// <summary>0 when one of the two does not vary.</summary>
    private static double Correlation((double X, double Y)[] pairs)
    {
        var (meanX, meanY) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var (xx, yy) = (pairs.Sum(p => (p.X - meanX) * (p.X - meanX)), pairs.Sum(p => (p.Y - meanY) * (p.Y - meanY)));
        return xx > 0 && yy > 0 ? pairs.Sum(p => (p.X - meanX) * (p.Y - meanY)) / Math.Sqrt(xx * yy) : 0;
    }
}
