using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>A recording as a timeline needs to know it.</summary>
/// <param name="Path">Whole, so that an editor finds it from anywhere.</param>
/// <param name="Rate">One that every editor has.</param>
/// <param name="Duration">Whole frames.</param>
/// <param name="Channels">Of sound; 0 for none.</param>
public sealed record Footage(string Path, FrameRate Rate, Rational Duration, int Width, int Height, int Channels, int SampleRate)
{
    /// <summary>Its name with extension.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public MediaFile ToMedia(string id) => new()
    {
        Id = id, Name = Name, Path = Path, Rate = Rate, Duration = Duration, HasVideo = true, Width = Width, Height = Height,
        HasAudio = Channels > 0, AudioChannels = Channels > 0 ? Channels : null, SampleRate = Channels > 0 ? SampleRate : null,
    };
}
