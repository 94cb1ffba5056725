using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Historical;
using Saccade.Training;

namespace Saccade.Editing.Baselines;

/// <summary>
/// <c>copy_previous</c>: each step says what the one before held, with probabilities from how seldom that fails in training. A window's first step has
/// none before it, and says each track's constants.
/// </summary>
public sealed class CopyPreviousBaseline : IBaseline
{
    public string Name => "copy_previous";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var counts = new CellCounts((GridData)context.Data);
        var (stays, flips) = (Math.Log(1 - counts.FlipShare), Math.Log(counts.FlipShare));
        var (keeps, changes) = (Math.Log(1 - counts.AssetChangeShare), Math.Log(counts.AssetChangeShare / (HistoricalModel.AssetClasses - 1)));
        return CellBaseline.Predict(context, (judge, track, truth, before) =>
        {
            if (before.IsEmpty)
                PerTrackConstantBaseline.Say(counts, judge, track, truth);
            else
                judge.Add(track, truth, before[GridLayout.Active] == 1 ? (flips, stays) : (stays, flips),
                    before[GridLayout.Asset] == truth[GridLayout.Asset] ? keeps : changes, before[GridLayout.FirstNumber..]);
        });
    }
}
