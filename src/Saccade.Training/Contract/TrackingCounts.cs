namespace Saccade.Training;

/// <summary>What is counted where a sample's tracks are compared with its true objects. Counts of samples add up; metrics come from the sums.</summary>
public sealed record TrackingCounts
{
    /// <summary>True objects in frames: each is to be matched.</summary>
    public long Sightings { get; init; }

    /// <summary>Tracks in frames: each is to match.</summary>
    public long Points { get; init; }

    /// <summary>Pairs of a sighting and a point in one frame.</summary>
    public long Matches { get; init; }

    /// <summary>Matches of an object to another track than the one it was matched to before.</summary>
    public long Switches { get; init; }

    /// <summary>Matches of a track to the object that it matches most.</summary>
    public long PureMatches { get; init; }

    /// <summary>Matches when each object keeps one track, and each track one object, all the time.</summary>
    public long IdentityMatches { get; init; }

    public long Misses => Sightings - Matches;

    public long FalsePositives => Points - Matches;

    public static TrackingCounts operator +(TrackingCounts a, TrackingCounts b) => new()
    {
        Sightings = a.Sightings + b.Sightings,
        Points = a.Points + b.Points,
        Matches = a.Matches + b.Matches,
        Switches = a.Switches + b.Switches,
        PureMatches = a.PureMatches + b.PureMatches,
        IdentityMatches = a.IdentityMatches + b.IdentityMatches,
    };

    public static TrackingCounts operator *(int times, TrackingCounts counts) => new()
    {
        Sightings = times * counts.Sightings,
        Points = times * counts.Points,
        Matches = times * counts.Matches,
        Switches = times * counts.Switches,
        PureMatches = times * counts.PureMatches,
        IdentityMatches = times * counts.IdentityMatches,
    };
}
