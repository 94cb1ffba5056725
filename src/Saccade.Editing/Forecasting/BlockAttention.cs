using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Multi-head self-attention over time that costs the same at every step however long the sequence is: steps lie in blocks of L, and each attends to its own block and to the one before; causal, to what is not after
/// it; otherwise to the one after, too. Letters: N sequences, T steps (a multiple of L), D numbers of a token.
/// </summary>
internal sealed class BlockAttention : Module
{
    private readonly Linear _input, _output;
    private readonly AttentionOptions _options;
    private readonly int _width, _block;
    private readonly bool _isCausal;

    public BlockAttention(Engine engine, int width, int heads, int block, bool isCausal, float dropout)
        : base(engine)
    {
        if (width % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide a width of {width}.", nameof(heads));
        (_width, _block, _isCausal) = (width, block, isCausal);
        _options = new AttentionOptions { Heads = heads, Dropout = dropout };
        _input = Register("input", new Linear(engine, width, 3 * width, biasInitializer: Initializers.Zeros, weightInitializer: Initializers.XavierUniform()));
        _output = Register("output", new Linear(engine, width, width, biasInitializer: Initializers.Zeros, weightInitializer: Initializers.XavierUniform()));
    }

    /// <summary>The keys that each block sees, [N T / L, 2 L or 3 L]: 1 for a step that counts, 0 for padding and beyond the ends.</summary>
    /// <param name="mask">(N, T)</param>
    /// <param name="sequences">N</param>
    public IntTensor Keys(ReadOnlySpan<int> mask, int sequences)
    {
        var (tokens, seen) = (mask.Length / sequences, (_isCausal ? 2 : 3) * _block);
        var (blocks, keys) = (tokens / _block, new int[mask.Length / _block * seen]);
        for (var n = 0; n < sequences; n++)
        {
            for (var b = 0; b < blocks; b++)
            {
                for (var i = 0; i < seen; i++)
                {
                    var at = ((b - 1) * _block) + i;
                    keys[(((n * blocks) + b) * seen) + i] = at >= 0 && at < tokens ? mask[(n * tokens) + at] : 0;
                }
            }
        }
        return Engine.From(keys, mask.Length / _block, seen);
    }

    /// <param name="x">[N, T, D]</param>
    /// <param name="keys">As <see cref="Keys"/> gives them.</param>
    /// <returns>[N, T, D]</returns>
    public Tensor Forward(Tensor x, IntTensor keys)
    {
        var (sequences, tokens) = (x.Shape[0], x.Shape[1]);
        var parts = _input.Forward(x).Split(2, _width, _width, _width);
        var y = Blocks(parts[0]).Attention(Seen(parts[1]), Seen(parts[2]), _options with
        {
            KeyMask = keys,
            Causal = _isCausal,
            QueryOffset = _isCausal ? _block : 0,
            Dropout = Training ? _options.Dropout : 0,
        });
        return Observed(_output.Forward(y.Reshape(sequences, tokens, _width)));

        Tensor Blocks(Tensor of) => of.Reshape(sequences * tokens / _block, _block, _width);

        // [N, T, D] -> [N T / L, 2 L or 3 L, D]: each block after the one before it (and before the one after it)
        Tensor Seen(Tensor of)
        {
            var padded = of.Pad(1, _block, _isCausal ? 0 : _block);
            return Enumerable.Range(0, _isCausal ? 2 : 3).Select(i => Blocks(padded.Slice(1, i * _block, tokens))).ToArray().Concat(1);
        }
    }

    /// <summary>An empty cache for one stream.</summary>
    public KeyValueCache NewCache() => new(Engine, 1, 2 * _block, _width);

    /// <summary>The next step of one stream, as <see cref="Forward(Tensor, IntTensor)"/> gives it for the whole of it. For inference, and causal attention, alone.</summary>
    /// <param name="x">[1, 1, D]</param>
    /// <param name="cache">The steps before.</param>
    /// <returns>[1, 1, D]</returns>
    public Tensor Forward(Tensor x, KeyValueCache cache)
    {
        if (cache.Length == cache.Capacity)
            cache.Forget(_block);
        var parts = _input.Forward(x).Split(2, _width, _width, _width);
        return Observed(_output.Forward(cache.Attention(parts[0], parts[1], parts[2], _options with { Dropout = 0 })));
    }
}
