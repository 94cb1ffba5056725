using System.Text;
using Microsoft.AspNetCore.Http;

namespace Saccade.Studio.Pages;

/// <summary>The built pages, which are part of this assembly: <c>studio/index.html</c> and the assets below <c>studio/assets/</c>. They are absent where they were not built.</summary>
internal static class PageFiles
{
    private const string Prefix = "studio/";
    private const string Document = "index.html";
    private const string Assets = "/assets/";

    /// <summary>The place in the document where the page's token goes.</summary>
    private const string TokenPlace = "__SACCADE_TOKEN__";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".svg"] = "image/svg+xml", [".png"] = "image/png",
        [".ico"] = "image/x-icon", [".woff2"] = "font/woff2", [".json"] = "application/json", [".map"] = "application/json", [".txt"] = "text/plain; charset=utf-8",
    };

    private static readonly Dictionary<string, byte[]> Files = typeof(PageFiles).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => "/" + name[Prefix.Length..].Replace('\\', '/'), Read, StringComparer.Ordinal);

    public static bool AreThere => Files.ContainsKey("/" + Document);

    /// <summary>The document, with the token that its requests have to show.</summary>
    public static string DocumentWith(string token) => AreThere ? Encoding.UTF8.GetString(Files["/" + Document]).Replace(TokenPlace, token) : PlainPage.NotBuilt(token);

    /// <summary>Sends the file of a path.</summary>
    /// <returns>False: there is none.</returns>
    public static async Task<bool> Send(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path == "/" + Document || !Files.TryGetValue(path, out var bytes))
            return false;
        // The names of assets hold a hash of their content.
        context.Response.Headers.CacheControl = path.StartsWith(Assets, StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        (context.Response.ContentType, context.Response.ContentLength) = (MediaTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"), bytes.Length);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        return true;
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
