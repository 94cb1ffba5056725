using Saccade.Objects.Clips;
using Saccade.Objects.Tracking;

namespace Saccade.Objects.Prediction;

/// <summary>
/// What can be said of tracks without a model: persistent is what is there for longer than a transient may be, from first sight to last. It knows nothing of how a
/// thing moves, and has no probability.
/// </summary>
public static class SpanRule
{
    public static TrackKind Of(Track track) =>
        new(track.Span > PersistenceClipOptions.LongestTransient ? Persistence.Persistent : Persistence.Transient, double.NaN);
}
