namespace Saccade.Training;

/// <summary><c>patience(metric, epochs[, gain])</c>: stop when the best value is that many epochs old; a new best must be better by more than <c>gain</c> (0).</summary>
public sealed record PatienceRule(WatchedMeasure Measure, int Epochs, double MinimumGain) : IStopRule
{
    public string? Judge(TrainingHistory history)
    {
        var best = double.NaN;
        var since = 0;
        foreach (var epoch in history.Epochs)
        {
            var value = epoch.Measure(Measure.Name);
            since++;
            if (double.IsNaN(value) || !(double.IsNaN(best) || Measure.Gain(value, best) > MinimumGain))
                continue;
            best = value;
            since = 0;
        }
        return since >= Epochs ? $"{Measure.Name} has not improved for {since} epochs" : null;
    }
}
