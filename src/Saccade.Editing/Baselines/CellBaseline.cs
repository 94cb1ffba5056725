using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Learning;
using Saccade.Training;

namespace Saccade.Editing.Baselines;

/// <summary>Walks over the cells of a split's windows for baselines that answer cell by cell.</summary>
internal static class CellBaseline
{
    private const int BatchSize = 64;

    /// <summary>Answers one cell.</summary>
    /// <param name="judge">Takes the answer.</param>
    /// <param name="track">From 0.</param>
    /// <param name="truth">(V), normalised: what is asked for.</param>
    /// <param name="before">(V), normalised: what the model is handed of the step before; empty at a window's first step.</param>
    public delegate void CellAnswer(CellJudge judge, int track, ReadOnlySpan<float> truth, ReadOnlySpan<float> before);

    public static IReadOnlyList<SampleOutput> Predict(BaselineContext context, CellAnswer answer)
    {
        var outputs = new List<SampleOutput>();
        foreach (var indices in Enumerable.Range(0, context.Data.Count(context.Split)).Select(i => (long)i).Chunk(BatchSize))
        {
            using var batch = (GridBatch)context.Data.Load(context.Split, indices, step: 0);
            for (var n = 0; n < batch.Count; n++)
                outputs.Add(Judge(batch, n, answer));
        }
        return outputs;
    }

    private static SampleOutput Judge(GridBatch batch, int n, CellAnswer answer)
    {
        var judge = new CellJudge(batch.Scaler);
        var (values, width, cells) = (batch.Layout.Values.Count, batch.Layout.Width, batch.Steps * GridLayout.Tracks);
        for (var i = 0; i < cells; i++)
        {
            var cell = n * cells + i;
            if (batch.CellIsReal[cell])
                answer(judge, i % GridLayout.Tracks, batch.Targets.Slice(cell * values, values), i < GridLayout.Tracks ? [] : batch.Inputs.Slice(cell * values - width, values));
        }
        return judge.ToOutput(batch, n);
    }
}
