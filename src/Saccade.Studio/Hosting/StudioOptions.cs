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

    /// <summary>How this program is started, for the work that it does in processes of their own: the file, and what comes before the arguments.</summary>
    public IReadOnlyList<string> Program { get; init; } = [];

    /// <summary>Folders of recipes to begin from.</summary>
    public IReadOnlyList<string> Recipes { get; init; } = [];

    /// <summary>Trainings at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>From so many corrected images on something can be learnt.</summary>
    public int FewestCorrections { get; init; } = 5;

    /// <summary>What one question to a model may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
