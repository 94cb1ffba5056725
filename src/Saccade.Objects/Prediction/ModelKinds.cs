using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Detection;
using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Objects.Tracking;
using Saccade.Training;
using Saccade.Trajectories.Prediction;

namespace Saccade.Objects.Prediction;

/// <summary>
/// Asks a trained model what the tracks of a video are. It sees windows of T frames, half of one apart, as it saw clips: fitted into its square, without their
/// background. A track is judged in the window that has most of it. One more pass over the video; one window is held.
/// </summary>
internal sealed class ModelKinds
{
    // In one window; the model compares each with each. Of more the longest are asked for, the others told by the rule.
    private const int MostTracks = 256;

    private readonly PersistenceLearner learner;
    private readonly PersistenceClipOptions clips;
    private readonly ClipTokenizer tokenizer;
    private readonly int crop;
    private readonly InputDomain? domain;
    private int windows, inside;

    /// <param name="trained">The model.</param>
    /// <param name="clips">T and S of what it was trained on.</param>
    /// <exception cref="RunException">It was not trained to tell objects apart.</exception>
    public ModelKinds(TrainedModel trained, PersistenceClipOptions clips)
    {
        if (trained.Recipe.Options<PersistenceLossOptions>().Objects <= 0)
            throw new RunException($"{trained.Run.Root}: was trained with loss.objects: 0 and says nothing of single objects; train one with loss.objects: 1");
        var tokens = trained.Recipe.Options<TokenOptions>();
        (learner, this.clips, crop) = ((PersistenceLearner)trained.Learner, clips, tokens.Crop);
        tokenizer = new(clips.Size, clips.Frames, tokens);
        domain = InputDomain.Read(trained.Run);
    }

    /// <summary>Whether most windows with objects look like those of the validation; null before there were any, or when the run stored no domain.</summary>
    public bool? InDomain => domain is null || windows == 0 ? null : 2 * inside > windows;

    /// <param name="video">Its tracks, and where it is.</param>
    /// <param name="cancellation">Stops between two frames.</param>
    /// <param name="watch">Is shown every window with objects, also those in which no track is judged, and what the model reads in it, attention included; null: nobody watches.</param>
    /// <returns>One for each track.</returns>
    /// <exception cref="MediaException">The video cannot be decoded to its end.</exception>
    public IReadOnlyList<TrackKind> Of(VideoTracks video, CancellationToken cancellation, Action<WindowReading>? watch = null)
    {
        var kinds = video.Tracks.Select(SpanRule.Of).ToArray();
        var judged = video.Tracks.ToLookup(t => WindowOf(t, video.Frames), t => t.Id);
        var box = new Letterbox(video.Width, video.Height, clips.Size);
        var held = new Queue<Frame>(clips.Frames);
        var number = 0;
        foreach (var square in Squares(video, box))
        {
            cancellation.ThrowIfCancellationRequested();
            if (held.Count == clips.Frames)
                held.Dequeue();
            held.Enqueue(square);
            number++;
            var start = Math.Max(0, number - clips.Frames);
            if ((number == video.Frames || number >= clips.Frames) && (judged[start].Any() || (watch is not null && IsWindow(start, video.Frames))))
                Judge(video, box, start, held, [.. judged[start]], kinds, watch);
        }
        return kinds;
    }

    private bool IsWindow(int start, int frames) => start % Math.Max(1, clips.Frames / 2) == 0 || start == Math.Max(0, frames - clips.Frames);

    // The start of the window that has most of a track's sightings; of several the first. The last window ends with the video.
    private int WindowOf(Track track, int frames)
    {
        var (stride, last) = (Math.Max(1, clips.Frames / 2), Math.Max(0, frames - clips.Frames));
        var sightings = new SortedDictionary<int, int>();
        foreach (var (frame, _) in track.Points)
        {
            for (var start = Math.Max(0, frame - clips.Frames + stride) / stride * stride; start <= Math.Min(frame, last); start += stride)
                sightings[start] = sightings.GetValueOrDefault(start) + 1;
            if (frame >= last && last % stride != 0)
                sightings[last] = sightings.GetValueOrDefault(last) + 1;
        }
        return sightings.MaxBy(s => s.Value).Key;
    }

    private IEnumerable<Frame> Squares(VideoTracks video, Letterbox box)
    {
        var background = video.Background?.Resized(box.Inner.Width, box.Inner.Height);
        foreach (var (frame, _) in new FfmpegReader(video.Path, new() { Size = box.Inner, Rate = video.Rate, MaxFrames = video.Frames }).ReadFrames())
        {
            for (var i = 0; background is not null && i < frame.Pixels.Length; i++)
                frame.Pixels[i] = (byte)Math.Abs(frame.Pixels[i] - background.Pixels[i]);
            var square = new Frame(clips.Size, clips.Size);
            square.Paste(frame, box.Corner.X, box.Corner.Y);
            yield return square;
        }
    }

    private void Judge(VideoTracks video, Letterbox box, int start, Queue<Frame> held, HashSet<int> asked, TrackKind[] kinds, Action<WindowReading>? watch)
    {
        var clip = new byte[clips.ClipBytes];
        foreach (var (t, frame) in held.Index())
            frame.Pixels.CopyTo(clip, t * clips.FrameBytes);
        var seen = video.Tracks.Where(t => t.Points[0].Frame < start + clips.Frames && t.Points[^1].Frame >= start).Select(t => Within(t, start, box, video)).Where(t => t.Points.Count > 0)
            .OrderBy(t => asked.Contains(t.Id) ? 0 : 1).ThenByDescending(t => t.Points.Count).ThenBy(t => t.Id).Take(MostTracks).OrderBy(t => t.Id).ToArray();
        if (seen.Length == 0)
            return;
        var tokens = tokenizer.Read(clip, [.. seen.Select((t, m) => t with { Id = m })]);
        windows++;
        inside += domain?.Outside(new SampleOutput { Id = "", Statistics = tokens.Statistics }).Count == 0 ? 1 : 0;
        var model = (PersistenceModel)learner.Model;
        model.SetTraining(false);
        using var batch = new TokenBatch([$"{start}"], [tokens], [new ClipObjects(clips.Frames, [])], crop);
        using var scope = model.Engine.BeginScope();
        var reading = learner.Read(batch, withAttention: watch is not null);
        var logits = reading.TrackLogits.ToArray();
        for (var m = 0; m < seen.Length; m++)
        {
            if (!asked.Contains(seen[m].Id))
                continue;
            var persistent = Array.IndexOf(tokens.TrackOf, m) >= 0 ? 1 / (1 + Math.Exp(-logits[m])) : model.Prior;
            kinds[seen[m].Id] = TrackKind.Of(persistent);
        }
        watch?.Invoke(new(start, seen, batch, reading));
    }

    // What a window has of a track, in its frames and pixels.
    private Track Within(Track track, int start, Letterbox box, VideoTracks video)
    {
        var first = track.LastUpTo(start - 1) + 1;
        var count = track.LastUpTo(start + clips.Frames - 1) + 1 - first;
        return track with { Points = [.. track.Points.Skip(first).Take(count).Select(p => new TrackPoint(p.Frame - start, Fitted(p.Object)))] };

        DetectedObject Fitted(DetectedObject seen) =>
            seen with { Centre = box.ToSquare(seen.Centre), RadiusPixels = seen.RadiusPixels * box.Inner.Width / video.Width };
    }
}
