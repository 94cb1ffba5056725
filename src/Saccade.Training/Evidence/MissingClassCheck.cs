namespace Saccade.Training;

/// <summary><c>missing_class</c>: a class that one split has and another lacks is either never learnt or never tested.</summary>
public sealed class MissingClassCheck : IDataCheck
{
    public CheckResult Judge(DataInventory data)
    {
        var present = data.Splits.ToDictionary(s => s, s => data.LabelCounts(s).Keys.ToHashSet());
        var all = present.Values.SelectMany(c => c).Concat(Enumerable.Range(0, present.Values.Any(c => c.Count > 0) ? data.ClassNames.Count : 0)).ToHashSet();
        if (all.Count == 0)
            return new CheckResult("missing_class", true, "the items have no classes");
        var missing = present.SelectMany(s => all.Except(s.Value).Order().Select(c => $"{DataInventory.Word(s.Key)} has no {data.ClassName(c)}")).ToArray();
        return new CheckResult("missing_class", missing.Length == 0, missing.Length == 0 ? $"every split has all {all.Count} classes" : string.Join("; ", missing));
    }
}
