namespace Saccade.Objects.Clips;

/// <summary>A look: makes the objects of a clip and draws them.</summary>
internal interface IClipPainter
{
    /// <summary>The truth of clip <paramref name="index"/>, a function of the options and the index alone.</summary>
    /// <param name="index">0 or more.</param>
    /// <param name="clip">(T,S,S,3), black, to be drawn on; empty when only the truth is wanted.</param>
    ClipObjects Paint(long index, Span<byte> clip);
}
