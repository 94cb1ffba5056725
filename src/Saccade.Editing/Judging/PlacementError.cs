using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>
/// <c>scale_mae</c>, <c>position_mae</c>, <c>crop_mae</c>: how far a group's numbers lie from the true ones where a clip is, in native units. Where a group never changes in truth there is nothing to
/// foresee, everybody who leaves it alone is perfect, and the metric is left out: an editor who never crops makes no claim about crops fail.
/// </summary>
/// <param name="group">The group's name in the layout.</param>
/// <param name="meaning">In words, without a full stop.</param>
internal sealed class PlacementError(string group, string meaning) : IMetric
{
    public string Name { get; } = NameOf(group);
    public string Meaning => meaning;
    public bool HigherIsBetter => false;
    public bool IsClaim => true;

    /// <summary>The distance, over cells with a clip.</summary>
    public static string NameOf(string group) => $"{group}_mae";

    /// <summary>Cells whose true numbers are other than a step before.</summary>
    public static string ChangesOf(string group) => $"{group}_changes";

    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts)
    {
        double sum = 0, count = 0, changes = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (counts[i] == 0 || outputs[i].Ratios is not { } ratios || !ratios.TryGetValue(Name, out var ratio))
                continue;
            sum += counts[i] * ratio.Sum;
            count += counts[i] * ratio.Count;
            changes += counts[i] * ratios[ChangesOf(group)].Sum;
        }
        return changes > 0 ? sum / count : double.NaN;
    }
}
