using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Learning;

/// <summary>
/// What a model's reading says of each clip of a batch, beside the truth. Units are the recipe's: tracks, frames, or the clip itself. Whatever the unit, the whole clip is
/// answered for too: from its frames' probabilities, which a model of objects has from its tracks (a frame is transient unless every track seen in it is persistent).
/// </summary>
internal sealed class ClipAnswers
{
    private const float Surest = 15;

    private readonly TokenBatch batch;
    private readonly PersistenceUnit unit;
    private readonly float prior;
    private readonly float[] tracks, frames, videos, last, mean;

    /// <param name="batch">The clips.</param>
    /// <param name="reading">What the model says of them.</param>
    /// <param name="unit">What is told apart.</param>
    /// <param name="prior">Of a track that has no tokens.</param>
    public ClipAnswers(TokenBatch batch, PersistenceReading reading, PersistenceUnit unit, float prior)
    {
        (this.batch, this.unit, this.prior) = (batch, unit, prior);
        tracks = Probabilities(reading.TrackLogits);
        var engine = reading.TrackLogits.Engine;
        var ofFrames = reading.FrameLogits ?? engine.From(FramesOfTracks(), batch.Count, batch.Frames);
        frames = Probabilities(ofFrames);
        videos = Probabilities(reading.VideoLogits ?? ofFrames.Negate().FewerThan(PersistenceModel.FewestTransientFrames(batch.Frames)));
        last = AttentionSupervision.Received([reading.Attention[^1]], batch).ToArray();
        mean = AttentionSupervision.Received(reading.Attention, batch).ToArray();
    }

    public SampleOutput Of(int n)
    {
        var clip = batch.Clip(n);
        var persistent = videos[n];
        return new SampleOutput
        {
            Id = batch.Ids[n],
            Label = (int)batch.Truth(n).Clip,
            Prediction = persistent >= 0.5f ? 1 : 0,
            Probabilities = [1 - persistent, persistent],
            Units = Units(n),
            Attention = new Dictionary<string, TokenAttention>
            {
                [PersistenceLearner.LastLayer] = Received(clip, last, n),
                [PersistenceLearner.AllLayers] = Received(clip, mean, n),
            },
            Tracking = clip.Tracking,
            Statistics = clip.Statistics,
        };
    }

    private UnitOutput[]? Units(int n) => UnitTruth.Of(batch.Clip(n), batch.Truth(n), unit)?
        .Select((u, i) => Said(u, unit.HasFrames ? frames[n * batch.Frames + i] : TrackProbability(n, i))).ToArray();

    private static UnitOutput Said(UnitOutput unit, float persistent) => unit with { Prediction = persistent >= 0.5f ? 1 : 0, Probability = persistent };

    private float TrackProbability(int n, int m) =>
        Array.IndexOf(batch.Clip(n).TrackOf, m) >= 0 ? tracks[n * batch.Tracks + m] : prior;

    // (N,T): log-odds that a frame has no transient.
    private float[] FramesOfTracks()
    {
        var logits = new float[batch.Count * batch.Frames];
        for (var n = 0; n < batch.Count; n++)
        {
            var persistent = new double[batch.Frames];
            Array.Fill(persistent, 1);
            foreach (var (m, track) in batch.Clip(n).Tracks.Index())
            {
                foreach (var point in track.Points)
                    persistent[point.Frame] *= TrackProbability(n, m);
            }
            for (var t = 0; t < batch.Frames; t++)
                logits[n * batch.Frames + t] = (float)Math.Clamp(Math.Log(persistent[t] / (1 - persistent[t])), -Surest, Surest);
        }
        return logits;
    }

    private TokenAttention Received(ClipTokens clip, float[] received, int n) =>
        new(clip.Labels, clip.TrackOf, received.AsSpan(n * batch.Tokens, clip.Count).ToArray());

    private static float[] Probabilities(Tensor logits) => Array.ConvertAll(logits.ToArray(), x => 1 / (1 + MathF.Exp(-x)));
}
