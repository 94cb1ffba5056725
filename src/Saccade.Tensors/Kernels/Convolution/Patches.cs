using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>The patch matrix as B [taps, positions] of a product: packed straight from the padded image (implicit GEMM).</summary>
/// <param name="source">The padded images of one wave of samples, at the group's first channel.</param>
/// <param name="taps">Offsets of the taps.</param>
/// <param name="positions">Offsets of the positions.</param>
internal readonly unsafe struct PatchesByTap(float* source, int* taps, int* positions) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        if (Simd.Bits == 512)
            Pack<Lanes512>(start, count, k0, depth, scratch);
        else if (Simd.Bits == 256)
            Pack<Lanes256>(start, count, k0, depth, scratch);
        else
            Pack<Lanes128>(start, count, k0, depth, scratch);
        return scratch;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack<V>(int start, int count, int k0, int depth, float* panel)
        where V : struct, ILanes<V>
    {
        // The panel's positions as runs that are contiguous in the image, of at most a vector each. Each run is copied as a whole
        // vector: what that writes too much, the next run or the next tap writes again.
        var width = 2 * V.Count;
        var targets = stackalloc int[width];
        var origins = stackalloc int[width];
        var runs = 0;
        for (var i = 0; i < count;)
        {
            targets[runs] = i;
            origins[runs] = positions[start + i];
            var length = 1;
            while (length < V.Count && i + length < count && positions[start + i + length] == origins[runs] + length)
                length++;
            i += length;
            runs++;
        }
        if (runs == 2 && targets[1] == V.Count)
        {
            for (var k = 0; k < depth; k++, panel += width)
            {
                var tap = source + taps[k0 + k];
                V.Store(panel, V.Load(tap + origins[0]));
                V.Store(panel + V.Count, V.Load(tap + origins[1]));
            }
            return;
        }
        // Nothing mends what the last tap writes too much, and another thread may have packed the panel that lies there: it takes a detour.
        var last = stackalloc float[width + V.Count];
        for (var k = 0; k < depth; k++, panel += width)
        {
            var tap = source + taps[k0 + k];
            var row = k == depth - 1 ? last : panel;
            for (var run = 0; run < runs; run++)
                V.Store(row + targets[run], V.Load(tap + origins[run]));
        }
        V.Store(panel - width, V.Load(last));
        V.Store(panel - V.Count, V.Load(last + V.Count));
    }
}

/// <summary>The patch matrix as B [positions, taps]: what the gradient of the weights multiplies the gradient of the output by.</summary>
/// <param name="source">The padded images of one wave of samples, at the group's first channel.</param>
/// <param name="taps">Offsets of the taps.</param>
/// <param name="positions">Offsets of the positions.</param>
internal readonly unsafe struct PatchesByPosition(float* source, int* taps, int* positions) : IPanels
{
    private const int Block = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        var width = MicroKernel.Columns;
        var rows = stackalloc float[Block * (width + Packing.Slack)];
        var offsets = stackalloc nint[width];
        // Taps that do not exist read as the last one; their columns of the product are not used.
        for (var i = 0; i < width; i++)
            offsets[i] = taps[start + Math.Min(i, count - 1)];
        var panel = scratch;
        for (var k = 0; k < depth; k += Block, panel += Block * width)
        {
            var at = positions + k0 + k;
            var block = Math.Min(Block, depth - k);
            if (Simd.Bits == 512 && block == Block && at[Block - 1] == at[0] + Block - 1)
            {
                for (var i = 0; i < width; i += 16)
                    Packing.Transpose16(source + at[0], offsets + i, panel + i, width);
                continue;
            }
            for (var i = 0; i < width; i++)
                Gather(source + offsets[i], at, block, rows + i * Block);
            Packing.Transposed(rows, Block, width, block, panel, width);
        }
        return scratch;
    }

    /// <summary>One tap at up to sixteen positions, copied run by run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gather(float* tap, int* at, int count, float* row)
    {
        for (var i = 0; i < count; i++)
            row[i] = tap[at[i]];
    }
}

/// <summary>The gradient of the output as A [channels, positions], its positions running through the samples of a wave.</summary>
/// <param name="dy">[samples, channels of all groups, positions of a sample], at the group's first channel.</param>
/// <param name="perSample">Positions of a sample.</param>
/// <param name="sampleStride">Floats from sample to sample.</param>
internal readonly unsafe struct ChannelsByPosition(float* dy, int perSample, nint sampleStride) : IPanels
{
    public float* Panel(int start, int count, int k0, int depth, float* scratch)
    {
        for (var k = 0; k < depth;)
        {
            int sample = (k0 + k) / perSample, position = (k0 + k) % perSample;
            var run = Math.Min(perSample - position, depth - k);
            Packing.Transposed(dy + sample * sampleStride + (nint)start * perSample + position, perSample, count, run, scratch + (nint)k * count, count);
            k += run;
        }
        return scratch;
    }
}
