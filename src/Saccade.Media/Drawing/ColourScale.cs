namespace Saccade.Media;

/// <summary>
/// Colours of a quantity from 0 to 1: from black over violet, red and orange to pale yellow. Lightness rises all the way, so that the order
/// can be seen without colours too. The anchors are those of the "inferno" scale of Smith and van der Walt (matplotlib, CC0).
/// </summary>
public static class ColourScale
{
    private static readonly Rgb[] Anchors =
    [
        new(0, 0, 4), new(40, 11, 84), new(101, 21, 110), new(159, 42, 99), new(212, 72, 66), new(245, 125, 21), new(250, 193, 39), new(252, 255, 164),
    ];

    /// <param name="value">Clamped to 0 to 1; not a number counts as 0.</param>
    public static Rgb At(double value)
    {
        double place = (value > 0 ? Math.Min(value, 1) : 0) * (Anchors.Length - 1);
        int below = Math.Min((int)place, Anchors.Length - 2);
        (Rgb a, Rgb b, double share) = (Anchors[below], Anchors[below + 1], place - below);
        return new Rgb(Mix(a.R, b.R, share), Mix(a.G, b.G, share), Mix(a.B, b.B, share));
    }

    /// <summary>The scale as a bar, 0 at its left end.</summary>
    public static void DrawColourScale(this Frame frame, int x, int y, int width, int height)
    {
        for (int i = 0; i < width; i++)
            frame.FillBox(x + i, y, x + i + 1, y + height, At((i + 0.5) / width));
    }

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round((1 - share) * a + share * b);
}
