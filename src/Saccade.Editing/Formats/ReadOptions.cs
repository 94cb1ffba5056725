namespace Saccade.Editing.Formats;

/// <summary>What a file does not say itself.</summary>
public sealed record ReadOptions
{
    public static ReadOptions Default { get; } = new();

    /// <summary>From where the times of keyframes count, in formats that leave it open (xmeml).</summary>
    public KeyframeClock Keyframes { get; init; } = KeyframeClock.Media;
}

/// <summary>From where a keyframe's time counts.</summary>
public enum KeyframeClock
{
    /// <summary>From the first frame of the media, like <c>in</c> and <c>out</c>.</summary>
    Media,

    /// <summary>From the first frame of the clip that is seen.</summary>
    Clip,
}
