using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels;
using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Layer normalisation over the last axis (Ba, Kiros and Hinton 2016): y = (z - mean(z)) / sqrt(variance(z) + epsilon) * weight + bias,
/// with the biased variance. z is the input, or the sum of a residual stream and an input with dropout, which is then never written
/// to memory. A row's result does not depend on its neighbours.
/// </summary>
public static unsafe class LayerNormOperation
{
    /// <param name="x">[.., D]</param>
    /// <param name="weight">[D], or null for 1.</param>
    /// <param name="bias">[D], or null for 0.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>[.., D]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together.</exception>
    public static Tensor LayerNorm(this Tensor x, Tensor? weight = null, Tensor? bias = null, float epsilon = 1e-5f) =>
        Run(x, residual: null, weight, bias, epsilon, dropout: 0);

    /// <summary>LayerNorm(residual + dropout(x)): the end of a block of a post-norm transformer, as one operation.</summary>
    /// <param name="x">[.., D], what the block worked out.</param>
    /// <param name="residual">[.., D], what went around it.</param>
    /// <param name="weight">[D], or null for 1.</param>
    /// <param name="bias">[D], or null for 0.</param>
    /// <param name="dropout">The probability that an element of <paramref name="x"/> is dropped; 0 outside of training.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>[.., D]</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit together.</exception>
    public static Tensor ResidualLayerNorm(
        this Tensor x, Tensor residual, Tensor? weight, Tensor? bias, float dropout = 0, float epsilon = 1e-5f)
    {
        if (residual.Shape != x.Shape)
            throw new ArgumentException($"ResidualLayerNorm: a residual of shape {residual.Shape} cannot be added to {x.Shape}.");
        return Run(x, residual, weight, bias, epsilon, dropout);
    }

    private static Tensor Run(Tensor x, Tensor? residual, Tensor? weight, Tensor? bias, float epsilon, float dropout)
    {
        var width = x.Shape[^1];
        if (weight is not null && weight.Shape != new Shape(width) || bias is not null && bias.Shape != new Shape(width))
            throw new ArgumentException($"LayerNorm: the weight {weight?.Shape} and the bias {bias?.Shape} must be [{width}] for an input of {x.Shape}.");
        var engine = x.Engine;
        var rows = x.Count / Math.Max(1, width);
        var mask = dropout > 0 ? new DropoutMask(engine.RandomKey(), dropout) : default;
        var y = engine.Empty(x.Shape);
        var statistics = engine.Empty(rows, 2);
        float* px = x.Pointer, py = y.Pointer, ps = statistics.Pointer;
        var pr = residual is null ? null : residual.Pointer;
        var pw = weight is null ? null : weight.Pointer;
        var pb = bias is null ? null : bias.Pointer;
        var block = RowBlock(width);
        engine.Workers.For((rows + block - 1) / block, (chunk, worker) =>
        {
            var scratch = worker.Scratch(width);
            for (var row = chunk * block; row < Math.Min(rows, (chunk + 1) * block); row++)
            {
                var start = (nint)row * width;
                var z = px + start;
                if (pr is not null)
                {
                    // The sum may live in y: forward reads and writes element by element.
                    Compose(pr + start, px + start, mask, dropout > 0, start, scratch, py + start, width);
                    z = py + start;
                }
                LayerNormKernel.Forward(z, pw, pb, py + start, width, epsilon, ps + 2 * row);
            }
        });
        engine.Trace?.Add(nameof(LayerNorm), y, [x, residual, weight, bias], (epsilon, dropout));
        var records = engine.Records(x, residual) | engine.Records(x, weight, bias);
        if (records)
            engine.Record(y, new Backprop(x, residual, weight, bias, statistics, mask, dropout));
        else
            statistics.Release();
        return y;
    }

    /// <summary>Rows of a chunk: some eight thousand elements, and enough rows to pay for a chunk's own sums of weight gradients.</summary>
    private static int RowBlock(int width) => Math.Clamp(8192 / Math.Max(1, width), 8, 512);

