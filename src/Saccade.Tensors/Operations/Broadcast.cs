using Saccade.Tensors.Kernels;

namespace Saccade.Tensors.Operations;

/// <summary>What operations on two broadcast tensors have in common.</summary>
internal static unsafe class Broadcast
{
    /// <summary>f(a, b) in a new tensor of the shape that both are repeated to, without a record.</summary>
    public static Tensor Apply<TFunction>(Tensor a, Tensor b, TFunction function)
        where TFunction : struct, IBinary
    {
        var y = a.Engine.Empty(Broadcasting.ResultShape(a.Shape, b.Shape));
        Broadcasting.Map(a.Engine, function, a.Pointer, a.Shape, b.Pointer, b.Shape, y.Pointer, y.Shape);
        return y;
    }

    /// <summary>Gives <paramref name="input"/> a gradient of the result's shape, summed over the axes that input was repeated along; takes it over.</summary>
    public static void AddGradient(Tensor input, Tensor gradient)
    {
        var sum = SumOperation.To(gradient, input.Shape);
        input.AddGradient(sum);
        if (!ReferenceEquals(sum, gradient))
            gradient.Release();
    }
}
