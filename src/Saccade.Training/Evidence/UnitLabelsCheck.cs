namespace Saccade.Training;

/// <summary>
/// <c>unit_labels</c>: units (tracks, frames) must have labels of their own. When all have the same one, or each that of its sample, labels of something else
/// were put upon them, and nothing that is said of units means anything.
/// </summary>
public sealed class UnitLabelsCheck : IOutputCheck
{
    public CheckResult? Judge(IReadOnlyList<SampleOutput> outputs)
    {
        var labelled = outputs.Where(o => o.Units is not null).Select(o => (o.Label, Units: o.Units!.Where(u => u.Label >= 0).ToArray())).Where(o => o.Units.Length > 1).ToArray();
        if (labelled.Length == 0)
            return null;
        var units = labelled.Sum(o => o.Units.Length);
        var kinds = labelled.SelectMany(o => o.Units).CountBy(u => u.Label).ToArray();
        if (kinds.Length == 1)
            return new CheckResult("unit_labels", false, $"all {units} units have the label {kinds[0].Key}");
        // That every unit agrees with its sample says something only where samples differ.
        var areSamples = labelled.All(o => o.Units.All(u => u.Label == o.Label));
        return new CheckResult("unit_labels", !areSamples, areSamples
            ? $"all {units} units have the label of their sample: these are labels of {labelled.Length} samples, not of what they are made of"
            : $"{units} units have labels of their own: {string.Join(", ", kinds.OrderBy(k => k.Key).Select(k => $"{k.Value} have {k.Key}"))}");
    }
}
