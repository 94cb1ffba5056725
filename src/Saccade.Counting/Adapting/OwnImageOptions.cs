using System.ComponentModel.DataAnnotations;

namespace Saccade.Counting.Adapting;

/// <summary>Keys <c>own.*</c>: learning from a few images of one's own on top of what a run has learnt. <c>count --learn</c> sets them.</summary>
public sealed record OwnImageOptions
{
    /// <summary>A counting set of own images, learnt from beside those of <c>data</c>, which keep what they taught from being forgotten; its split counts for nothing. Empty: there are none.</summary>
    public string Images { get; init; } = "";

    /// <summary>Share of training images that are of <c>data</c>.</summary>
    [Range(0.0, 1.0)]
    public double DataShare { get; init; } = 0.5;

    /// <summary>Of every three own images the one that is not learnt from; 0: all are.</summary>
    [Range(0, 3)]
    public int LeftOut { get; init; }

    /// <summary>Squares of so many pixels are learnt from, as counting by tiles sees them; 0: whole images.</summary>
    [Range(0, 100_000)]
    public int Tile { get; init; }
}
