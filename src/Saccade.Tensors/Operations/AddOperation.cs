using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>Sum: y = a + b. Shapes broadcast after NumPy's rule; gradients are summed over the axes that were repeated.</summary>
public static class AddOperation
{
    /// <summary>a + b, element by element.</summary>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        var y = Broadcast.Apply(a, b, default(AddFunction));
        a.Engine.Trace?.Add(nameof(Add), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            if (a.WantsGradient)
                Broadcast.AddGradient(a, dy.View(0, dy.Shape));
            if (b.WantsGradient)
                Broadcast.AddGradient(b, dy.View(0, dy.Shape));
        }
    }
}
