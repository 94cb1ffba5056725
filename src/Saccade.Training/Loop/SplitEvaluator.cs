using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>Runs a learner over a whole split without a tape, the model in evaluation, batch after batch in stored order.</summary>
internal static class SplitEvaluator
{
    /// <param name="engine">The learner's engine.</param>
    /// <param name="learner">What is judged.</param>
    /// <param name="data">Where the samples come from.</param>
    /// <param name="split">Which of them.</param>
    /// <param name="recipe">Samples a batch, on which outputs do not depend, and how batches count in the mean loss.</param>
    /// <param name="onBatch">Told how many batches are done, of how many.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <returns>The mean loss (NaN for an empty split) and one output for each sample.</returns>
    public static BatchEvaluation Evaluate(Engine engine, ILearner learner, IDataSource data, Split split, Recipe recipe, Action<long, long> onBatch, CancellationToken cancellation)
    {
        var (batchSize, trainer) = (recipe.Run.BatchSize, recipe.Trainer);
        var count = data.Count(split);
        var batches = (count + batchSize - 1) / batchSize;
        var outputs = new List<SampleOutput>(count);
        double lossSum = 0, weights = 0;
        using var reader = new ReadAhead(number => number >= batches ? null : data.Load(split, Range(number * batchSize, Math.Min(count, (number + 1) * batchSize)), 0));
        learner.Model.SetTraining(false);
        try
        {
            for (long number = 0; number < batches; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var batch = reader.Take(number)!;
                using var scope = engine.BeginScope();
                var judged = learner.Evaluate(batch);
                if (!trainer.SkipNotFinite || double.IsFinite(judged.Loss))
                {
                    var weight = trainer.PartialBatches ? 1 : batch.Count;
                    lossSum += judged.Loss * weight;
                    weights += weight;
                }
                outputs.AddRange(judged.Outputs);
                onBatch(number + 1, batches);
            }
        }
        finally
        {
            learner.Model.SetTraining(true);
        }
        return new BatchEvaluation(weights > 0 ? lossSum / weights : double.NaN, outputs);
    }

    private static long[] Range(long from, long to)
    {
        var indices = new long[to - from];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = from + i;
        return indices;
    }
}
