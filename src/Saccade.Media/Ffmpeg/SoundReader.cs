using System.Runtime.InteropServices;

namespace Saccade.Media;

/// <summary>
/// Decodes the sound of a video through ffmpeg: two channels of 48,000 samples a second, the first at the file's time 0, with silence where the file has a gap. One channel is
/// spread over both at the same energy, more are mixed down to two. Reading may be repeated; each time runs ffmpeg anew.
/// </summary>
public sealed class SoundReader
{
    public const int Rate = 48_000;

    public const int Channels = 2;

    private static readonly TimeSpan ProbeTimeLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(30);

    private readonly string _path;
    private readonly SoundReaderOptions _options;
    private readonly MediaSignature _kind;

    /// <summary>Looks at the file; nothing is decoded yet.</summary>
    /// <exception cref="MediaException">The file is missing, of no known kind, a playlist or damaged; or ffmpeg is not installed.</exception>
    public SoundReader(string path, SoundReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_path, _options, _kind) = (path, options ?? new SoundReaderOptions(), MediaSignature.Read(path));
        string[] asked = ["-select_streams", "a:0", "-show_entries", "stream=channels,sample_rate", "-of", "default=noprint_wrappers=1"];
        using var process = new FfmpegProcess("ffprobe", ["-v", "error", .. FfmpegInput.Arguments(path, _kind), .. asked], path, ProbeTimeLimit);
        string[] lines = process.ReadAllText().Split('\n');
        if (process.Finish() != 0) throw FfmpegInput.Unreadable(path, process.Complaint);
        (SourceChannels, SourceRate) = (Number(lines, "channels="), Number(lines, "sample_rate="));
    }

    /// <summary>Whether there is a stream of sound at all.</summary>
    public bool HasSound => SourceChannels > 0;

    /// <summary>Channels that the file has; 0 without sound.</summary>
    public int SourceChannels { get; }

    /// <summary>Samples a second that the file has; 0 without sound.</summary>
    public int SourceRate { get; }

    /// <summary>The sound in blocks of equal length; the last may be shorter. A block is overwritten by the next one. Stopping early ends ffmpeg.</summary>
    /// <param name="samples">Samples of a block and channel.</param>
    /// <returns>(samples, 2) each, from -1 to 1.</returns>
    /// <exception cref="MediaException">The file has no sound, is damaged, or takes too long.</exception>
    public IEnumerable<ReadOnlyMemory<float>> ReadBlocks(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        if (!HasSound) throw new MediaException(_path, "it has no sound");
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1", "-vn", .. FfmpegInput.Stretch(_options.Start, _options.Length), .. FfmpegInput.Arguments(_path, _kind),
            "-map", "0:a:0", "-af", "aresample=async=1:first_pts=0" + Only(_options.Channel), "-ac", $"{Channels}", "-ar", $"{Rate}", "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
        ];
        using var process = new FfmpegProcess("ffmpeg", arguments, _path, TimeLimit);
        byte[] bytes = new byte[samples * Channels * sizeof(float)];
        float[] block = new float[samples * Channels];
        for (int read; (read = process.Read(bytes)) > 0;)
        {
            int whole = read / (Channels * sizeof(float)) * Channels;
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, whole * sizeof(float))).CopyTo(block);
            yield return block.AsMemory(0, whole);
        }
        if (process.Finish() != 0) throw FfmpegInput.Unreadable(_path, process.Complaint);
    }

    private static string Only(int? channel) => channel is { } only ? $",pan=stereo|c0=c{only - 1}|c1=c{only - 1}" : "";

    private static int Number(string[] lines, string name) =>
        int.TryParse(lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim(), out int number) && number > 0 ? number : 0;
}
