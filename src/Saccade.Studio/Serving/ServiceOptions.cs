using System.Net;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What is served, where, and within what limits.</summary>
public sealed record ServiceOptions
{
    public required IReadOnlyList<RunFolder> Runs { get; init; }

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What clients have to show; null on loopback only: nothing.</summary>
    public BearerToken? Token { get; init; }

    /// <summary>Requests that may wait for each model, besides those it works on.</summary>
    public int QueueLength { get; init; } = 64;

    /// <summary>Copies of each model, each with a thread and an engine of its own.</summary>
    public int Workers { get; init; } = 1;

    public long MaxRequestBytes { get; init; } = 64L << 20;

    /// <summary>From a request's first byte to its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests that are read, wait or are worked on at once: their files lie on the disk.</summary>
    public int MaxConcurrent { get; init; } = 128;
}
