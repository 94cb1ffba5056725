namespace Saccade.Tensors.Kernels.Attention;

/// <summary>Hands out a worker's scratch piece by piece, each beginning at a cache line. Without memory it only counts.</summary>
internal unsafe struct HeadScratch(float* memory)
{
    /// <summary>Floats handed out so far.</summary>
    public long Used { get; private set; }

    public float* Take(long floats)
    {
        var piece = memory is null ? null : memory + Used;
        Used += (floats + 15) / 16 * 16;
        return piece;
    }
}
