namespace Saccade.Editing.Timelines;

/// <summary>From where a keyframe's time counts.</summary>
public enum KeyframeClock
{
    /// <summary>From the first frame of the media, like <c>in</c> and <c>out</c>.</summary>
    Media,

    /// <summary>From the first frame of the clip that is seen.</summary>
    Clip,
}
