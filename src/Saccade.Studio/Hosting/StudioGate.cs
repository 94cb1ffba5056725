using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Hosting;

/// <summary>
/// Who may ask Studio for what. Without a bearer token, which is on loopback only: those who ask for this machine by a name of loopback, so that a web page whose name was made to lead here
/// reaches nothing. With one: those who signed in with it, or show it. To change anything, a page's own token has to be shown as well, and the request has to come from a page of Studio.
/// </summary>
internal sealed class StudioGate
{
    private const string Header = "X-Saccade-Token";
    private const string Cookie = "saccade_session";
    private const int MostSessions = 1000;

    private readonly BearerToken? token;
    private readonly string[] names;
    private readonly byte[] pageHash;
    private readonly ConcurrentDictionary<string, bool> sessions = new(StringComparer.Ordinal);

    /// <param name="token">What clients sign in with; null: they need not.</param>
    /// <param name="host">Where Studio listens.</param>
    public StudioGate(BearerToken? token, IPAddress host)
    {
        this.token = token;
        names = ["localhost", "127.0.0.1", "[::1]", host.ToString()];
        pageHash = SHA256.HashData(Encoding.UTF8.GetBytes(PageToken));
    }

    /// <summary>Stands in every page, and in no other program's: another process gets another one.</summary>
    public string PageToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <exception cref="ProblemException">Not this client (401, 403), or not by this name (421).</exception>
    public void Check(HttpContext context)
    {
        var request = context.Request;
        if (token is null && !names.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            throw new ProblemException(421, "Studio is asked for by a name that is not loopback's; ask for localhost");
        var isChange = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (isChange || request.Path.StartsWithSegments("/api"))
            RefuseOtherSites(request);
        if (!request.Path.StartsWithSegments("/api"))
            return; // pages hold nothing but themselves
        if (!IsKnown(context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ProblemException(401, "sign in first: open Studio's first page and give the token, or send Authorization: Bearer TOKEN");
        }
        // No browser sends a bearer token by itself.
        if (isChange && !(token?.Accepts(request.Headers.Authorization) ?? false) && !IsPages(request.Headers[Header]))
            throw new ProblemException(403, $"a change needs the token of a page in the header {Header}; reload the page if Studio was started anew");
    }

    /// <summary>Whether a client has signed in, shows the token, or need not.</summary>
    public bool IsKnown(HttpContext context) =>
        token is null || token.Accepts(context.Request.Headers.Authorization) || (context.Request.Cookies[NameOf(context)] is { } session && sessions.ContainsKey(Hash(session)));

    /// <summary>Lets a client in for as long as this Studio runs.</summary>
    /// <returns>False: the token is another.</returns>
    public bool SignIn(HttpContext context, string secret)
    {
        if (token is null || !token.Accepts($"Bearer {secret}"))
            return false;
        if (sessions.Count >= MostSessions)
            sessions.Clear();
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        sessions[Hash(session)] = true;
        context.Response.Cookies.Append(NameOf(context), session, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/" });
        return true;
    }

    private static void RefuseOtherSites(HttpRequest request)
    {
        var (origin, site) = ((string?)request.Headers.Origin, (string?)request.Headers["Sec-Fetch-Site"]);
        // Whatever its scheme: a proxy that speaks TLS may stand between.
        if ((origin is not null && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && origin == $"{page.Scheme}://{request.Host}")) || site is not (null or "same-origin" or "none"))
            throw new ProblemException(403, "the request comes from another site's page");
    }

    private bool IsPages(string? shown) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown ?? "")), pageHash);

    private static string Hash(string session) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(session)));

    // Cookies know no ports: two Studios on one machine would sign each other out.
    private static string NameOf(HttpContext context) => $"{Cookie}_{context.Connection.LocalPort}";
}
