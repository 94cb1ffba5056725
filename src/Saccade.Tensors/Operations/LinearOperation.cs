using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// The fully connected layer y = activation(x·Wᵀ + b), with bias and activation applied to each block of the product while it is in cache.
/// </summary>
public static unsafe class LinearOperation
{
    /// <param name="x">[.., in]</param>
    /// <param name="weight">[out, in]</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="activation">Applied to the sum.</param>
    /// <param name="dropout">
    /// The probability that an element of the activated result is dropped; only after ReLU, where a dropped element and a negative sum
    /// look alike and have the same gradient, so that nothing has to be remembered.
    /// </param>
    /// <returns>[.., out]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together, or dropout without ReLU.</exception>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias, Activation activation = Activation.None, float dropout = 0)
    {
        if (dropout > 0 && activation != Activation.Relu)
            throw new ArgumentException("Linear: dropout within the product needs ReLU; use Dropout() on the result otherwise.", nameof(dropout));
        if (weight.Shape.Rank != 2 || x.Shape.Rank < 1 || x.Shape[^1] != weight.Shape[1])
            throw new ArgumentException($"Linear: a weight of shape {weight.Shape} cannot take an input of shape {x.Shape}.");
        if (bias is not null && bias.Shape != new Shape(weight.Shape[0]))
            throw new ArgumentException($"Linear: a bias of shape {bias.Shape} does not fit a weight of shape {weight.Shape}.");
        int inputs = weight.Shape[1], outputs = weight.Shape[0], rows = x.Count / Math.Max(1, inputs);
        var records = x.Engine.Records(x, weight, bias);
        var y = x.Engine.Empty(x.Shape.With(-1, outputs));
        var sums = records && activation.IsSmooth() ? x.Engine.Empty(y.Shape) : y;
        Gemm.Run(
            x.Engine, rows, outputs, inputs,
            new Operand(x.Pointer, inputs), new Operand(weight.Pointer, inputs, transposed: true),
            sums.Pointer, outputs, accumulate: false,
            new Epilogue(
                sums.Pointer, y.Pointer, outputs, bias is null ? null : bias.Pointer, activation,
                dropout > 0 ? new DropoutMask(x.Engine.RandomKey(), dropout) : null));
        x.Engine.Trace?.Add(nameof(Linear), y, [x, weight, bias], activation);
        if (records)
            x.Engine.Record(y, new Backprop(x, weight, bias, activation, dropout, sums));
        return y;
    }

    private readonly unsafe struct Epilogue(float* sums, float* result, int stride, float* bias, Activation activation, DropoutMask? dropout) : IEpilogue
    {
        public void Apply(int row, int rows, int column, int columns)
        {
            if (bias is null && activation == Activation.None)
                return;
            var mask = stackalloc float[dropout is null ? 0 : columns];
            for (var i = row; i < row + rows; i++)
            {
                var z = sums + (nint)i * stride + column;
                var y = result + (nint)i * stride + column;
                if (activation.IsSmooth())
                {
                    if (bias is not null)
                        Elementwise.Serial(default(AddFunction), z, bias + column, z, columns);
                    SmoothActivation.Serial(activation, z, y, columns);
                }
                else if (bias is null)
                    Elementwise.Serial(default(ReluOnly), y, y, columns);
                else if (activation == Activation.Relu)
                    Elementwise.Serial(default(AddReluFunction), y, bias + column, y, columns);
                else
                    Elementwise.Serial(default(AddFunction), y, bias + column, y, columns);
                if (dropout is null)
                    continue;
                dropout.Value.Fill(mask, (long)i * stride + column, columns);
                Elementwise.Serial(default(MultiplyFunction), y, mask, y, columns);
            }
        }
    }

    private readonly struct ReluOnly : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Max(x, V.Zero);
    }

    /// <summary>With z = x·Wᵀ + b: dx = dz·W, dW = dzᵀ·x, db = the sum of dz over rows.</summary>
    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly Tensor _weight;
        private readonly Tensor? _bias;
        private readonly Activation _activation;
        private readonly float _dropout;
        private readonly Tensor _sums;

        /// <param name="sums">z where the activation's derivative needs it, else y itself.</param>
        public Backprop(Tensor x, Tensor weight, Tensor? bias, Activation activation, float dropout, Tensor sums)
        {
            (_x, _weight, _bias, _activation, _dropout) = (x, weight, bias, activation, dropout);
            _sums = activation.IsSmooth() ? Saved(sums) : sums;
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var engine = y.Engine;
            int inputs = _weight.Shape[1], outputs = _weight.Shape[0], rows = _x.Count / Math.Max(1, inputs);
            var dz = ActivationGradient.Of(_activation, y, _sums, dy, _dropout);
            if (_x.WantsGradient)
            {
                var dx = _x.GradientBuffer(out var accumulate);
                Gemm.Run(engine, rows, inputs, outputs, new Operand(dz.Pointer, outputs), new Operand(_weight.Pointer, inputs), dx.Pointer, inputs, accumulate);
            }
            if (_weight.WantsGradient)
            {
                var dw = _weight.GradientBuffer(out var accumulate);
                Gemm.Run(engine, outputs, inputs, rows, new Operand(dz.Pointer, outputs, transposed: true), new Operand(_x.Pointer, inputs), dw.Pointer, inputs, accumulate);
            }
            if (_bias is { WantsGradient: true })
            {
                var db = _bias.GradientBuffer(out var accumulate);
                if (!accumulate)
                    db.AsSpan().Clear();
                ColumnSums.Add(engine, dz.Pointer, rows, outputs, db.Pointer);
            }
            if (!ReferenceEquals(dz, dy))
                dz.Release();
        }
    }
}
