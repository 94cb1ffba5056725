using System.ComponentModel.DataAnnotations;

namespace Saccade.Objects.Tokens;

/// <summary>Keys <c>tokens.*</c>: what becomes of a clip before a model sees it.</summary>
public sealed record TokenOptions
{
    /// <summary>The most tokens a clip may have; <see cref="TokenBudget"/> says what happens to more.</summary>
    [Range(1, 4096)]
    public int Budget { get; init; } = 128;

    /// <summary>Width and height of the crop around a sighting, pixels; a multiple of 4.</summary>
    [Range(4, 128)]
    public int Crop { get; init; } = 12;

    /// <summary>
    /// Whether a tracker takes sightings for one object only if their light fits as well (<see cref="Tracking.TrackerOptions.LightGate"/>).
    /// </summary>
    public bool Light { get; init; }

    /// <summary>
    /// Whether tracks are put right once the whole clip has been seen (<see cref="Tracking.TrackRevision"/>). It takes about as long as finding them; its gates are those
    /// of made clips.
    /// </summary>
    public bool Hindsight { get; init; }

    /// <summary>
    /// Whether made clips are new in every epoch. Otherwise those of the first epoch come again and again in new orders, and their tokens are kept in memory
    /// (about 30 KB a clip), which is several times as fast.
    /// </summary>
    public bool Fresh { get; init; } = true;
}
