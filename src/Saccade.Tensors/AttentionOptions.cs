namespace Saccade.Tensors;

/// <summary>How multi-head attention is worked out: softmax(scale · q·kᵀ) · v for each head on its own.</summary>
public sealed record AttentionOptions
{
    /// <summary>Heads that share the last axis; head h has the columns h·D to (h+1)·D of every projection.</summary>
    public required int Heads { get; init; }

    /// <summary>Whether query i sees only the keys up to i + <see cref="QueryOffset"/>.</summary>
    public bool Causal { get; init; }

    /// <summary>Keys that come before the first query in time, for queries that go on where others ended. Only with <see cref="Causal"/>.</summary>
    public int QueryOffset { get; init; }

    /// <summary>[N, S]: 1 where a key may be attended, 0 where not; null for all. A query without any key gets zeros.</summary>
    public IntTensor? KeyMask { get; init; }

    /// <summary>Factor of the products of queries and keys; null for 1 / sqrt(D).</summary>
    public float? Scale { get; init; }

    /// <summary>Probability with which a weight is dropped while a step is recorded; without effect in inference.</summary>
    public float Dropout { get; init; }
}
