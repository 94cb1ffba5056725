using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats;

/// <summary>What a file does not say itself.</summary>
public sealed record ReadOptions
{
    public static ReadOptions Default { get; } = new();

    /// <summary>From where the times of keyframes count, in formats that leave it open (xmeml).</summary>
    public KeyframeClock Keyframes { get; init; } = KeyframeClock.Media;
}
