using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>The object that <c>evaluate --json</c> prints and <c>evidence.json</c> holds: metrics beside the controls that say what they are worth.</summary>
public sealed record Evaluation
{
    public required string Task { get; init; }

    /// <summary>The run folder, as the user gave it.</summary>
    public required string Run { get; init; }

    /// <summary>Hash of the data it was judged on; empty in evidence from before this was kept, which is always of the run's own data.</summary>
    public string DataHash { get; init; } = "";

    public required Split Split { get; init; }
    public required int Samples { get; init; }

    /// <summary>By name, with 95 % bootstrap intervals; metrics that the task lacks are absent.</summary>
    public required IReadOnlyDictionary<string, Interval> Metrics { get; init; }

    /// <summary>Which of <see cref="Metrics"/> are better when they are lower; of the others, higher is.</summary>
    public IReadOnlyList<string> LowerIsBetter { get; init; } = [];

    /// <summary>Each baseline's metrics by name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Baselines { get; init; }

    public required IReadOnlyList<CheckResult> Checks { get; init; }
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Which part of each baseline's loss the model does without, by claimed metric and baseline: see <see cref="Training.Skill"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Skill => Training.Skill.Of(this);

    /// <summary>The worst claim's.</summary>
    public required string Verdict { get; init; }

    /// <summary>Failed checks that the user overrode by name.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>Baselines that no model must beat, such as frames in reversed order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Information { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>What must be known beside the numbers.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether the numbers are meaningless, and nobody has accepted that by name: commands then end with exit code 3.</summary>
    [JsonIgnore]
    public bool IsRefused => Verdicts.IsInvalid(Verdict) && !(Checks.Any(c => !c.Passed) && Checks.All(c => c.Passed || Accepted.Contains(c.Name)));

    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>How sure the model was and how often right; null without confidences.</summary>
    public IReadOnlyList<ReliabilityBin>? Reliability { get; init; }
}
