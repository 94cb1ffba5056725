namespace Saccade.Trajectories.Motions;

/// <summary>The centre that every matched family shares: where a path is says nothing about its class.</summary>
internal static class MatchedCentre
{
    /// <summary>U(-.8, .8)^2 x U(-.6, .6), from draws 0 to 2.</summary>
    public static PositionWorld Draw(SampleRandom random) =>
        new(random.Uniform(0, -0.8, 0.8), random.Uniform(1, -0.8, 0.8), random.Uniform(2, -0.6, 0.6));
}
