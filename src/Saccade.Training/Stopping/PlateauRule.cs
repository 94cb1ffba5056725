namespace Saccade.Training;

/// <summary><c>plateau(metric, epochs, width)</c>: stop when the metric stayed within a band of that width over the last epochs.</summary>
public sealed record PlateauRule(string Measure, int Epochs, double Width) : IStopRule
{
    public string? Judge(TrainingHistory history)
    {
        if (history.Epochs.Count < Epochs)
            return null;
        var last = history.Epochs.TakeLast(Epochs).Select(e => e.Measure(Measure)).ToArray();
        return last.Max() - last.Min() <= Width // false when any is NaN
            ? FormattableString.Invariant($"{Measure} stayed within {Width:R} for {Epochs} epochs")
            : null;
    }
}
