namespace Saccade.Training;

/// <summary>What a run claims of one metric, and whether that stands.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The model's value.</param>
/// <param name="Low">Lower bound of its 95 % interval.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Baseline">The best baseline in this metric.</param>
/// <param name="Difference">Model minus baseline, drawn in pairs.</param>
/// <param name="Verdict">See <see cref="Verdicts"/>.</param>
public sealed record Claim(string Metric, double Value, double Low, double High, string Baseline, Interval Difference, string Verdict);
