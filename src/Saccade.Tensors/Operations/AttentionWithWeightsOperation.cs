using Saccade.Tensors.Kernels.Attention;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Attention whose weights are a tensor on the tape: they can be drawn, and a loss on them trains queries and keys. The output is
/// <see cref="AttentionOperation"/>'s, dropout included, but for rounding: sums are taken in another order. Memory and time grow with T · S.
/// </summary>
public static unsafe class AttentionWithWeightsOperation
{
    /// <summary>Self-attention over one packed projection.</summary>
    /// <param name="qkv">[N, T, 3·H·D]: queries, then keys, then values.</param>
    /// <param name="options">Heads, masks, scale and dropout.</param>
    /// <returns>The output [N, T, H·D] and the weights [N, H, T, T]: the softmax, before dropout; each row sums to one, or is zero where no key may be attended.</returns>
    /// <exception cref="ArgumentException">Shapes or options that do not fit together.</exception>
    public static (Tensor Output, Tensor Weights) AttentionWithWeights(this Tensor qkv, AttentionOptions options) =>
        Attend(AttentionInputs.Packed(qkv, options));

    /// <summary>Attention of queries to keys and values from elsewhere.</summary>
    /// <param name="q">[N, T, H·D]</param>
    /// <param name="k">[N, S, H·D]</param>
    /// <param name="v">[N, S, H·D]</param>
    /// <param name="options">Heads, masks, scale and dropout.</param>
    /// <returns>The output [N, T, H·D] and the weights [N, H, T, S].</returns>
    /// <exception cref="ArgumentException">Shapes or options that do not fit together.</exception>
    public static (Tensor Output, Tensor Weights) AttentionWithWeights(this Tensor q, Tensor k, Tensor v, AttentionOptions options) =>
        Attend(AttentionInputs.Separate(q, k, v, k.Shape.Rank == 3 ? k.Shape[1] : 0, options));

    private static (Tensor Output, Tensor Weights) Attend(AttentionInputs inputs)
    {
        var engine = inputs.Engine;
        var problem = inputs.Problem();
        var size = problem.HeadSize;
        var weights = engine.Empty(problem.Samples, problem.Heads, problem.Queries, problem.Keys);
        WeightMatrix.Softmax(engine, problem, inputs.Q.Rows(size), inputs.K.Rows(size), weights.Pointer);
        if (engine.Records(inputs.Q.Tensor, inputs.K.Tensor))
            engine.Record(weights, new SoftmaxBackprop(inputs));
        var y = engine.Empty(problem.Samples, problem.Queries, problem.Heads * size);
        WeightMatrix.Apply(engine, problem, weights.Pointer, inputs.V.Rows(size), new Projection(y, 0).Rows(size));
        if (engine.Records(weights, inputs.V.Tensor))
            engine.Record(y, new ApplyBackprop(inputs, weights));
        return (y, weights);
    }

    private sealed class SoftmaxBackprop(AttentionInputs inputs) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var problem = inputs.Problem();
            var size = problem.HeadSize;
            WeightMatrix.SoftmaxBackward(
                y.Engine, problem, inputs.Q.Rows(size), inputs.K.Rows(size), y.Pointer, dy.Pointer, inputs.Q.Gradient(size), inputs.K.Gradient(size));
        }
    }

    private sealed class ApplyBackprop(AttentionInputs inputs, Tensor weights) : Operation
    {
        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var problem = inputs.Problem();
            var size = problem.HeadSize;
            var accumulate = false;
            var gradients = weights.WantsGradient ? weights.GradientBuffer(out accumulate).Pointer : null;
            WeightMatrix.ApplyBackward(
                y.Engine, problem, weights.Pointer, inputs.V.Rows(size), new Projection(dy, 0).Rows(size), gradients, accumulate, inputs.V.Gradient(size));
        }
    }
}
