namespace Saccade.Media;

/// <summary>
/// What kind of file this is, told by its first bytes, never by its name. The kind names the one demuxer that ffmpeg may use,
/// so ffmpeg does not guess, and formats that point to other files (playlists, concat lists, image sequences, SVG) cannot be
/// reached whatever a file calls itself.
/// </summary>
/// <param name="Demuxer">By ffmpeg's name, such as <c>mov</c> or <c>png_pipe</c>.</param>
/// <param name="IsPicture">One picture, not moving ones.</param>
public sealed record MediaSignature(string Demuxer, bool IsPicture)
{
    /// <summary>More of a file's first bytes are not looked at: two packets of a transport stream.</summary>
    public const int HeadBytes = 400;

    private const int TransportPacket = 188;

    private static readonly (byte[] Bytes, int Offset, MediaSignature Kind)[] Known =
    [
        (PngFormat.Signature.ToArray(), 0, new("png_pipe", true)),
        ([0xFF, 0xD8, 0xFF], 0, new("jpeg_pipe", true)),
        ("WEBP"u8.ToArray(), 8, new("webp_pipe", true)),
        ("II*\0"u8.ToArray(), 0, new("tiff_pipe", true)),
        ("MM\0*"u8.ToArray(), 0, new("tiff_pipe", true)),
        ("jP  "u8.ToArray(), 4, new("j2k_pipe", true)),
        ("BM"u8.ToArray(), 0, new("bmp_pipe", true)),
        ("GIF87a"u8.ToArray(), 0, new("gif", false)),
        ("GIF89a"u8.ToArray(), 0, new("gif", false)),
        ("ftyp"u8.ToArray(), 4, new("mov", false)),
        ("moov"u8.ToArray(), 4, new("mov", false)),
        ("mdat"u8.ToArray(), 4, new("mov", false)),
        ("wide"u8.ToArray(), 4, new("mov", false)),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, new("matroska", false)),
        ("AVI "u8.ToArray(), 8, new("avi", false)),
        ("FLV"u8.ToArray(), 0, new("flv", false)),
        ("OggS"u8.ToArray(), 0, new("ogg", false)),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], 0, new("asf", false)),
        ([0x06, 0x0E, 0x2B, 0x34], 0, new("mxf", false)),
        ("YUV4MPEG2"u8.ToArray(), 0, new("yuv4mpegpipe", false)),
        ([0, 0, 1, 0xBA], 0, new("mpeg", false)),
        ([0, 0, 1, 0xB3], 0, new("mpegvideo", false)),
    ];

    /// <exception cref="MediaException">There is no such file, it is empty, a playlist, or of no known kind.</exception>
    public static MediaSignature Read(string path)
    {
        byte[] head = new byte[HeadBytes];
        int length;
        try
        {
            using FileStream stream = File.OpenRead(path);
            length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotRead(path, failure);
        }
        return Of(head.AsSpan(0, length), path);
    }

    /// <param name="head">The file's first bytes: <see cref="HeadBytes"/> of them, or all that there are.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="MediaException">It is empty, a playlist, or of no known kind.</exception>
    public static MediaSignature Of(ReadOnlySpan<byte> head, string path)
    {
        if (head.Length == 0) throw new MediaException(path, "the file is empty");
        foreach ((byte[] bytes, int offset, MediaSignature kind) in Known)
        {
            if (head.Length > offset && head[offset..].StartsWith(bytes)) return kind;
        }
        if (IsTransportStream(head, 0) || IsTransportStream(head, 4)) return new("mpegts", false);
        if (IsList(head)) throw new MediaException(path, "it is a playlist or a list of other files, which are not opened: give the video itself");
        throw new MediaException(path, "it is not a video or picture of a known kind");
    }

    // Every packet begins with 0x47; with time codes (m2ts) each packet has 4 bytes more before it.
    private static bool IsTransportStream(ReadOnlySpan<byte> head, int lead) =>
        head.Length > 2 * lead + TransportPacket && head[lead] == 0x47 && head[2 * lead + TransportPacket] == 0x47;

    private static bool IsList(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((byte[])[0xEF, 0xBB, 0xBF])) head = head[3..];
        return head.StartsWith("#EXTM3U"u8) || head.StartsWith("ffconcat"u8) || head.StartsWith("file "u8)
            || head.StartsWith("[playlist]"u8) || head.StartsWith("<?xml"u8) || head.StartsWith("<MPD"u8);
    }
}
