namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>
/// How the depth of a product is cut: into equal blocks of at most <see cref="MaxBlock"/>, so that a panel of A stays in the first cache.
/// It depends on the depth alone, which makes the order of additions, and so every bit, the same for any batch size and number of threads.
/// </summary>
internal readonly record struct Depth(int K)
{
    private const int MaxBlock = 384;

    public int Blocks => Math.Max(1, (K + MaxBlock - 1) / MaxBlock);

    /// <summary>The depth of a block; the last one may be shorter.</summary>
    public int Block => (K + Blocks - 1) / Blocks;
}
