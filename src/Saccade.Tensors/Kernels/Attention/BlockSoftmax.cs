using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels.Attention;

/// <summary>
/// The softmax of a block of scores [keys, queries], where the queries are the two vectors of a tile: each lane is a query, sums and maxima
/// run down the rows, and nothing ever crosses lanes.
/// </summary>
internal readonly unsafe struct BlockSoftmax
{
    /// <summary>[keys, tile]: products of keys and queries.</summary>
    public required float* Scores { get; init; }

    /// <summary>Rows of <see cref="Scores"/>.</summary>
    public required int Keys { get; init; }

    /// <summary>Rows from here on are seen by only some of the queries.</summary>
    public required int KeysSeenByAll { get; init; }

    /// <summary>[tile]: how many keys each query sees.</summary>
    public required float* Seen { get; init; }

    /// <summary>[keys]: 0 where no query may look; or null.</summary>
    public required int* KeyMask { get; init; }

    public required float Scale { get; init; }

    /// <summary>[keys, <see cref="AttentionProblem.MaskColumns"/>] factors for the weights, or null.</summary>
    public required float* Dropout { get; init; }

    /// <summary>
    /// Scores become the dropped-out exponentials exp(scale · score - maximum).
    /// </summary>
    /// <param name="inverse">[tile]: 1 / the sum of a query's exponentials (before dropout), or 0 where it has no key.</param>
    /// <param name="logSum">[tile]: the logarithm of the sum of exp(scale · score), or 0 where it has no key.</param>
    public void Exponentials(float* inverse, float* logSum)
    {
        if (Simd.Bits == 512)
            Exponentials<Lanes512>(inverse, logSum);
        else if (Simd.Bits == 256)
            Exponentials<Lanes256>(inverse, logSum);
        else
            Exponentials<Lanes128>(inverse, logSum);
    }

    /// <summary>
    /// Scores become the dropped-out weights, and the gradients of those become gradients of the scores.
    /// With weight p, factor m, gradient g of the dropped-out weight: dscore = scale · p · (m·g - delta).
    /// </summary>
    /// <param name="gradients">[keys, tile]</param>
    /// <param name="logSum">[tile], from forward.</param>
    /// <param name="delta">[tile]: the sum of weight times gradient over a query's keys.</param>
    public void Gradients(float* gradients, float* logSum, float* delta)
    {
        if (Simd.Bits == 512)
            Gradients<Lanes512>(gradients, logSum, delta);
        else if (Simd.Bits == 256)
            Gradients<Lanes256>(gradients, logSum, delta);
        else
            Gradients<Lanes128>(gradients, logSum, delta);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Exponentials<V>(float* inverse, float* logSum)
        where V : struct, ILanes<V>
    {
        V lowest = V.Broadcast(float.MinValue), scale = V.Broadcast(Scale);
        V left = lowest, right = lowest;
        V seenLeft = V.Load(Seen), seenRight = V.Load(Seen + V.Count);
        for (var j = 0; j < Keys; j++)
        {
            if (KeyMask is not null && KeyMask[j] == 0)
                continue;
            var row = Scores + (nint)j * 2 * V.Count;
            V x = V.Load(row) * scale, y = V.Load(row + V.Count) * scale;
            if (j >= KeysSeenByAll)
            {
                var key = V.Broadcast(j);
                x = V.IfGreater(seenLeft, key, x, lowest);
                y = V.IfGreater(seenRight, key, y, lowest);
            }
            left = V.Max(left, x);
            right = V.Max(right, y);
        }
        V sumLeft = V.Zero, sumRight = V.Zero;
        for (var j = 0; j < Keys; j++)
        {
            var row = Scores + (nint)j * 2 * V.Count;
            if (KeyMask is not null && KeyMask[j] == 0)
            {
                V.Store(row, V.Zero);
                V.Store(row + V.Count, V.Zero);
                continue;
            }
            var x = VectorMath.Exp(V.MultiplyAdd(V.Load(row), scale, V.Zero - left));
            var y = VectorMath.Exp(V.MultiplyAdd(V.Load(row + V.Count), scale, V.Zero - right));
            if (j >= KeysSeenByAll)
            {
                var key = V.Broadcast(j);
                x = V.IfGreater(seenLeft, key, x, V.Zero);
                y = V.IfGreater(seenRight, key, y, V.Zero);
            }
            sumLeft += x;
            sumRight += y;
            if (Dropout is not null)
            {
                var factors = Dropout + (nint)j * AttentionProblem.MaskColumns;
                x *= V.Load(factors);
                y *= V.Load(factors + V.Count);
            }
            V.Store(row, x);
            V.Store(row + V.Count, y);
        }
        Finish(sumLeft, left, inverse, logSum);
        Finish(sumRight, right, inverse + V.Count, logSum + V.Count);
    }

    private static void Finish<V>(V sum, V maximum, float* inverse, float* logSum)
        where V : struct, ILanes<V>
    {
        V.Store(inverse, V.IfGreater(sum, V.Zero, V.Broadcast(1) / sum, V.Zero));
        V.Store(logSum, V.IfGreater(sum, V.Zero, maximum + VectorMath.Log(sum), V.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gradients<V>(float* gradients, float* logSum, float* delta)
        where V : struct, ILanes<V>
    {
        var scale = V.Broadcast(Scale);
        V logLeft = V.Zero - V.Load(logSum), logRight = V.Zero - V.Load(logSum + V.Count);
        V deltaLeft = V.Load(delta), deltaRight = V.Load(delta + V.Count);
        V seenLeft = V.Load(Seen), seenRight = V.Load(Seen + V.Count);
        for (var j = 0; j < Keys; j++)
        {
            var row = Scores + (nint)j * 2 * V.Count;
            var gradient = gradients + (nint)j * 2 * V.Count;
            if (KeyMask is not null && KeyMask[j] == 0)
            {
                V.Store(row, V.Zero);
                V.Store(row + V.Count, V.Zero);
                V.Store(gradient, V.Zero);
                V.Store(gradient + V.Count, V.Zero);
                continue;
            }
            var x = VectorMath.Exp(V.MultiplyAdd(V.Load(row), scale, logLeft));
            var y = VectorMath.Exp(V.MultiplyAdd(V.Load(row + V.Count), scale, logRight));
            if (j >= KeysSeenByAll)
            {
                var key = V.Broadcast(j);
                x = V.IfGreater(seenLeft, key, x, V.Zero);
                y = V.IfGreater(seenRight, key, y, V.Zero);
            }
            V gx = V.Load(gradient), gy = V.Load(gradient + V.Count), droppedX = x, droppedY = y;
            if (Dropout is not null)
            {
                var factors = Dropout + (nint)j * AttentionProblem.MaskColumns;
                V fx = V.Load(factors), fy = V.Load(factors + V.Count);
                gx *= fx;
                gy *= fy;
                droppedX *= fx;
                droppedY *= fy;
            }
            V.Store(row, droppedX);
            V.Store(row + V.Count, droppedY);
            V.Store(gradient, x * scale * (gx - deltaLeft));
            V.Store(gradient + V.Count, y * scale * (gy - deltaRight));
        }
    }
}
