namespace Saccade.Objects;

/// <summary>
/// Whether something stays or flickers: of an object, of a frame, of a whole clip. The one polarity there is; its numbers are the labels of
/// every model and file.
/// </summary>
public enum Persistence
{
    /// <summary>An object that is there for one to three frames and then no more; a frame in which there is one; a clip in which a fifth of the frames or more have one.</summary>
    Transient = 0,

    /// <summary>Everything else.</summary>
    Persistent = 1,
}
