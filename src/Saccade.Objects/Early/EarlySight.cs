using Saccade.Objects.Clips;
using Saccade.Objects.Detection;
using Saccade.Objects.Tracking;
using Saccade.Trajectories;

namespace Saccade.Objects.Early;

/// <summary>
/// Turns frames into evidence as they come: finds objects, joins them into tracks, remembers. Causal: a frame is looked at once, and costs the same however many
/// came before. One serves one thread.
/// </summary>
/// <param name="clips">What the clips are like: their size and length.</param>
/// <param name="options">How many tracks of one clip there is room for, in the order of their first sight, and whether light tells them apart.</param>
public sealed class EarlySight(PersistenceClipOptions clips, EarlyOptions options)
{
    /// <summary>A track that has not been seen for longer is settled: nothing new is said of it.</summary>
    public const int Settled = 6;

    private readonly DiscDetector detector = new(clips.Size, clips.Size);
    private readonly Dictionary<int, TrackMemory> memories = [];
    private readonly HashSet<int> fresh = []; // tracks that were first seen in the last frame
    private ObjectTracker tracker = NewTracker(options);
    private int dropped;

    /// <summary>The next frame's number, from 0.</summary>
    public int Frame { get; private set; }

    /// <summary>Tracks of the clip so far, by rising id.</summary>
    public IReadOnlyCollection<Track> Tracks => tracker.Tracks;

    /// <summary>Forgets everything: a new clip begins.</summary>
    public void Begin()
    {
        tracker = NewTracker(options);
        memories.Clear();
        fresh.Clear();
        (Frame, dropped) = (0, 0);
    }

    /// <param name="frame">(S,S,3): the next frame.</param>
    public FrameEvidence Watch(ReadOnlySpan<byte> frame)
    {
        var found = detector.Detect(frame);
        var trackOf = tracker.Step(Frame, found);
        var seen = new Dictionary<int, DetectedObject>();
        for (var i = 0; i < found.Count; i++)
            seen[trackOf[i]] = found[i];
        // The second sighting of a new track may show that it goes on an earlier one, and that after a gap that an earlier one took what was not its own.
        var known = tracker.Tracks.Where(t => seen.ContainsKey(t.Id) || memories.ContainsKey(t.Id)).ToDictionary(t => t.Id);
        var givenUp = fresh.Where(id => !known.ContainsKey(id)).Order().ToArray();
        foreach (var id in givenUp)
            memories.Remove(id);
        fresh.Clear();
        foreach (var (id, track) in known)
        {
            if (memories.TryGetValue(id, out var before) && before.Sightings > track.Points.Count)
                memories[id] = new TrackMemory(track.Points);
        }
        foreach (var (id, now) in seen)
        {
            if (id >= options.Slots)
            {
                dropped += memories.TryAdd(id, new TrackMemory(known[id].Points)) ? 1 : 0;
                continue;
            }
            if (!memories.TryGetValue(id, out var memory))
                fresh.Add(id);
            if (memory is not null && memory.Sightings + 1 == known[id].Points.Count)
                memory.Add(Frame, now);
            else
                memories[id] = new TrackMemory(known[id].Points);
        }
        var active = memories.Where(m => m.Key < options.Slots && m.Value.Missing(Frame) < Settled).Select(m => m.Key).Order().ToArray();
        var evidence = Evidence(active, givenUp, seen, frame);
        Frame++;
        return evidence;
    }

    private FrameEvidence Evidence(int[] active, int[] givenUp, Dictionary<int, DetectedObject> seen, ReadOnlySpan<byte> frame)
    {
        var states = new float[active.Length * TrackMemory.Size];
        var sightings = new float[active.Length];
        var cropOf = new int[active.Length];
        var crops = new float[active.Count(seen.ContainsKey) * FrameEvidence.CropPixels * FrameEvidence.CropPixels];
        var cut = 0;
        for (var row = 0; row < active.Length; row++)
        {
            var track = active[row];
            var memory = memories[track];
            sightings[row] = memory.Sightings;
            cropOf[row] = -1;
            var nearest = 2.0 * clips.Size;
            if (seen.TryGetValue(track, out var now))
            {
                foreach (var (other, there) in seen)
                    nearest = other == track ? nearest : Math.Min(nearest, Distance(now.Centre, there.Centre));
                Cut(frame, now.Centre, crops.AsSpan(cut * FrameEvidence.CropPixels * FrameEvidence.CropPixels, FrameEvidence.CropPixels * FrameEvidence.CropPixels));
                cropOf[row] = cut++;
            }
            memory.Describe(Frame, clips.Frames, clips.Size, nearest, states.AsSpan(row * TrackMemory.Size, TrackMemory.Size));
        }
        return new FrameEvidence
        {
            Slots = active, States = states, Sightings = sightings, CropOf = cropOf, Crops = crops, GivenUp = givenUp, Dropped = dropped,
        };
    }

    private static ObjectTracker NewTracker(EarlyOptions options) => new(options.Light ? TrackerOptions.Lit : null);

    // Outside of the picture it is black.
    private void Cut(ReadOnlySpan<byte> frame, PositionPixels centre, Span<float> to)
    {
        const int Pixels = FrameEvidence.CropPixels;
        int left = (int)Math.Round(centre.X) - Pixels / 2, top = (int)Math.Round(centre.Y) - Pixels / 2, size = clips.Size;
        for (var y = 0; y < Pixels; y++)
        {
            for (var x = 0; x < Pixels; x++)
            {
                if ((uint)(left + x) >= size || (uint)(top + y) >= size)
                    continue;
                var pixel = frame.Slice(((top + y) * size + left + x) * 3, 3);
                to[y * Pixels + x] = (pixel[0] + pixel[1] + pixel[2]) / (3 * 255f);
            }
        }
    }

    private static double Distance(PositionPixels a, PositionPixels b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
