using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>The end of a residual block, y = max(a + b, 0), in one pass each way. All shapes are equal.</summary>
public static unsafe class AddReluOperation
{
    /// <summary>max(a + b, 0), element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor AddRelu(this Tensor a, Tensor b)
    {
        if (a.Shape != b.Shape)
            throw new ArgumentException($"AddRelu: {a.Shape} and {b.Shape} differ.");
        var y = a.Engine.Empty(a.Shape);
        Elementwise.Map(a.Engine, default(AddReluFunction), a.Pointer, b.Pointer, y.Pointer, y.Count);
        a.Engine.Trace?.Add(nameof(AddRelu), y, [a, b]);
        if (a.Engine.Records(a, b))
            a.Engine.Record(y, new Backprop(a, b));
        return y;
    }

    /// <summary>da = db = dy where y &gt; 0; both inputs share the buffer.</summary>
    private sealed class Backprop(Tensor a, Tensor b) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var gradient = y.Engine.Empty(y.Shape);
            Elementwise.Map(y.Engine, default(ReluDerivative), y.Pointer, dy.Pointer, gradient.Pointer, y.Count);
            if (a.WantsGradient)
                a.AddGradient(gradient.View(0, y.Shape));
            if (b.WantsGradient)
                b.AddGradient(gradient.View(0, y.Shape));
            gradient.Release();
        }
    }
}
