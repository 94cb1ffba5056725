using Saccade.Tensors.Kernels;
using Saccade.Tensors.Kernels.Attention;

namespace Saccade.Tensors.Operations;

/// <summary>The checked inputs of an attention: three projections, the options, and the dropout of this call.</summary>
internal sealed unsafe class AttentionInputs
{
    private readonly AttentionOptions _options;
    private readonly int _headSize;
    private readonly int _keys;
    private readonly DropoutMask? _dropout;

    private AttentionInputs(Projection q, Projection k, Projection v, int keys, int columns, AttentionOptions options)
    {
        if (options.Heads < 1 || columns % options.Heads != 0)
            throw new ArgumentException($"Attention: {columns} columns cannot be shared by {options.Heads} heads.");
        if (options.QueryOffset < 0 || (options.QueryOffset > 0 && !options.Causal))
            throw new ArgumentException($"Attention: a query offset of {options.QueryOffset} needs a causal mask and cannot be negative.");
        if (options.KeyMask is { } mask && mask.Shape != new Shape(k.Tensor.Shape[0], keys))
            throw new ArgumentException($"Attention: a key mask of shape {mask.Shape} does not fit {k.Tensor.Shape[0]} samples of {keys} keys.");
        (Q, K, V, _keys, _options) = (q, k, v, keys, options);
        _headSize = columns / options.Heads;
        if (options.Dropout != 0 && Engine.Recording)
            _dropout = new DropoutMask(Engine.RandomKey(), options.Dropout);
    }

    public Projection Q { get; }

    public Projection K { get; }

    public Projection V { get; }

    public Engine Engine => Q.Tensor.Engine;

    public static AttentionInputs Packed(Tensor qkv, AttentionOptions options)
    {
        if (qkv.Shape.Rank != 3 || qkv.Shape[2] % 3 != 0)
            throw new ArgumentException($"Attention: a packed projection is [N, T, 3·H·D], not {qkv.Shape}.");
        var columns = qkv.Shape[2] / 3;
        return new AttentionInputs(new(qkv, 0, Part: true), new(qkv, columns, Part: true), new(qkv, 2 * columns, Part: true), qkv.Shape[1], columns, options);
    }

    /// <param name="keys">How many of the rows of k and v are in use, from the first.</param>
    public static AttentionInputs Separate(Tensor q, Tensor k, Tensor v, int keys, AttentionOptions options) =>
        q.Shape.Rank == 3 && k.Shape.Rank == 3 && k.Shape == v.Shape && q.Shape[0] == k.Shape[0] && q.Shape[2] == k.Shape[2]
            ? new AttentionInputs(new(q, 0), new(k, 0), new(v, 0), keys, q.Shape[2], options)
            : throw new ArgumentException($"Attention: queries {q.Shape}, keys {k.Shape} and values {v.Shape} do not fit together.");

    /// <summary>The places of all three gradients, which are then written as a whole: a packed projection's new buffer needs no zeroing.</summary>
    public (HeadGradient Q, HeadGradient K, HeadGradient V) Gradients()
    {
        if (!Q.Part || !Q.Tensor.WantsGradient)
            return (Q.Gradient(_headSize), K.Gradient(_headSize), V.Gradient(_headSize));
        var buffer = Q.Tensor.GradientBuffer(out var accumulate);
        return (
            Q.GradientIn(buffer, _headSize, accumulate),
            K.GradientIn(buffer, _headSize, accumulate),
            V.GradientIn(buffer, _headSize, accumulate));
    }

    /// <summary>What the kernels need; made anew for each use, since it holds addresses.</summary>
    public AttentionProblem Problem() => new()
    {
        Samples = Q.Tensor.Shape[0],
        Heads = _options.Heads,
        Queries = Q.Tensor.Shape[1],
        Keys = _keys,
        HeadSize = _headSize,
        Scale = _options.Scale ?? 1 / MathF.Sqrt(_headSize),
        CausalOffset = _options.Causal ? _options.QueryOffset : null,
        KeyMask = _options.KeyMask is { } mask ? mask.Pointer : null,
        Dropout = _dropout,
    };
}
