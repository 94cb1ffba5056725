using Saccade.Media;
using Saccade.Objects.Prediction;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Explaining;

/// <summary>An input with its tracks, what the model said of them, and the attention that their sightings received.</summary>
internal sealed record ExplainedObjects
{
    /// <summary>As it is called in what is written.</summary>
    public required string Name { get; init; }

    /// <summary>What the names of files begin with.</summary>
    public required string FileStem { get; init; }

    /// <summary>How many frames there are.</summary>
    public required int Frames { get; init; }

    /// <summary>Of the video that is written.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Width in pixels, which positions are given in.</summary>
    public required int Width { get; init; }

    /// <summary>By id, which is a track's place in the list. Positions are pixels of the input.</summary>
    public required IReadOnlyList<Track> Tracks { get; init; }

    /// <summary>One for each track.</summary>
    public required IReadOnlyList<TrackKind> Kinds { get; init; }

    /// <summary>One for each track, null where nobody knows.</summary>
    public required IReadOnlyList<Persistence?> Truth { get; init; }

    /// <summary>What a track's sighting received, in multiples of an even share of its window: the mean over the windows that have it. A sighting that the token budget left out has none.</summary>
    public required IReadOnlyDictionary<(int Track, int Frame), double> Received { get; init; }

    public required bool? InDomain { get; init; }

    /// <summary>All pictures in order, of one size and of the input's proportions.</summary>
    public required Func<IEnumerable<Frame>> Pictures { get; init; }

    /// <summary>What all sightings of a frame received, of the mean frame's; 0 where nothing is seen.</summary>
    public double[] FrameShares()
    {
        var sums = new double[Frames];
        foreach (var ((_, frame), value) in Received)
            sums[frame] += value;
        var mean = sums.DefaultIfEmpty(0).Average();
        return mean > 0 ? [.. sums.Select(s => s / mean)] : sums;
    }

    /// <summary>The warmest sighting; 1 where nothing is seen.</summary>
    public double Largest => Received.Values.DefaultIfEmpty(1).Max();
}
