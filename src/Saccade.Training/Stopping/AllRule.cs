namespace Saccade.Training;

/// <summary><c>all(rule, ..)</c>: stop when every rule says so at the same time.</summary>
public sealed record AllRule(IReadOnlyList<IStopRule> Rules) : IStopRule
{
    public string? Judge(TrainingHistory history)
    {
        var reasons = Rules.Select(r => r.Judge(history)).ToArray();
        return reasons.All(reason => reason is not null) ? string.Join(" and ", reasons) : null;
    }
}
