using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Baselines;

/// <summary><c>shuffled_frames</c>: a model trained and judged on each clip's frames in a random order. What it cannot do needs their order.</summary>
internal sealed class ShuffledFramesBaseline : IBaseline
{
    private const ulong Seed = 1;

    public string Name => "shuffled_frames";

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) =>
        context.TrainControl(Name, new ReorderedTrajectories((TrajectoryData)context.Data, FrameOrder.Shuffled(Seed)), context.Split);
}
