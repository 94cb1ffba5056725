namespace Saccade.Objects.Learning;

/// <summary>What is asked of attention; both are free of scale.</summary>
public enum AttentionKind
{
    /// <summary>The negative logarithm of persistent tokens' share of all attention received.</summary>
    Share,

    /// <summary>How far the logarithm of the ratio (of what a persistent token receives on average to what a transient one does) falls short of log 1.5.</summary>
    Hinge,
}

/// <summary>The layer whose attention is meant.</summary>
public enum AttentionLayers
{
    /// <summary>The last.</summary>
    Last,

    /// <summary>The mean over all.</summary>
    Mean,
}
