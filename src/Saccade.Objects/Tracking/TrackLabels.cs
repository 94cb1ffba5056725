using Saccade.Objects.Clips;

namespace Saccade.Objects.Tracking;

/// <summary>What a track follows in truth.</summary>
/// <param name="ObjectId">The object that it is upon in most frames (of several the one it met first); -1 when it is upon none.</param>
/// <param name="Kind">The object's; null when it is upon none.</param>
public readonly record struct TrackLabel(int ObjectId, Persistence? Kind)
{
    public static TrackLabel None { get; } = new(-1, null);
}

/// <summary>Gives each track the truth of the object that it follows. A track that joins two flashes of a flicker follows a transient, however long it is.</summary>
public static class TrackLabels
{
    /// <returns>One for each of <paramref name="tracks"/>, in their order.</returns>
    public static IReadOnlyList<TrackLabel> Of(ClipObjects truth, IReadOnlyList<Track> tracks, MatchOptions? options = null)
    {
        var followed = TrackMatching.Match(truth, tracks, options ?? new()).ToLookup(m => m.Track, m => m.Object);
        return [.. tracks.Select((_, i) => followed[i].Any() ? Label(truth.Objects[followed[i].GroupBy(o => o).MaxBy(g => g.Count())!.Key]) : TrackLabel.None)];

        static TrackLabel Label(ObjectTruth thing) => new(thing.Id, thing.Kind);
    }
}
