namespace Saccade.Counting.Scenes;

/// <summary>What random numbers of a scene are for. Each purpose has its own, so that a change to one leaves the others as they were.</summary>
internal enum ScenePurpose : uint
{
    /// <summary>Proportions, how many objects, what is counted.</summary>
    Plan = 101,

    /// <summary>Ground, light and clutter.</summary>
    Ground = 102,

    /// <summary>Looks of the kinds of objects.</summary>
    Kinds = 103,

    /// <summary>Places and looks of each object.</summary>
    Objects = 104,

    /// <summary>Uneven outlines and speckles.</summary>
    Surface = 105,

    /// <summary>Noise on pixels.</summary>
    Noise = 106,
}
