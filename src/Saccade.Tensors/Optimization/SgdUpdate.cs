using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Optimization;

/// <summary>
/// Stochastic gradient descent with momentum over a parameter block, in one pass over memory. Formulas as in torch.optim.SGD without
/// dampening: g += decay x value; velocity = momentum x velocity + g; value -= rate x (Nesterov ? g + momentum x velocity : velocity).
/// </summary>
public static unsafe class SgdUpdate
{
    /// <param name="block">The parameters and their gradients; gradients are zero afterwards.</param>
    /// <param name="velocity">The direction kept from step to step, from <see cref="ParameterBlock.NewState"/>.</param>
    /// <param name="weightDecay">One (coupled) weight decay for each parameter.</param>
    /// <param name="settings">The other numbers.</param>
    public static void SgdStep(this ParameterBlock block, Tensor velocity, IReadOnlyList<float> weightDecay, SgdSettings settings)
    {
        block.CheckState(velocity);
        if (weightDecay.Count != block.Parameters.Count)
            throw new ArgumentException($"{weightDecay.Count} weight decays were given for {block.Parameters.Count} parameters.", nameof(weightDecay));
        var values = block.Values.Pointer;
        var gradients = block.Gradients.Pointer;
        var velocities = velocity.Pointer;
        block.ForSegments((parameter, start, end) =>
        {
            if (Simd.Bits == 512)
                Loop<Lanes512>(values + start, gradients + start, velocities + start, end - start, weightDecay[parameter], settings);
            else if (Simd.Bits == 256)
                Loop<Lanes256>(values + start, gradients + start, velocities + start, end - start, weightDecay[parameter], settings);
            else
                Loop<Lanes128>(values + start, gradients + start, velocities + start, end - start, weightDecay[parameter], settings);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<V>(float* value, float* gradient, float* velocity, int count, float weightDecay, SgdSettings settings)
        where V : struct, ILanes<V>
    {
        var scale = V.Broadcast((float)settings.GradientScale);
        var decay = V.Broadcast(weightDecay);
        var momentum = V.Broadcast((float)settings.Momentum);
        var negativeRate = V.Broadcast((float)-settings.LearningRate);
        // direction = gradientShare x g + velocityShare x velocity covers both forms.
        var gradientShare = V.Broadcast(settings.Nesterov ? 1 : 0);
        var velocityShare = V.Broadcast(settings.Nesterov ? (float)settings.Momentum : 1);
        for (var i = 0; i < count; i += V.Count)
        {
            var p = V.Load(value + i);
            var g = V.MultiplyAdd(decay, p, scale * V.Load(gradient + i));
            var u = V.MultiplyAdd(momentum, V.Load(velocity + i), g);
            V.Store(velocity + i, u);
            V.Store(gradient + i, V.Zero);
            V.Store(value + i, V.MultiplyAdd(negativeRate, V.MultiplyAdd(velocityShare, u, gradientShare * g), p));
        }
    }
}
