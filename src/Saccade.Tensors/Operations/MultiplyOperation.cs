using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Product: y = a b. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class MultiplyOperation
{
    /// <summary>a b, element by element.</summary>
    public static Tensor Multiply(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(MultiplyFunction));
        a.Engine.Trace?.Add(nameof(Multiply), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (a.WantsGradient)
                Broadcast.AddGradient(a, Broadcast.Apply(dy, b, default(MultiplyFunction)));
            if (b.WantsGradient)
                Broadcast.AddGradient(b, Broadcast.Apply(dy, a, default(MultiplyFunction)));
        }
    }
}
