using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Operations that treat each element alone: y = f(x), of x's shape. Their derivative is written as a function of what it is
/// cheapest to know, the input or the output, and of dy.
/// </summary>
internal static unsafe class Pointwise
{
    /// <summary>dx = derivative(x, dy). The operation goes by the name of the method that calls this.</summary>
    public static Tensor FromInput<TForward, TDerivative>(Tensor x, TForward forward, TDerivative derivative, [CallerMemberName] string name = "")
        where TForward : struct, IUnary
        where TDerivative : struct, IBinary
    {
        var y = Apply(x, forward);
        x.Engine.Trace?.Add(name, y, [x], (forward as ITracedFunction)?.Settings);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new InputBackprop<TDerivative>(x, derivative));
        return y;
    }

    /// <summary>dx = derivative(y, dy). The operation goes by the name of the method that calls this.</summary>
    public static Tensor FromOutput<TForward, TDerivative>(Tensor x, TForward forward, TDerivative derivative, [CallerMemberName] string name = "")
        where TForward : struct, IUnary
        where TDerivative : struct, IBinary
    {
        var y = Apply(x, forward);
        x.Engine.Trace?.Add(name, y, [x], (forward as ITracedFunction)?.Settings);
        if (x.Engine.Records(x))
            x.Engine.Record(y, new OutputBackprop<TDerivative>(x, derivative));
        return y;
    }

    /// <summary>f(x) in a new tensor, without a record.</summary>
    public static Tensor Apply<TForward>(Tensor x, TForward forward)
        where TForward : struct, IUnary
    {
        var y = x.Engine.Empty(x.Shape);
        Elementwise.Map(x.Engine, forward, x.Pointer, y.Pointer, y.Count);
        return y;
    }

    private sealed class InputBackprop<TDerivative>(Tensor x, TDerivative derivative) : Operation
        where TDerivative : struct, IBinary
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(y.Shape);
            Elementwise.Map(y.Engine, derivative, x.Pointer, dy.Pointer, dx.Pointer, y.Count);
            x.AddGradient(dx);
        }
    }

    private sealed class OutputBackprop<TDerivative>(Tensor x, TDerivative derivative) : Operation
        where TDerivative : struct, IBinary
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var dx = y.Engine.Empty(y.Shape);
            Elementwise.Map(y.Engine, derivative, y.Pointer, dy.Pointer, dx.Pointer, y.Count);
            x.AddGradient(dx);
        }
    }
}
