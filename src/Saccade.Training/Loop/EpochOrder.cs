using Saccade.Tensors.Random;

namespace Saccade.Training;

/// <summary>
/// Which samples each step takes. A stored set gets a new order each epoch, a function of seed and epoch; an endless
/// source counts on. Nothing is remembered, so a run goes on from any step. Samples that do not fill a last batch wait for
/// another epoch's order, unless partial batches are wanted.
/// </summary>
internal sealed class EpochOrder
{
    private readonly bool isEndless;
    private readonly ulong seed;
    private readonly long[] order;
    private long orderedEpoch = -1;

    /// <param name="data">Whose training split is dealt out.</param>
    /// <param name="batchSize">Samples a step.</param>
    /// <param name="seed">The run's.</param>
    /// <param name="partialBatches">Whether what does not fill a last batch is one nevertheless.</param>
    public EpochOrder(IDataSource data, int batchSize, ulong seed, bool partialBatches = false)
    {
        var count = data.Count(Split.Train);
        if (count == 0)
            throw new RunException("the training split holds no samples; check the data with 'saccade data check'");
        isEndless = data.IsEndless;
        this.seed = seed;
        order = isEndless ? [] : new long[count];
        BatchSize = Math.Min(batchSize, count);
        // Samples without end fill every batch.
        StepsPerEpoch = partialBatches && !isEndless ? (count + BatchSize - 1) / BatchSize : count / BatchSize;
    }

    public int BatchSize { get; }
    public long StepsPerEpoch { get; }

    /// <summary>The samples of a step; steps count from 0 over all epochs.</summary>
    public long[] Indices(long step)
    {
        var first = step % StepsPerEpoch * BatchSize;
        var indices = new long[isEndless ? BatchSize : Math.Min(BatchSize, order.Length - first)];
        if (isEndless)
        {
            for (var i = 0; i < indices.Length; i++)
                indices[i] = step * BatchSize + i;
            return indices;
        }
        var epoch = step / StepsPerEpoch;
        if (epoch != orderedEpoch)
        {
            for (var i = 0; i < order.Length; i++)
                order[i] = i;
            new RandomKey(seed, RandomStream.Shuffling, (ulong)epoch).Shuffle(order.AsSpan());
            orderedEpoch = epoch;
        }
        Array.Copy(order, first, indices, 0, indices.Length);
        return indices;
    }
}
