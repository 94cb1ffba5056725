using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Learning;

/// <summary>Keys <c>loss.*</c>: what each part of the loss counts. Parts whose head the model has not do not count.</summary>
public sealed record PersistenceLossOptions
{
    /// <summary>Cross-entropy of tracks.</summary>
    [Range(0.0, 1e6)]
    public float Objects { get; init; } = 1;

    /// <summary>Cross-entropy of single sightings.</summary>
    [Range(0.0, 1e6)]
    public float Tokens { get; init; } = 0.25f;

    /// <summary>Cross-entropy of frames.</summary>
    [Range(0.0, 1e6)]
    public float Frames { get; init; } = 1;

    /// <summary>Cross-entropy of whole clips.</summary>
    [Range(0.0, 1e6)]
    public float Video { get; init; } = 0.25f;

    /// <summary>Attention to persistent tokens; 0: attention is left to itself.</summary>
    [Range(0.0, 1e6)]
    public float Attention { get; init; }

    /// <summary>What is asked of attention.</summary>
    public AttentionKind AttentionKind { get; init; }

    /// <summary>Of which layer.</summary>
    public AttentionLayers AttentionLayer { get; init; }

    /// <summary>Mean squared error of the true centre, pixels; 0: not learnt.</summary>
    [Range(0.0, 1e6)]
    public float Localisation { get; init; }

    /// <summary>Mean squared error of the binary logarithm of the frames that an object is there; 0: not learnt.</summary>
    [Range(0.0, 1e6)]
    public float Duration { get; init; }
}
