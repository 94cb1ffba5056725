using System.Text;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>
/// Between the addresses of files in timelines and paths. Editors write file://localhost/ or file:///, encode what they like, put a drive behind a slash
/// (file://localhost/D%3a/a.mov) and servers in place of the host (file://server/share/a.mov).
/// </summary>
internal static class PathUrl
{
    private const string Scheme = "file:";

    /// <summary>"/media/a b.mov", "D:/a.mov", "//server/share/a.mov"; null for no address or one that is no file's.</summary>
    public static string? ToPath(string? url)
    {
        if (string.IsNullOrWhiteSpace(url))
            return null;
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return url.Contains("://", StringComparison.Ordinal) ? null : url.Replace('\\', '/');
        var rest = Uri.UnescapeDataString(url[Scheme.Length..]).Replace('\\', '/');
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return WithoutSlashBeforeDrive(rest);
        var slash = rest.IndexOf('/', 2);
        var host = slash < 0 ? rest[2..] : rest[2..slash];
        var path = slash < 0 ? "" : rest[slash..];
        if (IsDrive(host))
            return host + path; // file://D:/a.mov, which lacks a slash
        if (host.Length > 0 && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return $"//{host}{path}";
        return WithoutSlashBeforeDrive(path);
    }

    /// <summary>file://localhost/.. with everything encoded that an address may not hold.</summary>
    public static string FromPath(string path)
    {
        path = path.Replace('\\', '/');
        if (path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("///", StringComparison.Ordinal))
            return Scheme + "//" + Encoded(path[2..]);
        return Scheme + "//localhost" + (path.StartsWith('/') ? "" : "/") + Encoded(path);
    }

    // A path of the form //server/.. behind an empty host is a server's too (file:////server/share).
    private static string WithoutSlashBeforeDrive(string path) => path.Length > 2 && path[0] == '/' && IsDrive(path.AsSpan(1, 2)) ? path[1..] : path;

    private static bool IsDrive(ReadOnlySpan<char> text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && text[1] == ':';

    private static string Encoded(string path)
    {
        var text = new StringBuilder(path.Length + 16);
        foreach (var part in path.Split('/'))
            text.Append(Uri.EscapeDataString(part)).Append('/');
        return text.ToString(0, text.Length - 1);
    }
}
