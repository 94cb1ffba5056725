namespace Saccade.Trajectories.Motions;

/// <summary>A kind of motion, which is what a clip's class says: how to draw one path of it, and what its numbers mean.</summary>
/// <param name="Name">The class name, as in <c>--classes</c>.</param>
/// <param name="ParameterNames">What <see cref="Motion.WriteParameters"/> writes, in order.</param>
/// <param name="DrawMatched">Draws a path of <see cref="MotionSet.Matched"/>.</param>
/// <param name="DrawHistorical">Draws a path of <see cref="MotionSet.Historical"/>; null where that set had no such family.</param>
public sealed record MotionFamily(
    string Name,
    IReadOnlyList<string> ParameterNames,
    Func<SampleRandom, Motion> DrawMatched,
    Func<SampleRandom, Motion>? DrawHistorical)
{
    /// <summary>The family whose paths look the same from straight above; its own unless another comes first.</summary>
    public string FromAbove { get; init; } = Name;

    /// <summary>How this family draws a path of <paramref name="set"/>.</summary>
    /// <exception cref="ArgumentException">The historical set has no such family.</exception>
    public Func<SampleRandom, Motion> DrawFrom(MotionSet set) => set == MotionSet.Matched
        ? DrawMatched
        : DrawHistorical
            ?? throw new ArgumentException($"classes: the historical motions have no '{Name}'; leave it out or use --motion matched.");
}
