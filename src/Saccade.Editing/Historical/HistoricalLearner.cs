using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Learning;
using Saccade.Neural;
using Saccade.Training;

namespace Saccade.Editing.Historical;

/// <summary>The historical model with its loss, and its answers as metrics take them.</summary>
/// <param name="model">The model.</param>
/// <param name="options">What each term of the loss counts.</param>
/// <param name="data">What it is trained on, or what a run kept of it; null where nothing is predicted.</param>
public sealed class HistoricalLearner(HistoricalModel model, HistoricalLossOptions options, GridData? data) : ILearner
{
    public Module Model => model;

    /// <summary>What the model was trained on, or what a run kept of it.</summary>
    public GridData Data => data ?? throw new InvalidOperationException("This learner was made without data.");

    public IReadOnlyList<InferenceGraph> Graphs => data is null ? [] :
    [
        new("", [new("steps", ["batch", data.Plan.Length, data.Layout.Width], "the cells of each step, normalised"), new("mask", ["batch", data.Plan.Length], "1 for a step, 0 for padding after the last one", 2)], inputs =>
        {
            var reading = model.Forward(inputs["steps"], inputs.Choices("mask"));
            return [("active", reading.Active), ("asset", reading.Asset), ("numbers", reading.Numbers)];
        }),
    ];

    public LossTerms Loss(Batch batch) => HistoricalLoss.Of(Read((GridBatch)batch), (GridBatch)batch, options);

    public BatchEvaluation Evaluate(Batch batch)
    {
        var truth = (GridBatch)batch;
        var reading = Read(truth);
        var loss = HistoricalLoss.Of(reading, truth, options).Total.Item();
        return new BatchEvaluation(loss, [.. Enumerable.Range(0, truth.Count).Select(n => Judge(reading, truth, n))]);
    }

    /// <summary>The model's answer to a batch.</summary>
    public HistoricalReading Read(GridBatch batch)
    {
        var engine = model.Engine;
        return model.Forward(
            engine.From(batch.Inputs, batch.Count, batch.Steps, batch.Layout.Width), engine.From(batch.Mask, batch.Count, batch.Steps));
    }

    private static SampleOutput Judge(HistoricalReading reading, GridBatch batch, int n)
    {
        var judge = new CellJudge(batch.Scaler);
        var (values, numbers, cells) = (batch.Layout.Values.Count, batch.Layout.Numbers, batch.Steps * GridLayout.Tracks);
        ReadOnlySpan<float> active = reading.Active.AsSpan(), asset = reading.Asset.AsSpan(), said = reading.Numbers.AsSpan();
        for (var cell = n * cells; cell < (n + 1) * cells; cell++)
        {
            if (!batch.CellIsReal[cell])
                continue;
            var (off, on) = (active[2 * cell], active[2 * cell + 1]);
            var sum = LogSumExp(active.Slice(2 * cell, 2));
            var classes = asset.Slice(cell * HistoricalModel.AssetClasses, HistoricalModel.AssetClasses);
            judge.Add(cell % GridLayout.Tracks, batch.Targets.Slice(cell * values, values), (off - sum, on - sum),
                classes[batch.AssetLabels[cell]] - LogSumExp(classes), said.Slice(cell * numbers, numbers));
        }
        return judge.ToOutput(batch, n);
    }

    private static double LogSumExp(ReadOnlySpan<float> logits)
    {
        double most = float.NegativeInfinity, sum = 0;
        foreach (var logit in logits)
            most = Math.Max(most, logit);
        foreach (var logit in logits)
            sum += Math.Exp(logit - most);
        return most + Math.Log(sum);
    }
}
