using System.Text;
using Microsoft.AspNetCore.Http;
using Saccade.Studio.Serving;

namespace Saccade.Studio.Runs;

/// <summary>The files of a run that are shown as they are: its report, the pictures of its samples and what answers rest on. Whatever they hold, they run nothing.</summary>
internal static class RunFiles
{
    public const string Report = "report.html";

    /// <summary>What a training said that Studio started.</summary>
    public const string Console = "console.txt";

    /// <summary>What <c>saccade explain RUN .. --out RUN/explained</c> writes.</summary>
    public const string Explained = "explained";

    private const string Samples = "samples";

    // An opaque origin without scripts and requests; pictures and styles that the file itself holds are shown.
    private const string Harmless = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; frame-ancestors 'self'; sandbox";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".gif"] = "image/gif", [".webp"] = "image/webp", [".svg"] = "image/svg+xml", [".mp4"] = "video/mp4",
        [".webm"] = "video/webm", [".html"] = "text/html; charset=utf-8", [".json"] = "application/json", [".csv"] = "text/plain; charset=utf-8", [".txt"] = "text/plain; charset=utf-8",
    };

    /// <summary>Sends a file of a run.</summary>
    /// <param name="context">The request.</param>
    /// <param name="folder">The run's.</param>
    /// <param name="name">As the client asks for it: <c>report.html</c>, <c>samples/EPOCH/NAME</c> or <c>explained/NAME</c>.</param>
    /// <exception cref="ProblemException">It is none of the run's files (404).</exception>
    public static async Task Send(HttpContext context, string folder, string name)
    {
        var file = Find(folder, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Harmless;
        headers.XFrameOptions = "SAMEORIGIN";
        headers.CacheControl = "no-cache";
        if (!MediaTypes.TryGetValue(file.Extension, out var type))
        {
            type = "application/octet-stream";
            headers.ContentDisposition = "attachment";
        }
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        (context.Response.ContentType, context.Response.ContentLength) = (type, stream.Length);
        await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <summary>The last lines of a text; none where it cannot be read.</summary>
    public static IReadOnlyList<string> Tail(string path, long bytes, int lines)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(bytes, stream.Length), SeekOrigin.End);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return [.. reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').TakeLast(lines).Where(l => l.Length > 0)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>By looking through what there is: what a client says is compared and never made a path of.</summary>
    private static FileInfo Find(string folder, string name)
    {
        var found = name == Report ? new DirectoryInfo(folder).EnumerateFiles(Report).FirstOrDefault()
            : name.Split('/') switch
            {
                [Samples, var epoch, var picture] => Child(Child(new DirectoryInfo(folder), Samples), epoch)?.EnumerateFiles().FirstOrDefault(f => f.Name == picture),
                [Explained, var picture] => Child(new DirectoryInfo(folder), Explained)?.EnumerateFiles().FirstOrDefault(f => f.Name == picture),
                _ => null,
            };
        return found is { LinkTarget: null } && !found.Name.StartsWith('.') ? found : throw new ProblemException(404, "the run has no such file, or none that is shown");
    }

    private static DirectoryInfo? Child(DirectoryInfo? folder, string name) => folder is { Exists: true } ? folder.EnumerateDirectories().FirstOrDefault(d => d.Name == name && d.LinkTarget is null) : null;
}
