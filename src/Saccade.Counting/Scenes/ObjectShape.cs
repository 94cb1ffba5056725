namespace Saccade.Counting.Scenes;

/// <summary>What outline an object of a scene has.</summary>
public enum ObjectShape
{
    Disc,
    Ellipse,

    /// <summary>A regular polygon of three to six corners.</summary>
    Polygon,

    /// <summary>An uneven outline.</summary>
    Blob,
}
