using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Baselines;

/// <summary>
/// The trained model, shown each clip in another order than it was trained on: <c>reversed_frames</c> (for information: a path run
/// backwards has the same class) and <c>input_blind</c> (black frames: what is left when there is nothing to see).
/// </summary>
internal sealed class ReorderedFramesBaseline : IBaseline
{
    private readonly FrameOrder order;

    private ReorderedFramesBaseline(string name, FrameOrder order, bool isRival) => (Name, this.order, IsRival) = (name, order, isRival);

    public static ReorderedFramesBaseline Reversed { get; } = new("reversed_frames", FrameOrder.Reversed, isRival: false);

    public static ReorderedFramesBaseline Blind { get; } = new("input_blind", FrameOrder.Blind, isRival: true);

    public string Name { get; }

    public bool IsRival { get; }

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) =>
        context.Run(new ReorderedTrajectories((TrajectoryData)context.Data, order));
}
