using System.Net;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Hosting;

/// <summary>What Studio shows, and where.</summary>
public sealed record StudioOptions
{
    /// <summary>The folder of runs; made when it is missing.</summary>
    public required string Runs { get; init; }

    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What clients sign in with; null on loopback only: nothing.</summary>
    public BearerToken? Token { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
