namespace Saccade.Counting.Scenes;

/// <summary>What lies on an object's surface.</summary>
public enum Texture
{
    Plain,

    /// <summary>Darker towards the edge, as a ball is.</summary>
    Shaded,
    Stripes,
    Speckles,
}
