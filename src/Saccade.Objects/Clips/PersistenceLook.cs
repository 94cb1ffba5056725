namespace Saccade.Objects.Clips;

/// <summary>Whether looks give away what stays and what flickers.</summary>
public enum PersistenceLook
{
    /// <summary>They do not: both kinds are grey lit balls of the same sizes, greys, places and speeds.</summary>
    Neutral,

    /// <summary>They do: one white disc that stays and red ones that do not, by the definition of an older data set; kept for comparison.</summary>
    Coloured,
}
