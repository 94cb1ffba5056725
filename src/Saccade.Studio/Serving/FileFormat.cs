using Microsoft.Net.Http.Headers;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Studio.Serving;

/// <summary>What kind of file a client sent, told by its first bytes; what the client says of it has to agree.</summary>
/// <param name="Name">In words.</param>
/// <param name="Kind">What it is to a model.</param>
/// <param name="Extension">By which the applications tell files.</param>
/// <param name="MediaTypes">What a client may call it, the usual one first.</param>
internal sealed record FileFormat(string Name, InputKind Kind, string Extension, params IReadOnlyList<string> MediaTypes)
{
    /// <summary>More of a file's first bytes are not looked at.</summary>
    public const int HeadBytes = 4096;

    private static readonly FileFormat
        Npz = new("an npz archive", InputKind.Archive, ".npz", "application/x-npz", "application/zip", "application/x-zip-compressed"),
        Safetensors = new("a safetensors file", InputKind.Archive, ".safetensors", "application/x-safetensors"),
        Xml = new("an XML document", InputKind.Timeline, ".xml", "application/xml", "text/xml", "application/xmeml+xml", "application/fcpxml+xml"),
        Json = new("a JSON document", InputKind.Timeline, ".otio", "application/json", "application/vnd.opentimelineio+json"),
        Csv = new("plain text", InputKind.Table, ".csv", "text/csv", "text/plain");

    /// <summary>By <see cref="MediaSignature.Demuxer"/>.</summary>
    private static readonly Dictionary<string, FileFormat> Media = new()
    {
        ["png_pipe"] = new("a PNG picture", InputKind.Picture, ".png", "image/png"),
        ["jpeg_pipe"] = new("a JPEG picture", InputKind.Picture, ".jpg", "image/jpeg", "image/jpg"),
        ["webp_pipe"] = new("a WebP picture", InputKind.Picture, ".webp", "image/webp"),
        ["tiff_pipe"] = new("a TIFF picture", InputKind.Picture, ".tif", "image/tiff"),
        ["j2k_pipe"] = new("a JPEG 2000 picture", InputKind.Picture, ".jp2", "image/jp2"),
        ["bmp_pipe"] = new("a BMP picture", InputKind.Picture, ".bmp", "image/bmp"),
        ["gif"] = new("a GIF", InputKind.Video, ".gif", "image/gif"),
        ["mov"] = new("an MP4 or QuickTime video", InputKind.Video, ".mp4", "video/mp4", "video/quicktime", "video/x-m4v"),
        ["matroska"] = new("a Matroska or WebM video", InputKind.Video, ".mkv", "video/x-matroska", "video/matroska", "video/webm"),
        ["avi"] = new("an AVI video", InputKind.Video, ".avi", "video/x-msvideo", "video/avi"),
        ["flv"] = new("an FLV video", InputKind.Video, ".flv", "video/x-flv"),
        ["ogg"] = new("an Ogg video", InputKind.Video, ".ogv", "video/ogg"),
        ["asf"] = new("a Windows Media video", InputKind.Video, ".wmv", "video/x-ms-wmv", "video/x-ms-asf"),
        ["mxf"] = new("an MXF video", InputKind.Video, ".mxf", "application/mxf"),
        ["yuv4mpegpipe"] = new("a Y4M video", InputKind.Video, ".y4m", "video/x-yuv4mpeg"),
        ["mpeg"] = new("an MPEG video", InputKind.Video, ".mpg", "video/mpeg"),
        ["mpegvideo"] = new("an MPEG video", InputKind.Video, ".mpg", "video/mpeg"),
        ["mpegts"] = new("an MPEG transport stream", InputKind.Video, ".ts", "video/mp2t"),
    };

    private static IEnumerable<FileFormat> All => [.. Media.Values, Npz, Safetensors, Xml, Json, Csv];

    /// <summary>What a client may send where a model takes <paramref name="kinds"/>.</summary>
    public static IReadOnlyList<string> MediaTypesOf(IReadOnlyList<InputKind> kinds) =>
        [.. All.Where(f => kinds.Contains(f.Kind)).Select(f => f.MediaTypes[0]).Distinct()];

    /// <param name="head">The file's first bytes: <see cref="HeadBytes"/> of them, or all that there are.</param>
    /// <param name="name">What the client calls it.</param>
    /// <param name="said">The media type that the client gave; null, or <c>application/octet-stream</c>: it leaves that to the content.</param>
    /// <param name="taken">What the model takes.</param>
    /// <exception cref="ProblemException">The file is empty (400); of no known kind, not what the client says, or nothing that the model takes (415).</exception>
    public static FileFormat Of(ReadOnlySpan<byte> head, string name, MediaTypeHeaderValue? said, IReadOnlyList<InputKind> taken)
    {
        var format = Recognised(head, name) ?? throw new ProblemException(415, $"{name}: is of no known kind, and this model takes {string.Join(", ", MediaTypesOf(taken))}");
        var type = said?.MediaType.Value?.ToLowerInvariant();
        if (type is not (null or "application/octet-stream") && !format.MediaTypes.Contains(type))
            throw new ProblemException(415, $"{name}: the Content-Type is {type}, but the content is {format.Name}: send it as {format.MediaTypes[0]} or application/octet-stream");
        return taken.Contains(format.Kind) ? format
            : throw new ProblemException(415, $"{name}: is {format.Name}, and this model takes {string.Join(", ", MediaTypesOf(taken))}");
    }

    private static FileFormat? Recognised(ReadOnlySpan<byte> head, string name)
    {
        if (head.IsEmpty)
            throw new ProblemException(400, $"{name}: is empty");
        if (head.StartsWith("PK\x03\x04"u8))
            return Npz;
        // Its first eight bytes are the length of the JSON object that follows.
        if (head.Length > 8 && head[8] == '{' && head[4..8].IndexOfAnyExcept((byte)0) < 0)
            return Safetensors;
        var text = head.StartsWith((byte[])[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.StartsWith("<"u8) || head.StartsWith((byte[])[0xFF, 0xFE, (byte)'<', 0]) || head.StartsWith((byte[])[0xFE, 0xFF, 0, (byte)'<']))
            return Xml; // the latter two in UTF-16
        if (text.StartsWith("{"u8))
            return Json;
        try
        {
            return Media[MediaSignature.Of(head, name).Demuxer];
        }
        catch (MediaException)
        {
            return IsText(head) ? Csv : null;
        }
    }

    // A character may be cut off at the end of what was read.
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b < ' ' && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }
        while (head.Length > 0 && head[^1] >= 0x80)
            head = head[..^1];
        return System.Text.Unicode.Utf8.IsValid(head);
    }
}
