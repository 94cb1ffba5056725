using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The weights as the gradient of the input needs them, A [input channels of all groups, (output channel, tap)]: transposed, and with the
/// taps of one remainder in turned order.
/// </summary>
/// <param name="weights">[groups * outputs, inputs, volume]</param>
/// <param name="groups">Groups of channels.</param>
/// <param name="inputs">Input channels of a group.</param>
/// <param name="outputs">Output channels of a group.</param>
/// <param name="volume">Taps of the whole kernel.</param>
/// <param name="taps">Which taps take part, in their order.</param>
/// <param name="count">How many take part.</param>
internal readonly unsafe struct TurnedWeights(float* weights, int groups, int inputs, int outputs, int volume, int* taps, int count) : IPanels
{
    private const int Block = 16;

    private readonly float* _end = weights + (nint)groups * outputs * inputs * volume;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* Panel(int start, int rows, int k0, int depth, float* scratch)
    {
        int group = start / inputs, first = start % inputs;
        var source = weights + ((nint)group * outputs * inputs + first) * volume;
        int channel = k0 / count, tap = k0 % count;
        var panel = scratch;
        // A channel's taps of all rows lie together. They are turned as a whole where there are enough of them and whole vectors can be
        // read and written: what a row of the panel writes too much is the next one's, and the last one spills into the slack.
        var vectors = Simd.Bits == 512 && rows <= Block && count > 2;
        var turned = stackalloc float[vectors ? (volume + Block - 1) / Block * Block * Block : 0];
        var offsets = stackalloc nint[Block];
        for (var i = 0; i < Block; i++)
            offsets[i] = Math.Min(i, rows - 1) * volume;
        for (var k = 0; k < depth; channel++, tap = 0)
        {
            var from = source + (nint)channel * inputs * volume;
            var last = Math.Min(count, tap + depth - k);
            k += last - tap;
            if (vectors && from + (rows - 1) * volume + (volume + Block - 1) / Block * Block <= _end)
            {
                for (var t = 0; t < volume; t += Block)
                    Packing.Transpose16(from + t, offsets, turned + t * Block, Block);
                for (; tap < last; tap++, panel += rows)
                    Lanes512.Store(panel, Lanes512.Load(turned + taps[tap] * Block));
                continue;
            }
            for (; tap < last; tap++, panel += rows)
                for (var i = 0; i < rows; i++)
                    panel[i] = from[i * volume + taps[tap]];
        }
        return scratch;
    }
}
