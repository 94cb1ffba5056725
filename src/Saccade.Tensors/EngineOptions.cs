namespace Saccade.Tensors;

/// <summary>How an <see cref="Engine"/> is set up.</summary>
public sealed record EngineOptions
{
    /// <summary>Threads that kernels use, the calling one included. Results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The seed of all random numbers: initial weights, dropout, and what callers draw through <see cref="Engine.RandomKey"/>.</summary>
    public ulong Seed { get; init; }
}
