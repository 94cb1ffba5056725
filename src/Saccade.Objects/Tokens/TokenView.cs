namespace Saccade.Objects.Tokens;

/// <summary>What a model is shown of a clip's tokens; tracks, labels and what is asked stay the same.</summary>
public enum TokenView
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>The clip's frames dealt in a random order: sightings and tracks keep together, when they happened is lost.</summary>
    ShuffledFrames,

    /// <summary>Nothing but that there are tokens: no picture, place, size or time.</summary>
    Blind,
}
