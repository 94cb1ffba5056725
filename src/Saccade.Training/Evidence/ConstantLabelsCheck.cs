namespace Saccade.Training;

/// <summary><c>constant_labels</c>: a split whose items all have one class teaches or tests nothing; any constant answer scores 100 %.</summary>
public sealed class ConstantLabelsCheck : IDataCheck
{
    public CheckResult Judge(DataInventory data)
    {
        var constant = data.Splits.Select(split => (Split: split, Counts: data.LabelCounts(split))).Where(s => s.Counts.Count == 1 && s.Counts.First().Value > 1).ToArray();
        return new CheckResult("constant_labels", constant.Length == 0, constant.Length == 0
            ? "every split has more than one class"
            : string.Join("; ", constant.Select(s => $"all {s.Counts.First().Value} items of {DataInventory.Word(s.Split)} are {data.ClassName(s.Counts.First().Key)}")));
    }
}
