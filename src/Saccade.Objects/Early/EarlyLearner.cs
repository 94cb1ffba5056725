using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// The model with its loss: the cross-entropy of the clip's final label after every frame, so that each answer is as good as that many frames allow, and of the kinds of
/// objects. Letters as in <see cref="EarlyInputs"/>.
/// </summary>
public sealed class EarlyLearner(EarlyModel model, EarlyLossOptions options) : ILearner
{
    public Module Model => model;

    /// <summary>The model, as what it is.</summary>
    public EarlyModel Early => model;

    public IReadOnlyList<InferenceGraph> Graphs => model.Graphs;

    public LossTerms Loss(Batch batch)
    {
        var clips = (EarlyBatch)batch;
        return Loss(clips, model.Forward(clips.Inputs, clips.Gate));
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var clips = (EarlyBatch)batch;
        var reading = model.Forward(clips.Inputs, clips.Gate);
        var outputs = new SampleOutput[clips.Count];
        var frames = clips.Inputs.Frames;
        for (var n = 0; n < outputs.Length; n++)
        {
            var after = Array.ConvertAll(reading.Logits.AsSpan().Slice(n * frames, frames).ToArray(), Probability);
            outputs[n] = new SampleOutput
            {
                Id = clips.Ids[n],
                Label = clips.Labels[n],
                Prediction = after[^1] >= 0.5f ? (int)Persistence.Persistent : (int)Persistence.Transient,
                Probabilities = [1 - after[^1], after[^1]],
                Prefixes = after,
                Statistics = Statistics(clips.Inputs, n),
            };
        }
        return new BatchEvaluation(Loss(clips, reading).Total.Item(), outputs);
    }

    internal static float Probability(float logit) => (float)(1 / (1 + Math.Exp(-logit)));

    private LossTerms Loss(EarlyBatch clips, EarlyReading reading)
    {
        int count = clips.Count, frames = clips.Inputs.Frames;
        var (targets, weights) = (model.Engine.Empty(count, frames), model.Engine.Empty(count, frames));
        // Their mean is 1.
        var scale = frames / Enumerable.Range(0, frames).Sum(Weight);
        for (var i = 0; i < count * frames; i++)
            (targets.AsSpan()[i], weights.AsSpan()[i]) = (clips.Labels[i / frames], scale * Weight(i % frames));
        var label = reading.Logits.BinaryCrossEntropyWithLogits(targets, weights: weights);
        var parts = new List<(string, Tensor)> { ("label", label) };
        if (clips.Inputs.Rows == 0 || options.Objects == 0)
            return new LossTerms(label, parts);
        var objects = Objects(clips, reading.ObjectLogits).Add(Objects(clips, reading.StateLogits)) / 2;
        parts.Add(("objects", objects));
        var total = label.Add(objects * options.Objects);
        if (!reading.Looked.Contains(true) || model.Options.Worth <= 0)
            return new LossTerms(total, parts);
        var promised = Promised(reading);
        parts.Add(("promised", promised));
        return new LossTerms(total.Add(promised), parts);

        float Weight(int frame) => 1 - options.Late + options.Late * (frame + 1) / frames;
    }

    /// <summary>logits [R] -> the mean over those whose kind is known.</summary>
    private Tensor Objects(EarlyBatch clips, Tensor logits)
    {
        var rows = clips.Inputs.Rows;
        var (targets, weights) = (model.Engine.Empty(rows), model.Engine.Empty(rows));
        var known = Math.Max(1, clips.Transient.Count(t => !float.IsNaN(t)));
        for (var row = 0; row < rows; row++)
        {
            var isKnown = !float.IsNaN(clips.Transient[row]);
            (targets.AsSpan()[row], weights.AsSpan()[row]) = (isKnown ? clips.Transient[row] : 0, isKnown ? (float)rows / known : 0);
        }
        return logits.BinaryCrossEntropyWithLogits(targets, weights: weights);
    }

    /// <summary>How wrong it was what pictures were expected to change, over those that were looked at: Huber's loss, since one surprise must not outweigh all else.</summary>
    private Tensor Promised(EarlyReading reading)
    {
        var share = (float)reading.Looked.Length / reading.Looked.Count(l => l);
        var weights = Array.ConvertAll(reading.Looked, l => l ? share : 0);
        return reading.Promised.Huber(model.Engine.From(reading.Changed, weights.Length), weights: model.Engine.From(weights, weights.Length));
    }

    /// <summary>By which it can be told whether a clip looks like those of validation.</summary>
    private static Dictionary<string, double> Statistics(EarlyInputs inputs, int n)
    {
        var clip = n * inputs.Frames * inputs.Slots;
        var seen = inputs.Seen.AsSpan(clip, inputs.Frames * inputs.Slots);
        var tracks = 0;
        foreach (var held in inputs.Held.AsSpan(clip + (inputs.Frames - 1) * inputs.Slots, inputs.Slots))
            tracks += held > 0 ? 1 : 0;
        var sightings = 0.0;
        foreach (var one in seen)
            sightings += one;
        return new() { ["tracks"] = tracks, ["objects_a_frame"] = sightings / inputs.Frames };
    }
}
