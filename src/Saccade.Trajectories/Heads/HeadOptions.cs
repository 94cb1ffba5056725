using System.ComponentModel.DataAnnotations;

namespace Saccade.Trajectories.Heads;

/// <summary>Keys <c>head.*</c>: what is read from an extractor's features, and how.</summary>
public sealed record HeadOptions
{
    /// <summary>Extent of each head's hidden layer.</summary>
    [Range(1, 65_536)]
    public int Hidden { get; init; } = 512;

    /// <summary>On the pooled features and on the hidden layers of the class and the position head.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public float Dropout { get; init; } = 0.3f;

    /// <summary>How features of all frames become those of the clip.</summary>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>Add a head for the ball's place in the picture, in every frame and view: what <c>predict</c> locates with.</summary>
    public bool Pixel { get; init; } = true;

    /// <summary>Add a head for the positions one to five frames after the last.</summary>
    public bool Forecast { get; init; } = true;
}

/// <summary>How features [B, T, D] become those of the clip.</summary>
public enum Pooling
{
    /// <summary>The mean over frames, [B, D]: only the extractor can know their order.</summary>
    Mean,

    /// <summary>Frames side by side, [B, T D]: heads see which frame is which, in clips as long as those they were made for.</summary>
    Concatenate,
}
