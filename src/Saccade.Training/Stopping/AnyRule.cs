namespace Saccade.Training;

/// <summary><c>any(rule, ..)</c>: stop when one of the rules says so.</summary>
public sealed record AnyRule(IReadOnlyList<IStopRule> Rules) : IStopRule
{
    public string? Judge(TrainingHistory history) => Rules.Select(r => r.Judge(history)).FirstOrDefault(reason => reason is not null);
}
