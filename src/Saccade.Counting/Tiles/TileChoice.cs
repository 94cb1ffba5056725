using System.Globalization;

namespace Saccade.Counting.Tiles;

/// <summary>By what tiles an image that is larger than the model's canvas is counted.</summary>
/// <param name="Side">Pixels of the image along a tile; null to find out by a first count of the whole image; 0 for no tiles.</param>
public readonly record struct TileChoice(int? Side)
{
    /// <summary>Fewer pixels than these show nothing.</summary>
    public const int SmallestSide = 32;

    private const string AutoWord = "auto", NoneWord = "none";

    /// <summary>Tiles where things would lie too near together on the canvas.</summary>
    public static TileChoice Auto => new(null);

    /// <summary>The image as a whole, brought down to the canvas.</summary>
    public static TileChoice None => new(0);

    /// <summary>Reads <c>auto</c>, <c>none</c> and a number of pixels.</summary>
    public static TileChoice? Parse(string text) => text switch
    {
        AutoWord => Auto,
        NoneWord => None,
        _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side >= SmallestSide ? new(side) : null,
    };

    public override string ToString() => Side switch
    {
        null => AutoWord,
        0 => NoneWord,
        { } side => side.ToString(CultureInfo.InvariantCulture),
    };
}
