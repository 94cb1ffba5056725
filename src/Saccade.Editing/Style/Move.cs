using Saccade.Editing.Timelines;

namespace Saccade.Editing.Style;

/// <summary>What a move changes.</summary>
public enum MoveKind
{
    ZoomIn,
    ZoomOut,
    Position,
    Crop,
    Rotation,

    /// <summary>Opacity rises.</summary>
    FadeIn,

    /// <summary>Opacity falls.</summary>
    FadeOut,
}

/// <summary>A change that keyframes make, as far as it is seen.</summary>
/// <param name="Kind">What changes.</param>
/// <param name="Track">Number of its track, from 1.</param>
/// <param name="From">Value at its beginning: percent, degrees, or parts of the frame. Of a crop the sum of all sides.</param>
/// <param name="To">Value at its end.</param>
/// <param name="Start">Seconds after the sequence's beginning.</param>
/// <param name="Length">In seconds; 0 for a jump.</param>
/// <param name="AfterClip">Seconds after the clip's start.</param>
internal sealed record Move(MoveKind Kind, int Track, Pair From, Pair To, double Start, double Length, double AfterClip);
