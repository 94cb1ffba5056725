using Saccade.Objects.Detection;

namespace Saccade.Objects.Tracking;

/// <summary>What a tracker takes for one object over time.</summary>
/// <param name="Id">Its number within the clip, from 0, in the order of first sight.</param>
/// <param name="Points">Where it was found, by frame; frames in which it was not found are missing. While its tracker goes on they may grow.</param>
public sealed record Track(int Id, IReadOnlyList<TrackPoint> Points)
{
    /// <summary>Frames from the first to the last in which it was found, both counted.</summary>
    public int Span => Points[^1].Frame - Points[0].Frame + 1;

    /// <summary>The place in <see cref="Points"/> of the last sighting up to a frame, that frame counted; -1 before the first.</summary>
    public int LastUpTo(int frame)
    {
        var (low, high) = (-1, Points.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Points[middle].Frame <= frame ? (middle, high) : (low, middle - 1);
        }
        return low;
    }
}

/// <summary>A track in one frame.</summary>
public readonly record struct TrackPoint(int Frame, DetectedObject Object);
