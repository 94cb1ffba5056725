using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// <c>still_frame</c>: a model trained and judged on one frame of each clip, shown all the time. The frame is the one that gives the class
/// away most on training clips (<see cref="StillFrameLeak"/>). It is no rival for the last position, which one frame may well show:
/// it is asked for the class and for what comes after.
/// </summary>
internal sealed class StillFrameBaseline : IBaseline
{
    private const int ClipsLookedAt = 2000;

    // Fewer tell nothing about frames, nor do clips without positions; then the middle one is as good as any.
    private const int FewestClips = 64;

    public string Name => "still_frame";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context)
    {
        var data = (TrajectoryData)context.Data;
        var view = new ReorderedTrajectories(data, FrameOrder.Still(BestFrame(data)));
        return [.. context.TrainControl(Name, view, context.Split).Select(o => o with { PredictedPosition = [] })];
    }

    private static int BestFrame(TrajectoryData data)
    {
        var count = Math.Min(ClipsLookedAt, data.Count(Split.Train));
        return count < FewestClips || !data.Options.HasPositions ? data.Options.Frames / 2 : data.LeakOfStillFrames(count).BestFrame;
    }
}
