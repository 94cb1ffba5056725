using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// What is known about a clip. One object is filled again for every clip, so that reading labels makes no garbage.
/// World units and pixels are separate types and separate arrays.
/// </summary>
public sealed class ClipTruth(ClipOptions options)
{
    /// <summary>Which clip this is.</summary>
    public long SampleIndex { get; set; }

    /// <summary>The label: an index into <see cref="ClipOptions.Classes"/>.</summary>
    public int ClassIndex { get; set; }

    /// <summary>(T+5): the ball's centre in every frame and in the five after the last.</summary>
    public PositionWorld[] PositionWorld { get; } = new PositionWorld[options.Positions];

    /// <summary>
    /// (V,T+5): the centre's image in every view. A ball outside the picture has its position outside too (below 0, above S),
    /// and its frame shows what is left of it, perhaps nothing.
    /// </summary>
    public PositionPixels[] PositionPixels { get; } = new PositionPixels[options.Views * options.Positions];

    /// <summary>The path's numbers, in the order of its family's <see cref="MotionFamily.ParameterNames"/>; zeros after those.</summary>
    public double[] MotionParameters { get; } = new double[Motion.MaxParameters];
}
