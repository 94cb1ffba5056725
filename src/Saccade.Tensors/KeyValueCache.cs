using Saccade.Tensors.Operations;

namespace Saccade.Tensors;

/// <summary>
/// The keys and values of the steps so far, for causal inference one step (or a few) at a time: each step attends to all before it without
/// projecting them again. For inference only: nothing that goes through it is recorded.
/// </summary>
public sealed class KeyValueCache
{
    private readonly Tensor _keys;
    private readonly Tensor _values;

    /// <summary>An empty cache for <paramref name="samples"/> sequences of up to <paramref name="capacity"/> steps.</summary>
    /// <param name="columns">H·D: columns of the projections.</param>
    public KeyValueCache(Engine engine, int samples, int capacity, int columns)
    {
        _keys = engine.Empty(samples, capacity, columns).Keep();
        _values = engine.Empty(samples, capacity, columns).Keep();
    }

    /// <summary>Steps there is room for.</summary>
    public int Capacity => _keys.Shape[1];

    /// <summary>Steps held.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets all steps.</summary>
    public void Clear() => Length = 0;

    /// <summary>Forgets the oldest steps, so that there is room for as many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not hold so many.</exception>
    public void Forget(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, Length);
        Length -= steps;
        var columns = _keys.Shape[2];
        for (var sample = 0; sample < _keys.Shape[0]; sample++)
        {
            foreach (var held in new[] { _keys, _values })
                held.AsSpan().Slice(((sample * Capacity) + steps) * columns, Length * columns).CopyTo(held.AsSpan()[(sample * Capacity * columns)..]);
        }
    }

    /// <summary>
    /// Adds the keys and values of T further steps and attends to everything up to each one's own.
    /// </summary>
    /// <param name="q">[N, T, H·D]</param>
    /// <param name="k">[N, T, H·D]</param>
    /// <param name="v">[N, T, H·D]</param>
    /// <param name="options">Heads, scale and a key mask [N, <see cref="Length"/> + T]; the causal mask and its offset follow from the cache.</param>
    /// <returns>[N, T, H·D]: what causal attention over the whole sequence gives for these steps.</returns>
    /// <exception cref="InvalidOperationException">The cache is full, or a training step is being recorded.</exception>
    /// <exception cref="ArgumentException">Shapes or options that do not fit together.</exception>
    public Tensor Attention(Tensor q, Tensor k, Tensor v, AttentionOptions options)
    {
        var engine = q.Engine;
        if (engine.Recording)
            throw new InvalidOperationException("A key-value cache is for inference: use it in a scope, not while a step is recorded.");
        if (q.Shape.Rank != 3 || q.Shape != k.Shape || k.Shape != v.Shape || q.Shape[0] != _keys.Shape[0] || q.Shape[2] != _keys.Shape[2])
            throw new ArgumentException($"Key-value cache of {_keys.Shape}: queries {q.Shape}, keys {k.Shape} and values {v.Shape} do not fit.");
        var steps = q.Shape[1];
        if (Length + steps > Capacity)
            throw new InvalidOperationException(
                $"The key-value cache is full: it holds {Length} of {Capacity} steps and {steps} more were given. Make it larger, or Clear() it to begin a new sequence.");
        var inputs = AttentionInputs.Separate(q, _keys, _values, Length + steps, options with { Causal = true, QueryOffset = Length });
        Store(k, _keys);
        Store(v, _values);
        Length += steps;
        return AttentionOperation.Attend(inputs);
    }

    private void Store(Tensor steps, Tensor cache)
    {
        int count = steps.Shape[1] * steps.Shape[2], columns = steps.Shape[2];
        for (var sample = 0; sample < steps.Shape[0]; sample++)
            steps.AsSpan().Slice(sample * count, count).CopyTo(cache.AsSpan()[((sample * Capacity + Length) * columns)..]);
    }
}
