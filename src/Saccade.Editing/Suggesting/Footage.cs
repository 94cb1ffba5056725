using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;

namespace Saccade.Editing.Suggesting;

/// <summary>A recording as a timeline needs to know it.</summary>
/// <param name="Path">Whole, so that an editor finds it from anywhere.</param>
/// <param name="Rate">One that every editor has.</param>
/// <param name="Duration">Whole frames.</param>
/// <param name="Channels">Of sound; 0 for none.</param>
public sealed record Footage(string Path, FrameRate Rate, Rational Duration, int Width, int Height, int Channels, int SampleRate)
{
    private const int MostTimebase = 120;

    private static readonly FrameRate[] Usual =
    [
        new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1), new(48, 1), new(50, 1), new(60000, 1001), new(60, 1), new(100, 1), new(120000, 1001), new(120, 1),
    ];

    /// <summary>Its name with extension.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <exception cref="MediaException">It is missing, no video, a still picture or damaged, or ffmpeg is not installed.</exception>
    public static Footage Read(string path)
    {
        var probe = MediaProbe.Read(path);
        if (probe.IsPicture || probe.Rate is not { } given)
            throw new MediaException(path, "it is a picture, not a recording that could be cut");
        if (probe.Duration is not { } length)
            throw new MediaException(path, "it does not say how long it is; 'ffmpeg -i IN -c copy OUT.mp4' makes a copy that does");
        var rate = given.HasTimebase() && given.Timebase() <= MostTimebase ? given : Usual.MinBy(u => Math.Abs(Math.Log(u.FramesPerSecond / given.FramesPerSecond)));
        var duration = rate.SecondsAt(rate.FramesAt(new Rational(length.Numerator, length.Denominator)).Floor());
        if (duration.Sign <= 0)
            throw new MediaException(path, "it is shorter than a frame");
        var sound = new SoundReader(path);
        return new Footage(System.IO.Path.GetFullPath(path), rate, duration, probe.Width, probe.Height, sound.SourceChannels, sound.SourceRate);
    }

    /// <summary>A recording or a picture as a file of a project.</summary>
    /// <exception cref="MediaException">As <see cref="Read"/>, except that a picture is welcome.</exception>
    public static MediaFile MediaOf(string path, string id) => MediaProbe.Read(path) is { IsPicture: true } picture
        ? new() { Id = id, Name = System.IO.Path.GetFileName(path), Path = System.IO.Path.GetFullPath(path), HasVideo = true, Width = picture.Width, Height = picture.Height }
        : Read(path).ToMedia(id);

    public MediaFile ToMedia(string id) => new()
    {
        Id = id, Name = Name, Path = Path, Rate = Rate, Duration = Duration, HasVideo = true, Width = Width, Height = Height,
        HasAudio = Channels > 0, AudioChannels = Channels > 0 ? Channels : null, SampleRate = Channels > 0 ? SampleRate : null,
    };
}
