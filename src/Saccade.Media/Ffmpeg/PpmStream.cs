using System.Globalization;
using System.Text;

namespace Saccade.Media;

/// <summary>Reads the binary PPM pictures that ffmpeg writes to its pipe one after another: "P6\nW H\n255\n" and W * H * 3 bytes.</summary>
internal sealed class PpmStream(FfmpegProcess process, string file)
{
    private const int MaxHeaderBytes = 32;

    /// <summary>The next picture, or null at the end of the output.</summary>
    /// <exception cref="MediaException">The output ends within a picture or is not PPM.</exception>
    public Frame? Next()
    {
        byte[] header = new byte[MaxHeaderBytes];
        int length = 0;
        for (int lines = 0; lines < 3; length++)
        {
            if (length == MaxHeaderBytes) throw Broken();
            if (process.Read(header.AsSpan(length, 1)) == 0) return length == 0 ? null : throw Broken();
            if (header[length] == '\n') lines++;
        }
        string[] words = Encoding.ASCII.GetString(header, 0, length).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        bool valid = words is ["P6", _, _, "255"]
            & int.TryParse(words.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            & int.TryParse(words.ElementAtOrDefault(2), NumberStyles.None, CultureInfo.InvariantCulture, out int height);
        if (!valid || width == 0 || height == 0 || (long)width * height > Frame.MaxPixels) throw Broken();
        var frame = new Frame(width, height);
        if (process.Read(frame.Pixels) < frame.Pixels.Length) throw Broken();
        return frame;
    }

    // Usually ffmpeg was killed or crashed; what it reported before that says most.
    private MediaException Broken() => FfmpegInput.Unreadable(file, "ffmpeg stopped within a frame", process.Complaint);
}
