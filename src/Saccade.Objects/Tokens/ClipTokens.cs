using Saccade.Objects.Tracking;
using Saccade.Training;

namespace Saccade.Objects.Tokens;

/// <summary>
/// The tokens of one clip, each a sighting of a track, and what is true of them. K tokens, M tracks, S pixels of a crop. Labels are <see cref="Persistence"/>, -1 where a track or
/// a sighting lies upon no true object.
/// </summary>
public sealed class ClipTokens
{
    /// <summary>The tracks, before any budget.</summary>
    public required IReadOnlyList<Track> Tracks { get; init; }

    /// <summary>(M): each track's label.</summary>
    public required int[] TrackLabels { get; init; }

    /// <summary>(M): frames from the first to the last in which the track's true object is seen; 0 without one.</summary>
    public required int[] TrueSpans { get; init; }

    /// <summary>(K): the track of each token.</summary>
    public required int[] TrackOf { get; init; }

    /// <summary>(K): its frame.</summary>
    public required int[] FrameOf { get; init; }

    /// <summary>(K): its own label, which need not be its track's.</summary>
    public required int[] Labels { get; init; }

    /// <summary>(K,2): how far the true centre lies from the found one, pixels; 0 where it is upon nothing.</summary>
    public required float[] CentreErrors { get; init; }

    /// <summary>(K,<see cref="TrackGeometry.Width"/>)</summary>
    public required float[] Geometry { get; init; }

    /// <summary>(M,M,<see cref="TrackPairs.Width"/>)</summary>
    public required float[] Pairs { get; init; }

    /// <summary>(K,S,S,3): the picture around each token.</summary>
    public required byte[] Crops { get; init; }

    /// <summary>How the tracks compare with the true objects; null where nobody knows those.</summary>
    public TrackingCounts? Tracking { get; init; }

    /// <summary>Sightings that the budget left out.</summary>
    public required int LeftOut { get; init; }

    public int Count => TrackOf.Length;

    /// <summary>What tells whether a clip is like those of the validation.</summary>
    public IReadOnlyDictionary<string, double> Statistics => new Dictionary<string, double>
    {
        ["tokens"] = Count,
        ["tracks"] = Tracks.Count,
        [Metrics.TokensLeftOut.Statistic] = LeftOut,
    };
}
