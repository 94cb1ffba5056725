using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Optimization;

/// <summary>An exponential moving average of a parameter block: average += (1 - decay) x (value - average), in one pass.</summary>
public static unsafe class EmaUpdate
{
    /// <param name="block">The parameters.</param>
    /// <param name="average">Their average, [Length]; start it as a copy of <see cref="ParameterBlock.Values"/>.</param>
    /// <param name="decay">How much of the average stays, for example 0.999.</param>
    public static void EmaStep(this ParameterBlock block, Tensor average, double decay)
    {
        block.CheckState(average);
        Elementwise.Map(block.Engine, new Blend((float)(1 - decay)), average.Pointer, block.Values.Pointer, average.Pointer, block.Length);
    }

    private readonly struct Blend(float share) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V average, V value)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.Broadcast(share), value - average, average);
    }
}
