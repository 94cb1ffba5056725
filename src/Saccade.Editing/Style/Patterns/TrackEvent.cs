namespace Saccade.Editing.Style.Patterns;

/// <summary>Something that happens on a track at a moment.</summary>
public enum TrackEvent
{
    /// <summary>A picture comes where there was none.</summary>
    Appears,

    /// <summary>One shot follows another.</summary>
    Cuts,

    /// <summary>A picture goes, and none follows.</summary>
    Disappears,

    /// <summary>The picture grows: by keyframes, or from one shot to the next of the same footage.</summary>
    ZoomsIn,

    /// <summary>The picture shrinks, likewise.</summary>
    ZoomsOut,
    Moves,
    ChangesCrop,
    Turns,
    FadesIn,
    FadesOut,
}
