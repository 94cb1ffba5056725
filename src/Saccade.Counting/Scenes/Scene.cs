using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Media;

namespace Saccade.Counting.Scenes;

/// <summary>One made image with the truth about it.</summary>
/// <param name="Picture">What is seen.</param>
/// <param name="Objects">All objects, each at least half visible.</param>
/// <param name="Category">What is to be counted (<see cref="Categories"/>).</param>
/// <param name="IsCluttered">Whether lines, specks and uneven light are in it.</param>
public sealed record Scene(Frame Picture, IReadOnlyList<SeenObject> Objects, int Category, bool IsCluttered)
{
    public ImagePlane Plane => new(Picture.Width, Picture.Height);

    /// <summary>The objects that are to be counted.</summary>
    public IEnumerable<SeenObject> Counted => Objects.Where(o => Categories.Counts(Category, o.Colour));

    /// <summary>How hard it is to count in.</summary>
    public ImageTraits Traits =>
        (IsCluttered ? ImageTraits.Clutter : ImageTraits.Plain) | (Counted.Any(o => o.Touches) ? ImageTraits.Touching : Counted.Any() ? ImageTraits.Apart : ImageTraits.None);
}
