using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The weights as the gradient of the input needs them, A [input channels of all groups, (output channel, tap)]: transposed, and with the
/// taps of one remainder in turned order.
/// </summary>
/// <param name="weights">[groups * outputs, inputs, volume]</param>
/// <param name="inputs">Input channels of a group.</param>
/// <param name="outputs">Output channels of a group.</param>
/// <param name="volume">Taps of the whole kernel.</param>
/// <param name="taps">Which taps take part, in their order.</param>
/// <param name="count">How many take part.</param>
internal readonly unsafe struct TurnedWeights(float* weights, int inputs, int outputs, int volume, int* taps, int count) : IPanels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float* Panel(int start, int rows, int k0, int depth, float* scratch)
    {
        int group = start / inputs, first = start % inputs;
        var source = weights + ((nint)group * outputs * inputs + first) * volume;
        int channel = k0 / count, tap = k0 % count;
        var panel = scratch;
        for (var k = 0; k < depth; k++, panel += rows)
        {
            var from = source + (nint)channel * inputs * volume + taps[tap];
            for (var i = 0; i < rows; i++)
                panel[i] = from[i * volume];
            if (++tap == count)
            {
                tap = 0;
                channel++;
            }
        }
        return scratch;
    }
}
