using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Historical;
using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>The historical model of timelines with its five losses, batch 16 x 100 x 180, the last window with 60 steps: 2,230,547 parameters.</summary>
public sealed class HistoricalBench : OptimisedBenchModel
{
    private const int Steps = 100, StepsOfLast = 60;

    private readonly Func<Tensor> _loss;

    public HistoricalBench(Engine engine, float dropout)
        : this(engine, new HistoricalModel(engine, new HistoricalOptions { Dropout = dropout }, GridLayout.Nine))
    {
    }

    private HistoricalBench(Engine engine, HistoricalModel model)
        : base(engine, model, learningRate: 1e-4)
    {
        var layout = GridLayout.Nine;
        var batch = new GridBatch([.. Enumerable.Range(0, BatchSize).Select(i => $"{i}")], [.. Enumerable.Range(0, BatchSize).Select(i => $"{i}")], ColumnScaler.None(layout), Steps);
        var learner = new HistoricalLearner(model, new HistoricalLossOptions(), data: null);
        for (var n = 0; n < BatchSize; n++)
        {
            var rows = new float[(n < BatchSize - 1 ? Steps : StepsOfLast) * layout.Width];
            for (var i = 0; i < rows.Length; i++)
            {
                var value = FormulaNumbers.At(1, (uint)(n * Steps * layout.Width + i)) * 2;
                rows[i] = (i % layout.Values.Count) switch
                {
                    GridLayout.Active => value > 0.7f ? 1 : 0,
                    GridLayout.Asset => MathF.Floor((value + 1) * 2),
                    _ => value,
                };
            }
            batch.Set(n, rows, rows);
        }
        _loss = () => learner.Loss(batch).Total;
    }

    public override int BatchSize => 16;

    protected override Tensor Loss() => _loss();
}
