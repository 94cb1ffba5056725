namespace Saccade.Trajectories.Data;

/// <summary>
/// Which of a clip's frames a model gets to see, and when: the controls that ask whether it needs the video at all. Targets stay those of
/// the clip as it was.
/// </summary>
/// <param name="Name">Names the order, in hashes too.</param>
/// <param name="Choose">Fills order (T) for a sample's source index: at t the clip's frame order[t] is shown, or a black one for -1.</param>
public sealed record FrameOrder(string Name, FrameOrder.Choice Choose)
{
    public delegate void Choice(long sourceIndex, Span<int> order);

    /// <summary>As it is.</summary>
    public static FrameOrder Original { get; } = new("original", (_, order) =>
    {
        for (var t = 0; t < order.Length; t++)
            order[t] = t;
    });

    /// <summary>Last frame first.</summary>
    public static FrameOrder Reversed { get; } = new("reversed", (_, order) =>
    {
        for (var t = 0; t < order.Length; t++)
            order[t] = order.Length - 1 - t;
    });

    /// <summary>Nothing to see: black frames.</summary>
    public static FrameOrder Blind { get; } = new("blind", (_, order) => order.Fill(-1));

    /// <summary>One frame all the time.</summary>
    public static FrameOrder Still(int frame) => new($"still {frame}", (_, order) => order.Fill(frame));

    /// <summary>A random order for each sample, always the same for this seed.</summary>
    public static FrameOrder Shuffled(ulong seed) => new($"shuffled {seed}", (sourceIndex, order) =>
    {
        Original.Choose(sourceIndex, order);
        new SampleRandom(seed, sourceIndex, SamplePurpose.FrameOrder).Shuffle(order);
    });
}
