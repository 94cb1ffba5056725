using Microsoft.Extensions.Hosting;

namespace Saccade.Studio.Serving;

/// <summary>Leaves signals to the command line, which lets the service drain before it stops.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
