using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Objects.Prediction;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Trajectories.Explaining;
using Saccade.Training;

namespace Saccade.Objects.Explaining;

/// <summary>Shows which sightings a model of objects attends to, in a real video or a sample: a strip, a video, and every number as JSON.</summary>
/// <param name="trained">The model.</param>
/// <param name="clips">T and S of what it was trained on.</param>
/// <param name="choice">Which attention.</param>
/// <param name="untrained">Makes the same model with an engine's initial weights; null: nothing is compared with it.</param>
internal sealed class ObjectExplainer(TrainedModel trained, PersistenceClipOptions clips, AttentionChoice choice, Func<Engine, ILearner>? untrained)
{
    private const int RandomModels = 5, ComparedWindows = 8, SampleSide = 384;
    private const ulong FirstSeed = 1000;

    // A sample has no rate; at this one a flash can be seen.
    private static readonly FrameRate SampleRate = new(8, 1);

    // Refuses a model that says nothing of objects, whatever is to be explained.
    private readonly ModelKinds model = new(trained, clips);

    // By window that was compared, of each random model.
    private readonly List<double[]> correlations = [];
    private readonly Dictionary<(int Track, int Frame), (double Sum, int Windows)> sums = [];

    /// <param name="input">The video.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    public Explanation OfVideo(string input, string folder, CancellationToken cancellation)
    {
        var video = new VideoTracker().Read(input, cancellation);
        var kinds = model.Of(video, cancellation, window => Watch(window.Start, [.. window.Seen.Select(t => t.Id)], window.Batch, window.Reading));
        return Write(new ExplainedObjects
        {
            Name = input, FileStem = Path.GetFileNameWithoutExtension(input), Frames = video.Frames, Rate = video.Rate, Width = video.Width,
            Tracks = video.Tracks, Kinds = kinds, Truth = [.. video.Tracks.Select(_ => (Persistence?)null)], Received = Means(), InDomain = model.InDomain,
            Pictures = () => new FfmpegReader(input).ReadFrames().Select(f => f.Frame),
        }, folder, cancellation);
    }

    /// <param name="data">The set.</param>
    /// <param name="split">Which part of it.</param>
    /// <param name="sample">From 0, in that part.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <exception cref="RunException">There is no such sample, or it cannot be read.</exception>
    public Explanation OfSample(TokenizedClips data, Split split, long sample, string folder, CancellationToken cancellation)
    {
        var part = split.ToString().ToLowerInvariant();
        if (sample < 0 || (sample >= data.Count(split) && !(data.IsEndless && split == Split.Train)))
            throw new RunException($"--sample: the {part} split has the samples 0 to {data.Count(split) - 1}, not {sample}");
        using var batch = (TokenBatch)data.Load(split, [sample], step: 0);
        using var pictures = (PersistenceBatch)data.Clips.Load(split, [sample], step: 0);
        var (tokens, bytes, options) = (batch.Clip(0), pictures.Clip(0).ToArray(), data.Clips.Options);
        var learner = (PersistenceLearner)trained.Learner;
        var network = (PersistenceModel)learner.Model;
        network.SetTraining(false);
        using var scope = network.Engine.BeginScope();
        var reading = learner.Read(batch, withAttention: true);
        var logits = reading.TrackLogits.ToArray();
        Watch(0, [.. tokens.Tracks.Select((_, m) => m)], batch, reading);
        return Write(new ExplainedObjects
        {
            Name = $"sample {sample} of the {part} split", FileStem = $"{part}-{sample}", Frames = options.Frames, Rate = SampleRate, Width = options.Size, Tracks = tokens.Tracks,
            Kinds = [.. tokens.Tracks.Select((_, m) => TrackKind.Of(Array.IndexOf(tokens.TrackOf, m) >= 0 ? 1 / (1 + Math.Exp(-logits[m])) : network.Prior))],
            Truth = [.. tokens.TrackLabels.Select(l => l < 0 ? (Persistence?)null : (Persistence)l)],
            Received = Means(),
            InDomain = InputDomain.Read(trained.Run) is { } domain ? domain.Outside(new SampleOutput { Id = "", Statistics = tokens.Statistics }).Count == 0 : null,
            Pictures = () => Enumerable.Range(0, options.Frames).Select(t =>
                new Frame(options.Size, options.Size, bytes.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()).Enlarged(Math.Max(1, SampleSide / options.Size))),
        }, folder, cancellation);
    }

    private void Watch(int start, int[] ids, TokenBatch batch, PersistenceReading reading)
    {
        var tokens = batch.Clip(0);
        var received = choice.Received(reading, batch);
        for (var k = 0; k < tokens.Count; k++)
        {
            var key = (ids[tokens.TrackOf[k]], start + tokens.FrameOf[k]);
            var (sum, windows) = sums.GetValueOrDefault(key);
            sums[key] = (sum + received[k] * tokens.Count, windows + 1);
        }
        if (untrained is not null && correlations.Count < ComparedWindows && tokens.Count > 1)
            correlations.Add([.. Enumerable.Range(0, RandomModels).Select(i => Compare(batch, received, i))]);
    }

