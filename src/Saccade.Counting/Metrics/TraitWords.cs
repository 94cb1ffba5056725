using Saccade.Counting.Data;

namespace Saccade.Counting.Metrics;

/// <summary>What images of a kind are called.</summary>
internal static class TraitWords
{
    public static string Of(ImageTraits trait) => trait switch
    {
        ImageTraits.Apart => "images in which things lie apart",
        ImageTraits.Touching => "images in which things touch or overlap",
        ImageTraits.Plain => "images on even ground",
        ImageTraits.Clutter => "images with clutter",
        _ => throw new ArgumentOutOfRangeException(nameof(trait)),
    };
}
