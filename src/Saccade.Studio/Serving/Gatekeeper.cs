using System.Net;
using Microsoft.AspNetCore.Http;

namespace Saccade.Studio.Serving;

/// <summary>
/// Who may ask. With a token: those who show it. Without one, which is on loopback only: those who ask for this machine by a name of loopback, so that a web page
/// whose name was made to lead here reaches nothing.
/// </summary>
internal sealed class Gatekeeper(BearerToken? token, IPAddress host)
{
    private readonly string[] names = ["localhost", "127.0.0.1", "[::1]", host.ToString()];

    /// <exception cref="ProblemException">Not this client (401), or not by this name (421).</exception>
    public void Check(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/health"))
            return;
        if (token is null && !names.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            throw new ProblemException(421, "the service is asked for by a name that is not loopback's; ask for localhost, or start it with a token");
        if (token is not null && !token.Accepts(request.Headers.Authorization))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ProblemException(401, "a bearer token is wanted: Authorization: Bearer TOKEN");
        }
    }
}
