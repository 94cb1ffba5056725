using Saccade.Shared;

namespace Saccade.Media;

/// <summary>
/// Writes frames to an mp4 file (H.264, yuv420p, BT.709, near-lossless to the eye), which every player shows. The file
/// appears under its name when <see cref="Complete"/> returns; disposing before that, or after a failure, leaves nothing.
/// The format needs even sizes: an odd width or height gets one more column or row, a copy of the last.
/// </summary>
public sealed class VideoWriter : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromHours(2);

    private readonly string _path;
    private readonly string _temporary;
    private readonly FfmpegProcess _process;
    private readonly int _width;
    private readonly int _height;
    private readonly Frame _even;
    private long _count;
    private bool _completed;

    /// <param name="sound">A WAV file that becomes the video's sound (AAC), as long as there are frames; null for a silent video.</param>
    /// <exception cref="MediaException">The folder is missing or not writable, or ffmpeg is not installed.</exception>
    public VideoWriter(string path, int width, int height, FrameRate rate, string? sound = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _width = width;
        _height = height;
        _even = new Frame(width + width % 2, height + height % 2);
        _temporary = AtomicWrite.TemporaryNameFor(path);
        ClaimTemporaryFile();
        string[] heard = sound is null ? [] : ["-f", "wav", "-i", "file:" + Path.GetFullPath(sound)];
        string[] coded = sound is null ? [] : ["-map", "0:v:0", "-map", "1:a:0", "-c:a", "aac", "-b:a", "160k", "-shortest"];
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{_even.Width}x{_even.Height}", "-r", rate.ToString(), "-i", "pipe:0", .. heard, .. coded,
            "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:v", "libx264", "-preset", "fast", "-crf", "18", "-movflags", "+faststart", "-f", "mp4", "file:" + _temporary,
        ];
        try
        {
            _process = new FfmpegProcess("ffmpeg", arguments, path, TimeLimit);
        }
        catch
        {
            AtomicWrite.Remove(_temporary);
            throw;
        }
    }

    /// <summary>Appends a frame of the size that the writer was made for.</summary>
    /// <exception cref="MediaException">ffmpeg has ended, for example because the disk is full.</exception>
    public void Write(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectDisposedException.ThrowIf(_completed, this);
        if (frame.Width != _width || frame.Height != _height)
            throw new ArgumentException($"A frame of {frame.Width} x {frame.Height} does not fit a video of {_width} x {_height}.", nameof(frame));
        try
        {
            _process.Write(MakeEven(frame).Pixels);
            _count++;
        }
        catch (IOException failure)
        {
            _process.Finish();
            throw new MediaException(_path, "cannot be written: " + _process.Complaint, failure);
        }
    }

    /// <summary>Ends the video, flushes it to disk and gives it its name.</summary>
    /// <exception cref="MediaException">ffmpeg failed, for example because the disk is full or no frame was written.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        if (_count == 0) throw new MediaException(_path, "cannot be written: a video needs at least one frame");
        // ffmpeg may report a full disk and yet exit with 0.
        if (_process.Finish() != 0 || _process.Complaint.Length > 0)
            throw new MediaException(_path, "cannot be written: " + _process.Complaint);
        try
        {
            using (var stream = new FileStream(_temporary, FileMode.Open, FileAccess.ReadWrite)) stream.Flush(flushToDisk: true);
            File.Move(_temporary, _path, overwrite: true);
            _completed = true;
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(_path, failure);
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        if (!_completed) AtomicWrite.Remove(_temporary);
    }

    // Making the file here turns an unwritable folder into the same error as everywhere else, before ffmpeg starts.
    private void ClaimTemporaryFile()
    {
        try
        {
            File.Create(_temporary).Dispose();
        }
        catch (Exception failure) when (MediaException.IsFileSystemFailure(failure))
        {
            throw MediaException.CannotWrite(_path, failure);
        }
    }

    private Frame MakeEven(Frame frame)
    {
        if (_even.Width == _width && _even.Height == _height) return frame;
        for (int y = 0; y < _even.Height; y++)
        {
            Span<byte> source = frame.Row(Math.Min(y, _height - 1)), target = _even.Row(y);
            source.CopyTo(target);
            source[^3..].CopyTo(target[^3..]);
        }
        return _even;
    }
}
