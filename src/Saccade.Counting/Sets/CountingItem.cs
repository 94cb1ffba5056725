using Saccade.Counting.Data;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>One image with what is to be counted in it.</summary>
/// <param name="Image">Its file, relative to the set's folder.</param>
/// <param name="Sha256">Of that file, in hexadecimal digits.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Split">The part that it belongs to.</param>
/// <param name="Counted">The category that is counted; <see cref="CountingSet.Everything"/> for all objects.</param>
/// <param name="Objects">All annotated objects, of other categories too.</param>
public sealed record CountingItem(string Image, string Sha256, int Width, int Height, Split Split, string Counted, IReadOnlyList<CountedObject> Objects)
{
    /// <summary>The objects that are to be counted.</summary>
    public IEnumerable<CountedObject> Targets => Counted == CountingSet.Everything ? Objects : Objects.Where(o => o.Category == Counted);

    /// <summary>Whether things lie apart, by their boxes; nothing where a box is missing.</summary>
    public ImageTraits Traits()
    {
        CountedObject[] targets = [.. Targets];
        if (targets.Length == 0 || Objects.Any(o => o.Box is null))
            return ImageTraits.None;
        return targets.Any(t => Objects.Count(o => o.Box!.Value.Overlaps(t.Box!.Value)) > 1) ? ImageTraits.Touching : ImageTraits.Apart;
    }
}
