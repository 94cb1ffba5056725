using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>What a model tells the persistence of, by the recipe's <c>model</c>.</summary>
/// <param name="Name">As in <c>model: objects</c>.</param>
/// <param name="HasFrames">Whether it says of each frame if a transient is seen in it.</param>
/// <param name="HasVideo">Whether it says of the whole clip if such frames are few.</param>
/// <param name="HasFeatures">Whether a frozen ResNet-18 sees the pictures.</param>
public sealed record PersistenceUnit(string Name, bool HasFrames = false, bool HasVideo = false, bool HasFeatures = false)
{
    /// <summary>Tracks.</summary>
    public static PersistenceUnit Objects { get; } = new("objects");

    /// <summary>Frames.</summary>
    public static PersistenceUnit Frames { get; } = new("frames", HasFrames: true);

    /// <summary>Whole clips.</summary>
    public static PersistenceUnit Video { get; } = new("video", HasFrames: true, HasVideo: true);

    /// <summary>Tracks, seen through a frozen ResNet-18.</summary>
    public static PersistenceUnit ResNet { get; } = new("resnet", HasFeatures: true);

    private static IReadOnlyList<PersistenceUnit> All { get; } = [Objects, Frames, Video, ResNet];

    /// <exception cref="RecipeException">No model has this name; the message gives the nearest.</exception>
    public static PersistenceUnit Named(string name) =>
        All.FirstOrDefault(u => u.Name == name)
        ?? throw new RecipeException("recipe", 0, "model", $"is '{name}', which is no model of persistence; the nearest is '{NearestName.Of(name, All.Select(u => u.Name))}'");
}
