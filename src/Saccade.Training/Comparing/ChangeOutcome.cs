namespace Saccade.Training;

/// <summary>What a change to a baseline did, by its differences in all claimed metrics, which are corrected together for the number of changes and metrics.</summary>
/// <param name="Model">The changed model.</param>
/// <param name="Conclusion">One of the words below.</param>
/// <param name="Better">Where it is significantly better.</param>
/// <param name="Worse">Where it is significantly worse.</param>
public sealed record ChangeOutcome(string Model, string Conclusion, IReadOnlyList<ComparedMetric> Better, IReadOnlyList<ComparedMetric> Worse)
{
    public const string Helped = "helped", Hurt = "worse", Both = "better and worse";

    /// <param name="differences">Of each changed model (first) and the baseline (second).</param>
    /// <returns>One for each changed model, in order.</returns>
    public static IReadOnlyList<ChangeOutcome> Of(IReadOnlyList<ComparedMetric> differences) =>
    [
        .. differences.GroupBy(d => d.A).Select(model =>
        {
            ComparedMetric[] better = [.. model.Where(d => d.Conclusion == $"{d.A} is better")], worse = [.. model.Where(d => d.Conclusion == $"{d.B} is better")];
            var conclusion = (better.Length, worse.Length) switch
            {
                (0, 0) => Comparison.NoDifference,
                (_, 0) => Helped,
                (0, _) => Hurt,
                _ => Both,
            };
            return new ChangeOutcome(model.Key, conclusion, better, worse);
        }),
    ];
}
