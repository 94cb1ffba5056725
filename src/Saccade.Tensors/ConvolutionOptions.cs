namespace Saccade.Tensors;

/// <summary>Three extents of a window or image: depth (time), height, width. Flat images have depth 1, sequences also height 1.</summary>
public readonly record struct Extent3(int Depth, int Height, int Width)
{
    public int Volume => Depth * Height * Width;

    public static Extent3 All(int value) => new(value, value, value);

    public override string ToString() => $"{Depth} x {Height} x {Width}";
}

/// <summary>
/// How a convolution's window moves. Each setting has one value for each spatial axis of the input (one, two or three), or a single one for all.
/// </summary>
public sealed record ConvolutionOptions
{
    public static ConvolutionOptions Default { get; } = new();

    /// <summary>Steps of the window.</summary>
    public int[] Stride { get; init; } = [1];

    /// <summary>Zeros before the first element of each axis.</summary>
    public int[] Padding { get; init; } = [0];

    /// <summary>Zeros after the last element; null for as many as <see cref="Padding"/>. Causal in time: padding k-1 before and 0 after.</summary>
    public int[]? PaddingAfter { get; init; }

    /// <summary>Channels are cut into this many groups that do not see each other; as many as channels is a depthwise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Applied to the result before it leaves the cache.</summary>
    public Activation Activation { get; init; }
}
