namespace Saccade.Training;

/// <summary>
/// The part of a control's loss that a model does without: 1 - loss / loss of the control. 1 leaves nothing to be desired, 0 is as good as the control, below 0 it is worse.
/// The loss is the error itself or, of a share, what it lacks to 1 (the skill score of forecasters: A. H. Murphy, Monthly Weather Review 116, 1988).
/// </summary>
public static class Skill
{
    /// <returns>NaN where the control has no loss to do without, or where more is better without end, so that nobody knows what is lacking.</returns>
    public static double Of(double value, double control, bool lowerIsBetter)
    {
        if (!lowerIsBetter && (value > 1 || control > 1))
            return double.NaN;
        var (loss, other) = lowerIsBetter ? (value, control) : (1 - value, 1 - control);
        return other > 0 ? 1 - (loss / other) : double.NaN;
    }

    /// <summary>Of each claimed metric, by baseline; without those that have none.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Of(Evaluation evaluation) => evaluation.Claims
        .Select(c => (c.Metric, Skills: evaluation.Baselines
            .Where(b => b.Value.ContainsKey(c.Metric))
            .Select(b => (b.Key, Value: Of(c.Value, b.Value[c.Metric], evaluation.LowerIsBetter.Contains(c.Metric))))
            .Where(b => double.IsFinite(b.Value)).ToDictionary(b => b.Key, b => b.Value)))
        .Where(c => c.Skills.Count > 0)
        .ToDictionary(c => c.Metric, c => (IReadOnlyDictionary<string, double>)c.Skills);
}
