using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>A web server on one address and port, and what a user is told where that is not to be had.</summary>
/// <param name="address">Where to listen.</param>
/// <param name="port">0: any that is free.</param>
internal sealed class HttpHost(IPAddress address, int port)
{
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A server without any routes, which does not listen yet.</summary>
    /// <param name="limit">Sets what a request may take.</param>
    public WebApplication Build(Action<KestrelServerLimits> limit)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // A request is begun, and its answer sent, on the thread of the pool that heard of it, without waking another one.
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            limit(kestrel.Limits);
            kestrel.Listen(address, port);
        });
        builder.Services.AddRoutingCore().AddSingleton<IHostLifetime, SilentLifetime>().Configure<HostOptions>(o => o.ShutdownTimeout = StopTimeout);
        return builder.Build();
    }

    /// <returns>Where it listens, with the real port.</returns>
    /// <exception cref="RunException">The address or the port is not to be had; says which and why.</exception>
    public async Task<Uri> Start(WebApplication server)
    {
        try
        {
            await server.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw Unreachable(failure);
        }
        return new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private RunException Unreachable(Exception failure) => failure switch
    {
        { InnerException: AddressInUseException } => new($"port {port} of {address}: another program listens there; stop it or choose another --port", failure),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new($"port {port} of {address}: permission denied; ports below 1024 are the administrator's, choose another --port", failure),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new($"{address}: is no address of this machine; choose another --host", failure),
        _ => new($"{address}:{port}: cannot be listened on ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})", failure),
    };
}
