namespace Saccade.Training;

/// <summary><c>target(metric, value)</c>: stop when the last epoch reached the value.</summary>
public sealed record TargetRule(WatchedMeasure Measure, double Value) : IStopRule
{
    public string? Judge(TrainingHistory history) =>
        history.Epochs.Count > 0 && history.Epochs[^1].Measure(Measure.Name) is var value && Measure.Gain(value, Value) >= 0
            ? FormattableString.Invariant($"{Measure.Name} reached {value:G4} (target {Value:R})")
            : null;
}
