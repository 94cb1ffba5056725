namespace Saccade.Tensors.Kernels.Pooling;

/// <summary>The windows of a pooling along one axis: of one size at regular steps, or (adaptive) bins that cover the axis.</summary>
/// <param name="Input">Extent of the input.</param>
/// <param name="Output">How many windows.</param>
/// <param name="Size">Extent of a window, 0 for bins: bin o goes from floor(o Input / Output) to ceil((o + 1) Input / Output).</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">How far the first window starts before the input.</param>
internal readonly record struct PoolAxis(int Input, int Output, int Size, int Stride, int Padding)
{
    /// <summary>An axis that is left as it is.</summary>
    public static PoolAxis None => new(1, 1, 1, 1, 0);

    /// <summary>As many bins as <paramref name="output"/> over an axis of <paramref name="input"/>.</summary>
    public static PoolAxis Bins(int input, int output) => new(input, output, 0, 0, 0);

    /// <summary>The first position in the window, inside of the input.</summary>
    public int Start(int window) => Size == 0 ? (int)((long)window * Input / Output) : Math.Max(0, window * Stride - Padding);

    /// <summary>The position after the last one in the window, inside of the input.</summary>
    public int End(int window) =>
        Size == 0 ? (int)(((long)(window + 1) * Input + Output - 1) / Output) : Math.Min(Input, window * Stride - Padding + Size);

    /// <summary>The window's extent with the padding it covers.</summary>
    public int Extent(int window) => Size == 0 ? End(window) - Start(window) : Size;
}
