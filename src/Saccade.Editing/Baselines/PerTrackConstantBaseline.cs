using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Learning;
using Saccade.Training;

namespace Saccade.Editing.Baselines;

/// <summary><c>per_track_constant</c>: at every step the same for each track: how often it is active in training, which asset classes it has, its mean numbers.</summary>
public sealed class PerTrackConstantBaseline : IBaseline
{
    public string Name => "per_track_constant";
    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var counts = new CellCounts((GridData)context.Data);
        return CellBaseline.Predict(context, (judge, track, truth, _) => Say(counts, judge, track, truth));
    }

    /// <summary>The same where there is no step before.</summary>
    internal static void Say(CellCounts counts, CellJudge judge, int track, ReadOnlySpan<float> truth)
    {
        var on = counts.ActiveShare(track);
        judge.Add(track, truth, (Math.Log(1 - on), Math.Log(on)), Math.Log(counts.AssetShare(track, (int)truth[GridLayout.Asset])), counts.Means(track));
    }
}
