using Saccade.Neural;
using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Learning;

/// <summary>A model of persistence with its loss and its decoding. Letters as in <see cref="PersistenceReading"/>.</summary>
public sealed class PersistenceLearner(PersistenceModel model, PersistenceUnit unit, PersistenceLossOptions options) : ILearner
{
    /// <summary>How outputs call the last layer's attention.</summary>
    public const string LastLayer = "last";

    /// <summary>How outputs call the mean attention of all layers.</summary>
    public const string AllLayers = "mean";

    public Module Model => model;

    /// <summary>What is told apart.</summary>
    public PersistenceUnit Unit => unit;

    public IReadOnlyList<InferenceGraph> Graphs => model.Graphs;

    public void LoadPretrained() => model.LoadPretrained();

    public void KeepNothing() => model.KeepNothing();

    public LossTerms Loss(Batch batch)
    {
        var truth = (TokenBatch)batch;
        foreach (var n in Enumerable.Range(0, truth.Count))
        {
            var labels = truth.Clip(n).TrackLabels;
            model.Count(labels.Count(l => l == 0), labels.Count(l => l == 1));
        }
        return Loss(truth, Read(truth, options.Attention > 0));
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var truth = (TokenBatch)batch;
        var reading = Read(truth, withAttention: true);
        var answers = new ClipAnswers(truth, reading, unit, model.Prior);
        var outputs = Enumerable.Range(0, truth.Count).Select(answers.Of).ToArray();
        return new BatchEvaluation(Loss(truth, reading).Total.Item(), outputs);
    }

    /// <summary>Runs the model.</summary>
    public PersistenceReading Read(TokenBatch batch, bool withAttention) => model.Forward(batch, withAttention);

    private LossTerms Loss(TokenBatch truth, PersistenceReading reading)
    {
        var parts = new List<(string, Tensor)>();
        Tensor? total = null;
        Add("objects", options.Objects, () => CrossEntropy(reading.TrackLogits, PersistenceTargets.OfTracks(truth)));
        Add("tokens", options.Tokens, () => CrossEntropy(reading.TokenLogits, PersistenceTargets.OfTokens(truth)));
        if (reading.FrameLogits is { } frames)
            Add("frames", options.Frames, () => CrossEntropy(frames, PersistenceTargets.OfFrames(truth)));
        if (reading.VideoLogits is { } video)
            Add("video", options.Video, () => CrossEntropy(video, PersistenceTargets.OfClips(truth)));
        if (reading.Attention.Count > 0)
            Add("attention", options.Attention, () => AttentionSupervision.Loss(AttentionSupervision.Received(Supervised(reading.Attention), truth), truth, options.AttentionKind));
        if (reading.Offsets is { } offsets)
            Add("localisation", options.Localisation, () => SquaredError(offsets, PersistenceTargets.OfCentres(truth)));
        if (reading.Spans is { } spans)
            Add("duration", options.Duration, () => SquaredError(spans, PersistenceTargets.OfSpans(truth)));
        return new LossTerms(total ?? reading.TrackLogits.Sum() * 0, parts);

        void Add(string name, float weight, Func<Tensor> loss)
        {
            if (weight <= 0)
                return;
            var value = loss();
            parts.Add((name, value));
            total = total is null ? value * weight : total + value * weight;
        }
    }

    private IReadOnlyList<Tensor> Supervised(IReadOnlyList<Tensor> maps) => options.AttentionLayer == AttentionLayers.Last ? [maps[^1]] : maps;

    private static Tensor CrossEntropy(Tensor logits, PersistenceTargets targets) =>
        logits.Reshape(-1).BinaryCrossEntropyWithLogits(logits.Engine.From(targets.Values, targets.Values.Length), weights: logits.Engine.From(targets.Weights, targets.Weights.Length));

    private static Tensor SquaredError(Tensor said, PersistenceTargets targets) =>
        said.Reshape(-1).MeanSquaredError(said.Engine.From(targets.Values, targets.Values.Length), said.Engine.From(targets.Weights, targets.Weights.Length));
}
