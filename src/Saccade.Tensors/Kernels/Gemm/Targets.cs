namespace Saccade.Tensors.Kernels.Gemm;

/// <summary>Where the tiles of C go.</summary>
internal unsafe interface ITarget
{
    /// <summary>Elements from row to row, for tiles written directly.</summary>
    nint Stride { get; }

    /// <summary>Where a full tile with its first element at (m, n) can be written as it is, or null if it has to go through <see cref="Write"/>.</summary>
    float* Direct(int m, int n);

    /// <summary>Writes (or adds) the first <paramref name="columns"/> columns of a tile of <see cref="MicroKernel.Columns"/> columns a row.</summary>
    void Write(float* tile, int m, int rows, int n, int columns, bool accumulate);
}

/// <summary>C [M, N] row-major.</summary>
internal readonly unsafe struct DenseTarget(float* c, nint stride) : ITarget
{
    public nint Stride => stride;

    public float* Direct(int m, int n) => c + m * stride + n;

    public void Write(float* tile, int m, int rows, int n, int columns, bool accumulate)
    {
        var target = c + m * stride + n;
        for (var i = 0; i < rows; i++, tile += MicroKernel.Columns, target += stride)
        {
            if (accumulate)
            {
                for (var j = 0; j < columns; j++)
                    target[j] = tile[j] + target[j];
            }
            else
            {
                for (var j = 0; j < columns; j++)
                    target[j] = tile[j];
            }
        }
    }
}
