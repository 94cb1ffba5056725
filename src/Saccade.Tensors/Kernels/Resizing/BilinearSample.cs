namespace Saccade.Tensors.Kernels.Resizing;

/// <summary>Where one output position of an axis takes its value from: (1 - Share) of the lower neighbour and Share of the upper one.</summary>
internal readonly record struct BilinearSample(int Lower, int Upper, float Share)
{
    /// <summary>
    /// Output position <paramref name="o"/> of an axis resized from <paramref name="input"/> to <paramref name="output"/>. With aligned
    /// corners the first and last positions of both fall together; without, positions are centres of cells that tile the same length.
    /// </summary>
    public static BilinearSample At(int o, int input, int output, bool alignCorners)
    {
        var place = alignCorners
            ? (output > 1 ? o * ((float)(input - 1) / (output - 1)) : 0)
            : Math.Max(0, (o + 0.5f) * ((float)input / output) - 0.5f);
        var lower = Math.Min((int)place, input - 1);
        return new BilinearSample(lower, Math.Min(lower + 1, input - 1), place - lower);
    }
}
