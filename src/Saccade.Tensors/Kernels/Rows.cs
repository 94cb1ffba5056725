using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>Moves the rows of a matrix between arrays with different distances from row to row, in parallel.</summary>
internal static unsafe class Rows
{
    // Below it a padded vector costs more than the sums themselves.
    private const int Short = 16;

    public static void Copy(Engine engine, float* source, int sourceStep, float* target, int targetStep, int rows, int length)
    {
        if (length == 0)
            return;
        engine.Workers.ForRange(rows, Math.Max(1, Elementwise.Grain / length), (start, end) =>
        {
            for (var row = start; row < end; row++)
                Unsafe.CopyBlockUnaligned(target + (nint)row * targetStep, source + (nint)row * sourceStep, (uint)length * sizeof(float));
        });
    }

    /// <summary>target += source</summary>
    public static void Add(Engine engine, float* source, int sourceStep, float* target, int targetStep, int rows, int length)
    {
        if (length == 0)
            return;
        engine.Workers.ForRange(rows, Math.Max(1, Elementwise.Grain / length), (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                float* sum = target + (nint)row * targetStep, added = source + (nint)row * sourceStep;
                if (length >= Short)
                    Elementwise.Serial(default(Reduction.Add), sum, added, sum, length);
                for (var i = 0; i < length && length < Short; i++)
                    sum[i] += added[i];
            }
        });
    }
}
