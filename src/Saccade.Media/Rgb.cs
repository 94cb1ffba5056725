namespace Saccade.Media;

/// <summary>A colour, 8 bits a channel.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    public static Rgb Black => new(0, 0, 0);

    public static Rgb White => new(255, 255, 255);

    /// <summary>The same level in all three channels.</summary>
    public static Rgb Gray(byte level) => new(level, level, level);
}
