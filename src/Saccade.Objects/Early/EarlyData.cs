using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Tracking;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>Clips of objects, watched frame by frame: what a detector and a causal tracker make of them, as <see cref="EarlyBatch"/>es.</summary>
/// <param name="clips">The clips; they belong to whoever opened them unless <see cref="Dispose"/> is called here.</param>
/// <param name="options">How they are watched.</param>
/// <param name="gate">Whether objects that need not be looked at are not.</param>
public sealed class EarlyData(IPersistenceData clips, EarlyOptions options, bool gate = true) : IPersistenceData
{
    // Load is called by one thread at a time.
    private readonly EarlySight sight = new(clips.Options, options);

    /// <summary>The clips themselves.</summary>
    public IPersistenceData Clips => clips;

    /// <summary>How they are watched.</summary>
    public EarlyOptions Watched => options;

    public PersistenceClipOptions Options => clips.Options;

    public string Hash => clips.Hash;

    public string HashOf(Split split) => clips.HashOf(split);

    public IReadOnlyList<string> ClassNames => clips.ClassNames;

    public IReadOnlyDictionary<string, string> Conditions => clips.Conditions;

    public JsonObject? Description => clips.Description;

    public bool IsEndless => clips.IsEndless;

    public int Count(Split split) => clips.Count(split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        using var batch = (PersistenceBatch)clips.Load(split, indices, step);
        var inputs = new EarlyInputs(batch.Count, Options.Frames, options.Slots);
        var labels = new int[batch.Count];
        var transient = new List<float>();
        var dropped = 0;
        for (var n = 0; n < batch.Count; n++)
        {
            var truth = batch.Truth(n);
            labels[n] = (int)truth.Clip;
            var rows = new List<int>();
            sight.Begin();
            for (var t = 0; t < Options.Frames; t++)
            {
                var evidence = sight.Watch(batch.Clip(n).Slice(t * Options.FrameBytes, Options.FrameBytes));
                inputs.Add(n, t, evidence);
                rows.AddRange(evidence.Slots);
                dropped += t == Options.Frames - 1 ? evidence.Dropped : 0;
            }
            var kinds = KindsOf(truth, sight.Tracks);
            transient.AddRange(rows.Select(track => kinds.GetValueOrDefault(track) switch { Persistence.Transient => 1f, Persistence.Persistent => 0f, _ => float.NaN }));
        }
        return new EarlyBatch(batch.Ids, inputs, labels, [.. transient], gate, dropped);
    }

    /// <summary>The kind of what each track follows, by the track's id; none for a track that follows nothing.</summary>
    internal static Dictionary<int, Persistence?> KindsOf(ClipObjects truth, IReadOnlyCollection<Track> tracks)
    {
        Track[] all = [.. tracks];
        return all.Zip(TrackLabels.Of(truth, all)).ToDictionary(t => t.First.Id, t => t.Second.Kind);
    }

    public IEnumerable<DataItem> Items(Split split) => clips.Items(split);

    /// <summary>The truth of a sample, by its id.</summary>
    /// <exception cref="RunException">These are no clips whose truth is known.</exception>
    public ClipObjects Truth(string id) => clips is PersistenceData data
        ? data.Source.ReadTruth(long.Parse(id))
        : throw new RunException("the truth of changed clips is not that of the data");

    public void Dispose() => clips.Dispose();
}
