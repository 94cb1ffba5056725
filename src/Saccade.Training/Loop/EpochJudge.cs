using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>Looks at the model where an epoch ends, in evaluation: on the whole validation split, and on single batches whose loss says whether the model is what it seems.</summary>
internal sealed class EpochJudge(Engine engine, ILearner learner, IDataSource data, Recipe recipe, EpochOrder order)
{
    /// <summary>What it says of the validation split.</summary>
    /// <exception cref="OperationCanceledException">Cancelled between two batches.</exception>
    public BatchEvaluation Validate(Action<long, long> onBatch, CancellationToken cancellation) =>
        SplitEvaluator.Evaluate(engine, learner, data, Split.Validation, recipe, onBatch, cancellation);

    /// <summary>The loss of the first batch of validation, by which <see cref="RunChecks"/> knows the model again; NaN without one.</summary>
    public double FirstLoss()
    {
        var count = Math.Min(order.BatchSize, data.Count(Split.Validation));
        return count > 0 ? Loss(Split.Validation, [.. Enumerable.Range(0, count).Select(i => (long)i)], step: 0) : double.NaN;
    }

    /// <summary>The loss of the batch of a finished step once more: running statistics that do not fit the data give themselves away.</summary>
    /// <param name="step">The step, from 0.</param>
    public double LossOfStep(long step) => Loss(Split.Train, order.Indices(step), step);

    private double Loss(Split split, long[] indices, long step)
    {
        using var batch = data.Load(split, indices, step);
        learner.Model.SetTraining(false);
        try
        {
            using var scope = engine.BeginScope();
            return learner.Evaluate(batch).Loss;
        }
        finally
        {
            learner.Model.SetTraining(true);
        }
    }
}
