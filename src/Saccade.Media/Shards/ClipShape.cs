namespace Saccade.Media;

/// <summary>The shape (V, T, H, W, 3) that all clips of a set share: views, frames, height, width.</summary>
public readonly record struct ClipShape(int Views, int Frames, int Height, int Width)
{
    /// <summary>The bytes of one clip with all its views.</summary>
    /// <exception cref="ArgumentException">A part is not positive, or the clip would not fit into an array.</exception>
    public int ByteCount
    {
        get
        {
            bool positive = Views > 0 && Frames > 0 && Height > 0 && Width > 0;
            // Each product of two ints fits a long; the Int128 product of both cannot overflow.
            Int128 bytes = (Int128)((long)Views * Frames) * ((long)Height * Width) * 3;
            if (!positive || bytes > Array.MaxLength) throw new ArgumentException($"{this} is not a shape that a clip can have.");
            return (int)bytes;
        }
    }

    public override string ToString() => $"{Views} x {Frames} x {Height} x {Width} x 3";
}