    /// <summary>z = residual + mask * x. The mask of the row is left in <paramref name="scratch"/>.</summary>
    private static void Compose(float* residual, float* x, DropoutMask mask, bool drops, long start, float* scratch, float* z, int width)
    {
        if (!drops)
        {
            Elementwise.Serial(default(AddFunction), residual, x, z, width);
            return;
        }
        mask.Fill(scratch, start, width);
        Elementwise.Serial(default(MaskedSum), residual, x, scratch, z, width);
    }

    private readonly struct MaskedSum : ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V residual, V x, V mask)
            where V : struct, ILanes<V> => V.MultiplyAdd(x, mask, residual);
    }

    /// <summary>
    /// One pass over the rows: z is worked out again from the inputs, which are in memory anyway; gradients of weight and bias are summed
    /// over each chunk's rows, then over the chunks in order.
    /// </summary>
    private sealed class Backprop : Operation
    {
        private readonly Tensor _x;
        private readonly Tensor? _residual;
        private readonly Tensor? _weight;
        private readonly Tensor? _bias;
        private readonly Tensor _statistics;
        private readonly DropoutMask _mask;
        private readonly float _dropout;

        public Backprop(Tensor x, Tensor? residual, Tensor? weight, Tensor? bias, Tensor statistics, DropoutMask mask, float dropout)
        {
            (_x, _residual, _weight, _bias, _mask, _dropout) = (x, residual, weight, bias, mask, dropout);
            _statistics = Saved(statistics);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var engine = y.Engine;
            var width = y.Shape[^1];
            var rows = y.Count / Math.Max(1, width);
            var block = RowBlock(width);
            var chunks = (rows + block - 1) / block;
            var accumulate = false;
            var drops = _dropout > 0;
            // dz is the gradient of the sum: the residual's, and without dropout also x's.
            var dz = _residual is null && _x.WantsGradient ? _x.GradientBuffer(out accumulate) : engine.Empty(y.Shape);
            var dx = drops && _x.WantsGradient ? engine.Empty(y.Shape) : null;
            using var workspace = new Workspace(engine, 2L * chunks * width);
            float* dWeights = workspace.Pointer, dBiases = dWeights + (nint)chunks * width;
            float* px = _x.Pointer, pdy = dy.Pointer, ps = _statistics.Pointer, pdz = dz.Pointer;
            var pr = _residual is null ? null : _residual.Pointer;
            var pw = _weight is null ? null : _weight.Pointer;
            var pdx = dx is null ? null : dx.Pointer;
            var mask = _mask;
            engine.Workers.For(chunks, (chunk, worker) =>
            {
                float* dWeight = dWeights + (nint)chunk * width, dBias = dBiases + (nint)chunk * width;
                new Span<float>(dWeight, width).Clear();
                new Span<float>(dBias, width).Clear();
                var scratch = worker.Scratch(2L * width);
                for (var row = chunk * block; row < Math.Min(rows, (chunk + 1) * block); row++)
                {
                    var start = (nint)row * width;
                    var z = px + start;
                    if (pr is not null)
                    {
                        z = scratch + width;
                        Compose(pr + start, px + start, mask, drops, start, scratch, z, width);
                    }
                    LayerNormKernel.Backward(z, pdy + start, pw, ps + 2 * row, pdz + start, accumulate, dWeight, dBias, width);
                    if (pdx is not null)
                        Elementwise.Serial(default(MultiplyFunction), scratch, pdz + start, pdx + start, width);
                }
            });
            AddSums(engine, _weight, dWeights, chunks, width);
            AddSums(engine, _bias, dBiases, chunks, width);
            if (dx is not null)
                _x.AddGradient(dx);
            else if (_residual is not null && _x.WantsGradient)
                _x.AddGradient(dz.View(0, dz.Shape));
            if (_residual is { WantsGradient: true })
                _residual.AddGradient(dz);
            else if (_residual is not null || !_x.WantsGradient)
                dz.Release();
        }

        private static void AddSums(Engine engine, Tensor? parameter, float* partial, int chunks, int width)
        {
            if (parameter is not { WantsGradient: true })
                return;
            var gradient = parameter.GradientBuffer(out var accumulate);
            if (!accumulate)
                gradient.AsSpan().Clear();
            ColumnSums.Add(engine, partial, chunks, width, gradient.Pointer);
        }
    }
}
