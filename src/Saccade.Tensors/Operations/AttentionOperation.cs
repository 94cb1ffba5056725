using Saccade.Tensors.Kernels.Attention;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Operations;

/// <summary>
/// Multi-head attention y = dropout(softmax(scale · q·kᵀ))·v over projections whose heads lie side by side, so that nothing is permuted.
/// The weights are never written to a tensor (<see cref="AttentionWithWeightsOperation"/> does); forward keeps one number for each query and head.
/// N samples, T queries, S keys, H heads of D columns.
/// </summary>
public static unsafe class AttentionOperation
{
    /// <summary>Self-attention over one packed projection, as a single linear layer makes it.</summary>
    /// <param name="qkv">[N, T, 3·H·D]: queries, then keys, then values.</param>
    /// <param name="options">Heads, masks, scale and dropout.</param>
    /// <returns>[N, T, H·D]</returns>
    /// <exception cref="ArgumentException">Shapes or options that do not fit together.</exception>
    public static Tensor Attention(this Tensor qkv, AttentionOptions options)
    {
        var y = Attend(AttentionInputs.Packed(qkv, options));
        qkv.Engine.Trace?.Add(nameof(Attention), y, [qkv], options, options.KeyMask);
        return y;
    }

    /// <summary>Attention of queries to keys and values from elsewhere.</summary>
    /// <param name="q">[N, T, H·D]</param>
    /// <param name="k">[N, S, H·D]</param>
    /// <param name="v">[N, S, H·D]</param>
    /// <param name="options">Heads, masks, scale and dropout.</param>
    /// <returns>[N, T, H·D]</returns>
    /// <exception cref="ArgumentException">Shapes or options that do not fit together.</exception>
    public static Tensor Attention(this Tensor q, Tensor k, Tensor v, AttentionOptions options)
    {
        var y = Attend(AttentionInputs.Separate(q, k, v, k.Shape.Rank == 3 ? k.Shape[1] : 0, options));
        q.Engine.Trace?.Add(nameof(Attention), y, [q, k, v], options, options.KeyMask);
        return y;
    }

    internal static Tensor Attend(AttentionInputs inputs)
    {
        var engine = inputs.Engine;
        var problem = inputs.Problem();
        var y = engine.Empty(problem.Samples, problem.Queries, problem.Heads * problem.HeadSize);
        var logSums = engine.Empty(problem.Samples, problem.Heads, problem.Queries);
        AttentionForward.Run(
            engine, problem, inputs.Q.Rows(problem.HeadSize), inputs.K.Rows(problem.HeadSize), inputs.V.Rows(problem.HeadSize),
            new Projection(y, 0).Rows(problem.HeadSize), logSums.Pointer);
        if (engine.Records(inputs.Q.Tensor, inputs.K.Tensor, inputs.V.Tensor))
            engine.Record(y, new Backprop(inputs, logSums));
        else
            logSums.Release();
        return y;
    }

    /// <summary>
    /// With weights P and dropout factors M: dv = (M∘P)ᵀ·dy, dP = M∘(dy·vᵀ), dscores = scale · P∘(dP - rowsum(P∘dP)), where the row sum equals
    /// rowsum(dy∘y); dq = dscores·k, dk = dscoresᵀ·q.
    /// </summary>
    private sealed class Backprop : Operation
    {
        private readonly AttentionInputs _inputs;
        private readonly Tensor _logSums;

        public Backprop(AttentionInputs inputs, Tensor logSums)
        {
            _inputs = inputs;
            _logSums = Saved(logSums);
        }

        protected internal override void Backward(Tensor y, Tensor dy)
        {
            var problem = _inputs.Problem();
            var size = problem.HeadSize;
            var (dq, dk, dv) = _inputs.Gradients();
            AttentionBackward.Run(
                y.Engine, problem, _inputs.Q.Rows(size), _inputs.K.Rows(size), _inputs.V.Rows(size),
                new Projection(y, 0).Rows(size), new Projection(dy, 0).Rows(size), _logSums.Pointer, dq, dk, dv);
        }
    }
}
