namespace Saccade.Training;

/// <summary>
/// What a model or a baseline said of one sample, beside the truth: the only thing metrics, intervals and verdicts are
/// computed from. Parts that a task does not have stay at their defaults.
/// </summary>
public sealed record SampleOutput
{
    public required string Id { get; init; }

    /// <summary>Samples of one group are drawn together by the bootstrap; null: the sample is its own group.</summary>
    public string? Group { get; init; }

    /// <summary>True class, counted from 0; -1 without one.</summary>
    public int Label { get; init; } = -1;

    /// <summary>Predicted class; -1 when nothing was predicted.</summary>
    public int Prediction { get; init; } = -1;

    /// <summary>Probability of each class; empty when unknown.</summary>
    public IReadOnlyList<float> Probabilities { get; init; } = [];

    /// <summary>True position (x, y, z), world units.</summary>
    public IReadOnlyList<float> Position { get; init; } = [];

    /// <summary>Predicted position, in the same units.</summary>
    public IReadOnlyList<float> PredictedPosition { get; init; } = [];

    /// <summary>True positions of the frames to come, one after the other (F x 3 numbers).</summary>
    public IReadOnlyList<float> Path { get; init; } = [];

    /// <summary>Predicted positions of the frames to come, as <see cref="Path"/>.</summary>
    public IReadOnlyList<float> PredictedPath { get; init; } = [];

    /// <summary>
    /// What was said of the sample's parts, which then are what is counted wherever answers are (accuracy, confusion, calibration); null for tasks
    /// that judge samples as wholes.
    /// </summary>
    public IReadOnlyList<UnitOutput>? Units { get; init; }

    /// <summary>The attention that the sample's tokens received, by layer; null without any.</summary>
    public IReadOnlyDictionary<string, TokenAttention>? Attention { get; init; }

    /// <summary>Probability of class 1 of two after each frame, by a model that decides while it watches; empty for all others.</summary>
    public IReadOnlyList<float> Prefixes { get; init; } = [];

    /// <summary>What was decided before the end, and when; null for models that wait.</summary>
    public EarlyDecision? Early { get; init; }

    /// <summary>What a reconstruction of the sample was worth; null for tasks that reconstruct nothing.</summary>
    public Reconstruction? Reconstruction { get; init; }

    /// <summary>How the sample's tracks compare with its true objects; null for tasks that track nothing, and without truth.</summary>
    public TrackingCounts? Tracking { get; init; }

    /// <summary>
    /// Named shares and means of the sample, each as a sum and what it is divided by, so that <see cref="RatioMetric"/> adds those of many samples up
    /// before it divides; null for tasks that say none.
    /// </summary>
    public IReadOnlyDictionary<string, Ratio>? Ratios { get; init; }

    /// <summary>
    /// Named numbers of the sample's parts, of which metrics look at those of all samples together: <see cref="QuantileMetric"/>, <see cref="RankingMetric"/>; null for tasks that
    /// have none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<float>>? Values { get; init; }

    /// <summary>Cheap statistics of the input and of the model's features (such as <c>brightness</c>, <c>feature_norm</c>), for <see cref="InputDomain"/>; null without any.</summary>
    public IReadOnlyDictionary<string, double>? Statistics { get; init; }
}
