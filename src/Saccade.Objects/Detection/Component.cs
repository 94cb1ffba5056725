namespace Saccade.Objects.Detection;

/// <summary>Pixels that hang together.</summary>
/// <param name="Label">Its number in the map of labels, from 1.</param>
/// <param name="Pixels">Indices y * W + x.</param>
/// <param name="Box">The rectangle that they fill.</param>
internal sealed record Component(int Label, int[] Pixels, PixelBox Box)
{
    /// <summary>Both as one, under the label of the first.</summary>
    public Component With(Component other)
    {
        var (left, top) = (Math.Min(Box.Left, other.Box.Left), Math.Min(Box.Top, other.Box.Top));
        return new(Label, [.. Pixels, .. other.Pixels], new(
            left, top,
            Math.Max(Box.Left + Box.Width, other.Box.Left + other.Box.Width) - left,
            Math.Max(Box.Top + Box.Height, other.Box.Top + other.Box.Height) - top));
    }

    /// <summary>Whether no more than <paramref name="pixels"/> empty columns and rows lie between the two rectangles.</summary>
    public bool IsWithin(int pixels, Component other) =>
        Gap(Box.Left, Box.Width, other.Box.Left, other.Box.Width) <= pixels && Gap(Box.Top, Box.Height, other.Box.Top, other.Box.Height) <= pixels;

    private static int Gap(int a, int lengthA, int b, int lengthB) => Math.Max(a - (b + lengthB), b - (a + lengthA));
}
