namespace Saccade.Media;

/// <summary>Reads a picture of any kind: PNG by the built-in reader, everything else (and the first frame of a video) by ffmpeg.</summary>
public static class ImageFile
{
    private static readonly FfmpegReaderOptions Options = new() { TimeLimit = TimeSpan.FromMinutes(1) };

    /// <exception cref="MediaException">The file is missing, damaged or of no known kind; or ffmpeg is needed and not installed.</exception>
    public static Frame Read(string path)
    {
        if (MediaSignature.Read(path).Demuxer == "png_pipe") return PngReader.Read(path);
        var reader = new FfmpegReader(path, Options);
        IEnumerable<TimedFrame> frames = reader.ReadFrames();
        // Damage to a picture shows once it has been read to its end.
        return (reader.Probe.IsPicture ? frames.Last() : frames.First()).Frame;
    }
}
