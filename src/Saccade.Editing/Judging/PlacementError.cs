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

    /// <exception cref="RunException">Outputs of an older version say nothing of changes; says what to do.</exception>
    public double Evaluate(ReadOnlySpan<SampleOutput> outputs, ReadOnlySpan<int> counts) => Over(outputs.ToArray())(counts);

    /// <exception cref="RunException">As for <see cref="Evaluate"/>.</exception>
    public MetricOfDraw Over(SampleOutput[] outputs)
    {
        foreach (var output in outputs)
        {
            if (output.Ratios is { } ratios && ratios.ContainsKey(Name) && !ratios.ContainsKey(ChangesOf(group)))
                throw new RunException($"what was said of '{output.Id}' was kept by an older version, without '{ChangesOf(group)}': judge the run again with 'saccade evaluate RUN'");
        }
        var (distance, changes) = (new SummedRatio(Name, outputs), new SummedRatio(ChangesOf(group), outputs));
        return counts =>
        {
            var error = distance.Of(counts);
            return changes.Of(counts).Sum > 0 ? error.Sum / error.Count : double.NaN;
        };
    }
}