    // A map that random weights leave as it was shows the input, not what was learnt (Adebayo et al. 2018).
    private double Compare(TokenBatch batch, float[] received, int number)
    {
        using var engine = new Engine(new() { Seed = FirstSeed + (ulong)number, Threads = trained.Learner.Model.Engine.Threads });
        var learner = (PersistenceLearner)untrained!(engine);
        learner.Model.SetTraining(false);
        using var scope = engine.BeginScope();
        return RankCorrelation.Of(received, choice.Received(learner.Read(batch, withAttention: true), batch));
    }

    private Dictionary<(int, int), double> Means() => sums.ToDictionary(s => s.Key, s => s.Value.Sum / s.Value.Windows);

    private Explanation Write(ExplainedObjects explained, string folder, CancellationToken cancellation)
    {
        var stem = Path.Combine(folder, explained.FileStem + ".explained");
        string[] files = [stem + ".png", stem + ".mp4", stem + ".json"];
        PngWriter.Write(files[0], AttentionStrip.Draw(explained, Busiest(explained), clips.Frames, choice));
        VideoWriter? writer = null;
        try
        {
            foreach (var (t, picture) in explained.Pictures().Index())
            {
                cancellation.ThrowIfCancellationRequested();
                HeatedObjects.Draw(picture, explained, t, explained.Largest);
                writer ??= new VideoWriter(files[1], picture.Width, picture.Height, explained.Rate);
                writer.Write(picture);
            }
            writer?.Complete();
        }
        finally
        {
            writer?.Dispose();
        }
        AtomicFile.WriteText(files[2], JsonSerializer.Serialize(Told(withSightings: true), RunJson.Line) + "\n");
        return Told(withSightings: false);

        Explanation Told(bool withSightings) => new(
            explained.Name, trained.Recipe.Run.Task, choice.ToString(), explained.InDomain, files, Check(explained),
            new JsonArray([.. explained.Tracks.Select((_, m) => Entry(explained, m, withSightings))]));
    }

    // The stretch of a window's length in which most tracks begin.
    private int Busiest(ExplainedObjects explained) => Enumerable.Range(0, Math.Max(1, explained.Frames - clips.Frames + 1))
        .MaxBy(start => explained.Tracks.Count(t => t.Points[0].Frame >= start && t.Points[0].Frame < start + clips.Frames));

    private JsonObject? Check(ExplainedObjects explained)
    {
        if (untrained is null)
            return null;
        var isPersistent = explained.Tracks.Select((_, m) => (explained.Truth[m] ?? explained.Kinds[m].Kind) == Persistence.Persistent).ToArray();
        var persistent = explained.Received.Where(r => isPersistent[r.Key.Track]).Select(r => r.Value).ToArray();
        return new JsonObject
        {
            ["windows"] = correlations.Count,
            ["random_weights"] = new JsonObject
            {
                ["rank_correlation"] = correlations.Count == 0 ? null : Rounded(correlations.Average(c => c.Average())),
                ["rank_correlations"] = new JsonArray([.. Enumerable.Range(0, correlations.Count == 0 ? 0 : RandomModels).Select(i => JsonValue.Create(Rounded(correlations.Average(c => c[i]))))]),
            },
            ["persistent"] = new JsonObject
            {
                ["share_of_attention"] = explained.Received.Count == 0 ? null : Rounded(persistent.Sum() / explained.Received.Values.Sum()),
                ["share_of_sightings"] = explained.Received.Count == 0 ? null : Rounded((double)persistent.Length / explained.Received.Count),
            },
        };
    }

    private static JsonObject Entry(ExplainedObjects explained, int m, bool withSightings)
    {
        var track = explained.Tracks[m];
        var entry = TrackFiles.Summary(explained.Rate, track, explained.Kinds[m]);
        if (explained.Truth[m] is { } truth)
            entry["true_kind"] = truth.ToString().ToLowerInvariant();
        var received = track.Points.Where(p => explained.Received.ContainsKey((m, p.Frame))).Select(p => explained.Received[(m, p.Frame)]).ToArray();
        entry["attention"] = received.Length == 0 ? null : Rounded(received.Average());
        if (withSightings)
        {
            entry["sightings"] = new JsonArray([.. track.Points.Select(p => new JsonObject
            {
                ["frame"] = p.Frame,
                ["position_pixels"] = new JsonArray(Math.Round(p.Object.Centre.X, 2), Math.Round(p.Object.Centre.Y, 2)),
                ["attention"] = explained.Received.TryGetValue((m, p.Frame), out var value) ? Rounded(value) : null,
            })]);
        }
        return entry;
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
