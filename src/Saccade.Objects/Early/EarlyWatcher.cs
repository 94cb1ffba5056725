using System.Diagnostics;
using Saccade.Objects.Clips;

namespace Saccade.Objects.Early;

/// <summary>
/// Watches one clip after the other from pixels to decision, frame by frame, and stops when it may. It keeps account of what each frame cost. One serves one thread.
/// </summary>
/// <param name="model">In evaluation.</param>
/// <param name="clips">What the clips are like.</param>
/// <param name="stopping">When to stop; null: at the last frame.</param>
/// <param name="gate">Whether objects that need not be looked at are not.</param>
/// <param name="light">Whether light tells objects apart, where the model has it so. False for real video, in which things move through shadow.</param>
public sealed class EarlyWatcher(EarlyModel model, PersistenceClipOptions clips, EarlyStopping? stopping, bool gate = true, bool light = true)
{
    private readonly EarlySight sight = new(clips, model.Options with { Light = light && model.Options.Light });
    private readonly EarlyStream stream = new(model, gate);

    /// <summary>The calibrated probability that the clip is persistent, by what was seen so far.</summary>
    public float Probability { get; private set; }

    /// <summary>Whether enough has been seen.</summary>
    public bool IsDecided { get; private set; }

    /// <summary>What the last frame cost.</summary>
    public FrameCost Cost { get; private set; }

    /// <summary>The clip's tracks so far.</summary>
    public IReadOnlyCollection<Tracking.Track> Tracks => sight.Tracks;

    /// <summary>The tracks that the last frame is evidence of, and whether the picture of each was looked at.</summary>
    public IReadOnlyList<(int Track, bool IsSeen, bool IsLooked)> Rows { get; private set; } = [];

    /// <summary>Forgets everything: a new clip begins.</summary>
    public void Begin()
    {
        sight.Begin();
        stream.Begin();
        (Probability, IsDecided, Rows) = (0.5f, false, []);
    }

    /// <param name="frame">(S,S,3): the next frame.</param>
    /// <returns>Whether it may stop.</returns>
    public bool Watch(ReadOnlySpan<byte> frame)
    {
        var start = Stopwatch.GetTimestamp();
        var evidence = sight.Watch(frame);
        var found = Stopwatch.GetTimestamp();
        var products = model.Engine.MultiplyAdds;
        var logit = stream.Push(evidence);
        Cost = new FrameCost(model.Engine.MultiplyAdds - products, Stopwatch.GetElapsedTime(start, found), Stopwatch.GetElapsedTime(found));
        Rows = [.. evidence.Slots.Select((track, row) => (track, evidence.CropOf[row] >= 0, stream.LastLooked[row]))];
        Probability = EarlyLearner.Probability(logit);
        if (stopping is not null)
            Probability = stopping.Calibrated(Probability, stream.Frames - 1);
        IsDecided = stream.Frames == clips.Frames || stopping?.Stops(Probability) == true;
        return IsDecided;
    }

    /// <summary>Watches a whole clip, until it may stop.</summary>
    /// <param name="clip">(T,S,S,3)</param>
    /// <param name="costs">What each frame cost is added to it.</param>
    public (int Frames, Persistence Said) WatchClip(ReadOnlySpan<byte> clip, ICollection<FrameCost>? costs = null)
    {
        Begin();
        for (var t = 0; ; t++)
        {
            var done = Watch(clip.Slice(t * clips.FrameBytes, clips.FrameBytes));
            costs?.Add(Cost);
            if (done)
                return (t + 1, Probability >= 0.5f ? Persistence.Persistent : Persistence.Transient);
        }
    }
}

/// <summary>What one frame cost.</summary>
/// <param name="MultiplyAdds">Of the model.</param>
/// <param name="Finding">To find and track objects.</param>
/// <param name="Deciding">To run the model.</param>
public readonly record struct FrameCost(long MultiplyAdds, TimeSpan Finding, TimeSpan Deciding);
