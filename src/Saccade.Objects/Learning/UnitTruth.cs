using Saccade.Objects.Clips;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Learning;

/// <summary>What is to be told of a clip, with nothing said of it yet.</summary>
internal static class UnitTruth
{
    /// <summary>One output for each track or frame; null where the clip is the unit.</summary>
    public static UnitOutput[]? Of(ClipTokens tokens, ClipObjects truth, PersistenceUnit unit)
    {
        if (unit.HasVideo)
            return null;
        return unit.HasFrames
            ? [.. Enumerable.Range(0, truth.Frames).Select(t => new UnitOutput((int)truth.Frame(t), -1, 0))]
            : [.. tokens.Tracks.Select((track, m) => new UnitOutput(tokens.TrackLabels[m], -1, 0, track.Points.Count))];
    }
}
