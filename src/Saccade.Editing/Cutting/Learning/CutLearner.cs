using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>The model with its loss (binary cross-entropy in which what is kept and what is dropped count alike in all) and its answers.</summary>
internal sealed class CutLearner(CutModel model, FootageData data) : ILearner
{
    // A long recording has thousands of windows: so many are answered at once.
    private const int Together = 16;

    public Module Model => model;

    public FootageData Data => data;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [new("steps", ["batch", data.Window, FootageBatch.Inputs], "what is heard and seen, each number from -1 to 1 and behind it a 1 where it is known"), new("mask", ["batch", data.Window], "1 for a step, 0 for padding after the last one", 2)],
            inputs => [("kept", model.Forward(inputs["steps"], inputs.Choices("mask")))]),
    ];

    public LossTerms Loss(Batch batch)
    {
        var footage = (FootageBatch)batch;
        var all = footage.Windows.Count;
        return new LossTerms(LossOf(Logits(footage, 0, all), footage, 0, all), []);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var truth = (FootageBatch)batch;
        var (scores, loss) = Read(truth);
        return new BatchEvaluation(loss, [.. Enumerable.Range(0, truth.Count).Select(n => CutJudge.Said(truth, n, scores[n]))]);
    }

    /// <summary>(B, length): the probability of each step of being kept.</summary>
    public float[][] Scores(FootageBatch batch) => Read(batch).Scores;

    private (float[][] Scores, double Loss) Read(FootageBatch batch)
    {
        var scores = batch.Lengths.Select(l => new float[l]).ToArray();
        var loss = 0.0;
        for (var first = 0; first < batch.Windows.Count; first += Together)
        {
            var count = Math.Min(Together, batch.Windows.Count - first);
            using var scope = model.Engine.BeginScope();
            var logits = Logits(batch, first, count);
            loss += LossOf(logits, batch, first, count).Item() * count / batch.Windows.Count;
            var said = logits.AsSpan();
            for (var w = 0; w < count; w++)
            {
                var (window, (from, end)) = (batch.Windows[first + w], batch.Middle(first + w));
                for (var i = from; i < end; i++)
                    scores[window.Recording][window.Start + i] = (float)(1 / (1 + Math.Exp(-said[(w * batch.Steps) + i])));
            }
        }
        return (scores, loss);
    }

    /// <summary>[N, T]</summary>
    private Tensor Logits(FootageBatch batch, int first, int count)
    {
        var (inputs, mask) = (new float[count * batch.Steps * FootageBatch.Inputs], new int[count * batch.Steps]);
        for (var w = 0; w < count; w++)
        {
            batch.Windows[first + w].Inputs.CopyTo(inputs, w * batch.Steps * FootageBatch.Inputs);
            batch.Windows[first + w].Real.CopyTo(mask, w * batch.Steps);
        }
        var engine = model.Engine;
        return model.Forward(engine.From(inputs, count, batch.Steps, FootageBatch.Inputs), engine.From(mask, count, batch.Steps));
    }

    private Tensor LossOf(Tensor logits, FootageBatch batch, int first, int count)
    {
        var (targets, weights) = (new float[count * batch.Steps], new float[count * batch.Steps]);
        var real = 0;
        for (var w = 0; w < count; w++)
        {
            var window = batch.Windows[first + w];
            window.Targets.CopyTo(targets, w * batch.Steps);
            for (var i = 0; i < batch.Steps; i++)
            {
                // Half of the weight for each class over the training split.
                weights[(w * batch.Steps) + i] = window.Real[i] == 0 ? 0 : (float)(0.5 / (window.Targets[i] > 0 ? data.KeptShare : 1 - data.KeptShare));
                real += window.Real[i];
            }
        }
        var engine = model.Engine;
        var mean = logits.BinaryCrossEntropyWithLogits(engine.From(targets, count, batch.Steps), weights: engine.From(weights, count, batch.Steps));
        return mean.ScaleShift((float)targets.Length / Math.Max(1, real), 0);
    }
}
