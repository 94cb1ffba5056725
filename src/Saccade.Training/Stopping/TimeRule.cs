namespace Saccade.Training;

/// <summary><c>time(15m)</c>: stop after so much training time; <c>s</c>, <c>m</c> or <c>h</c>.</summary>
public sealed record TimeRule(TimeSpan Limit) : IStopRule
{
    public string? Judge(TrainingHistory history) =>
        history.ElapsedSeconds >= Limit.TotalSeconds ? $"the time limit of {Limit:c} is reached" : null;
}
