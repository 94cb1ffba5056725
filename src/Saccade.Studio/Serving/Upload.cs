using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>Takes a request's body to the disk: one file as it is, or several as multipart/form-data. How long it may be is Kestrel's to watch.</summary>
internal static class Upload
{
    /// <summary>Files of one request.</summary>
    public const int MostFiles = 64;

    private const int LongestBoundary = 70; // RFC 2046
    private const int LongestName = 255;

    /// <param name="request">Its body has not been read.</param>
    /// <param name="folder">A folder for this request alone.</param>
    /// <param name="taken">What the model takes.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>At least one; whether they came as a batch.</returns>
    /// <exception cref="ProblemException">The body is malformed or empty, or a file is nothing that the model takes.</exception>
    public static async Task<(IReadOnlyList<UploadedFile> Files, bool IsBatch)> Read(HttpRequest request, string folder, IReadOnlyList<InputKind> taken, CancellationToken cancellation)
    {
        var type = TypeOf(request.ContentType, "the request");
        if (type?.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
            return (await ReadParts(request.Body, type, folder, taken, cancellation), true);
        var names = request.Query["name"];
        if (names.Count > 1)
            throw new ProblemException(400, "?name= is given twice; one file has one name");
        var name = names.Count == 1 ? Checked(names[0] ?? "") : "body";
        return ([await Keep(request.Body, name, type, folder, taken, cancellation)], false);
    }

    private static async Task<IReadOnlyList<UploadedFile>> ReadParts(Stream body, MediaTypeHeaderValue type, string folder, IReadOnlyList<InputKind> taken, CancellationToken cancellation)
    {
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(415, $"the Content-Type is {type.MediaType}; several files come as multipart/form-data");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrWhiteSpace(boundary) || boundary.Length > LongestBoundary)
            throw new ProblemException(400, $"the multipart boundary is missing or longer than {LongestBoundary} characters");
        var reader = new MultipartReader(boundary, body);
        var files = new List<UploadedFile>();
        while (await Malformed(reader.ReadNextSectionAsync(cancellation)) is { } part)
        {
            if (files.Count == MostFiles)
                throw new ProblemException(413, $"the request holds more than {MostFiles} files; send them in several requests");
            var name = NameOf(part);
            var own = Directory.CreateDirectory(Path.Combine(folder, $"{files.Count}")).FullName;
            files.Add(await Keep(part.Body, name, TypeOf(part.ContentType, name), own, taken, cancellation));
        }
        return files.Count > 0 ? files : throw new ProblemException(400, "the request holds no file");
    }

    /// <summary>Keeps one file in <paramref name="folder"/>, which is its own; what no model takes is refused by its first bytes.</summary>
    public static async Task<UploadedFile> Keep(Stream content, string name, MediaTypeHeaderValue? type, string folder, IReadOnlyList<InputKind> taken, CancellationToken cancellation)
    {
        var head = new byte[FileFormat.HeadBytes];
        var length = await Malformed(content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation).AsTask());
        var format = FileFormat.Of(head.AsSpan(0, length), name, type, taken);
        var path = Path.Combine(folder, "input" + format.Extension);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(head.AsSpan(0, length));
        await Malformed(Copy(content, file, cancellation));
        return new(path, name);
    }

    private static async Task<bool> Copy(Stream content, FileStream file, CancellationToken cancellation)
    {
        await content.CopyToAsync(file, cancellation);
        return true;
    }

    private static string NameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
            throw new ProblemException(400, "a part of the request is no file: each needs Content-Disposition: form-data with a name and a filename");
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        return Checked(name);
    }

    /// <summary>A name is shown and never a path; one that looks like a path was not meant as a name.</summary>
    private static string Checked(string name) =>
        name.Length is 0 or > LongestName || name is "." or ".." || name.AsSpan().ContainsAny('/', '\\') || name.Any(char.IsControl)
            ? throw new ProblemException(400, $"a file's name is empty, longer than {LongestName} characters, or holds a path or control characters; send the bare name")
            : name;

    private static MediaTypeHeaderValue? TypeOf(string? header, string of) => string.IsNullOrEmpty(header) ? null
        : MediaTypeHeaderValue.TryParse(header, out var type) ? type : throw new ProblemException(400, $"the Content-Type of {of} is malformed");

    /// <summary>What the reader of parts says of a body that is none; what Kestrel says goes on as it is, and so does a full disk.</summary>
    private static async Task<T> Malformed<T>(Task<T> reading)
    {
        const int DiskFull = 28; // ENOSPC
        try
        {
            return await reading;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException && failure.HResult != DiskFull)
        {
            throw new ProblemException(400, $"the body is malformed or ends too early ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
    }
}
