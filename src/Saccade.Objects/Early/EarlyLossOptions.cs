using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Early;

/// <summary>Keys <c>loss.*</c> of the model <c>early</c>.</summary>
public sealed record EarlyLossOptions
{
    /// <summary>What the kinds of objects count, beside the clip's label after each frame, which counts 1.</summary>
    [Range(0.0, 1e6)]
    public float Objects { get; init; } = 1;

    /// <summary>How much more the last frame's answer counts than the first's: 0: all count alike; 1: as much as there are frames so far.</summary>
    [Range(0.0, 1.0)]
    public float Late { get; init; }
}
