namespace Saccade.Training;

/// <summary>The checks that a model's outputs go through with every evaluation, after those of the data.</summary>
public static class OutputChecks
{
    public static IReadOnlyList<IOutputCheck> All { get; } = [new UnitLabelsCheck(), new UnseenObjectsCheck(), new HindsightCheck()];

    /// <returns>One for each that found what it looks at.</returns>
    public static IReadOnlyList<CheckResult> Judge(IReadOnlyList<SampleOutput> outputs) => [.. All.Select(check => check.Judge(outputs)).OfType<CheckResult>()];
}
