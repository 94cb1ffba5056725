using Saccade.Training;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// <c>depth_blind</c>: somebody who sees x and y exactly and no height, which is all that an orthographic camera from above shows. Of families that look the
/// same from there it says the commonest; for the height, the mean of those. For information: it is handed the truth, and is a bound, not a rival.
/// </summary>
internal sealed class DepthBlindBaseline : IBaseline
{
    public string Name => "depth_blind";

    public bool IsRival => false;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var options = ((ITrajectoryData)context.Data).Options;
        if (options.Projection != Projection.Orthographic)
            return [];
        var alike = options.Classes.Select(name => MotionFamilies.Named(name).FromAbove).ToArray();
        var seen = context.Data.Items(Split.Train).Where(i => i.Error is null).GroupBy(i => alike[i.Label])
            .ToDictionary(g => g.Key, g => (Label: g.CountBy(i => i.Label).MaxBy(c => c.Value).Key, Height: (float)g.Average(i => i.Target[2])));
        return [.. context.Outputs.Select(o => seen.TryGetValue(alike[o.Label], out var known)
            ? o with { Prediction = known.Label, Probabilities = [], PredictedPosition = [o.Position[0], o.Position[1], known.Height], PredictedPath = [] }
            : o with { Prediction = -1, Probabilities = [], PredictedPosition = [], PredictedPath = [] })];
    }

    /// <summary>That depth is not visible, with what follows for the numbers, where this bound was computed.</summary>
    public static IReadOnlyList<Finding> Findings(Evaluation evaluation)
    {
        if (!evaluation.Information.TryGetValue("depth_blind", out var bound) || !evaluation.Metrics.TryGetValue("accuracy", out var accuracy))
            return [];
        var ceiling = bound.GetValueOrDefault("accuracy", double.NaN);
        var place = accuracy.Low > ceiling ? "the model is above it, so look for a leak" : accuracy.High < ceiling ? "the model is below it" : "it lies in the model's interval";
        return [new Finding("depth_not_visible", FormattableString.Invariant(
            $"the orthographic camera hides the height: who sees all the rest perfectly has {100 * ceiling:F1} % of the classes right ({place}) and misses the position by {bound.GetValueOrDefault("position_rms", double.NaN):F2}"))];
    }
}
