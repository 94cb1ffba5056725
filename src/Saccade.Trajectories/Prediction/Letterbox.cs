namespace Saccade.Trajectories.Prediction;

/// <summary>
/// How a picture of any proportions lies in the square that a model sees: as large as it fits, in the middle, black beside it. Shapes and
/// directions stay as they are.
/// </summary>
/// <param name="width">Of the input, in pixels.</param>
/// <param name="height">Of the input, in pixels.</param>
/// <param name="size">S: the square's.</param>
public readonly struct Letterbox(int width, int height, int size)
{
    /// <summary>S</summary>
    public int Size => size;

    /// <summary>Extent of the picture within the square.</summary>
    public (int Width, int Height) Inner => (Fitted(width), Fitted(height));

    /// <summary>Where the picture's top left corner lies in the square.</summary>
    public (int X, int Y) Corner => ((size - Inner.Width) / 2, (size - Inner.Height) / 2);

    /// <summary>A place in the square, -1 to 1 on both axes, in pixels of the input.</summary>
    public PositionPixels ToInput(float x, float y) => new(
        ((x + 1) * size / 2 - Corner.X) * width / Inner.Width,
        ((y + 1) * size / 2 - Corner.Y) * height / Inner.Height);

    /// <summary>A place in pixels of the input, in pixels of the square.</summary>
    public PositionPixels ToSquare(PositionPixels input) => new(
        Corner.X + input.X * Inner.Width / width,
        Corner.Y + input.Y * Inner.Height / height);

    /// <summary>Where the whole square lies in pixels of the input, black beside the picture included.</summary>
    public (double Left, double Top, double Right, double Bottom) Square
    {
        get
        {
            var (corner, opposite) = (ToInput(-1, -1), ToInput(1, 1));
            return (corner.X, corner.Y, opposite.X, opposite.Y);
        }
    }

    private int Fitted(int extent) => Math.Clamp((int)Math.Round(extent * (double)size / Math.Max(width, height)), 1, size);
}
