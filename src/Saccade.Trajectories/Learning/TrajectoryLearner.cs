using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;

namespace Saccade.Trajectories.Learning;

/// <summary>A trajectory model with its loss and its decoding. Letters as in <see cref="TrajectoryReading"/>.</summary>
public sealed class TrajectoryLearner(TrajectoryModel model, LossOptions options, ClipOptions clips) : ILearner
{
    public Module Model => model;

    public Extractor Extractor => model.Extractor;

    /// <summary>What the model's clips are like.</summary>
    public ClipOptions Clips => clips;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [new("clips", ["batch", .. clips.Views == 1 ? [] : new GraphExtent[] { clips.Views }, clips.Frames, 3, clips.Size, clips.Size], "red, green and blue from 0 to 1")], inputs =>
        {
            var reading = model.Forward(inputs["clips"].Reshape(-1, clips.Frames, 3, clips.Size, clips.Size));
            return [.. new (string Name, Tensor? Value)[] { ("logits", reading.Logits), ("last_position_world", reading.LastWorld), ("track_image", reading.TrackImage), ("future_position_world", reading.FutureWorld) }
                .Where(o => o.Value is not null).Select(o => (o.Name, o.Value!))];
        }),
    ];

    public void LoadPretrained() => model.Extractor.LoadPretrained();

    public LossTerms Loss(Batch batch)
    {
        var truth = (TrajectoryBatch)batch;
        return Loss(truth, Read(truth.Clips));
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var truth = (TrajectoryBatch)batch;
        var reading = Read(truth.Clips);
        var outputs = new SampleOutput[truth.Count];
        for (var n = 0; n < outputs.Length; n++)
            outputs[n] = Describe(reading, n, truth.Clips.Slice(n * clips.ClipBytes, clips.ClipBytes), truth.Ids[n]) with
            {
                Group = truth.Groups[n],
                Label = truth.Labels[n],
                Position = clips.HasPositions ? truth.LastPositionWorld.Slice(3 * n, 3).ToArray() : [],
                Path = clips.HasPositions ? Row(truth.FuturePositionWorld, n, truth.Count) : [],
            };
        return new BatchEvaluation(Loss(truth, reading).Total.Item(), outputs);
    }

    /// <summary>Runs the model.</summary>
    /// <param name="values">(N, V, T, 3, S, S) values 0 to 1.</param>
    public TrajectoryReading Read(ReadOnlySpan<float> values)
    {
        var tensor = model.Engine.From(values, values.Length / clips.ClipBytes * clips.Views, clips.Frames, 3, clips.Size, clips.Size);
        return model.Forward(tensor);
    }

    /// <summary>What the model said of sample <paramref name="n"/>, and what it and its features look like; without any truth.</summary>
    /// <param name="reading">The model's.</param>
    /// <param name="n">Which sample.</param>
    /// <param name="values">(V, T, 3, S, S): the sample's.</param>
    /// <param name="id">The sample's.</param>
    public SampleOutput Describe(TrajectoryReading reading, int n, ReadOnlySpan<float> values, string id)
    {
        var samples = reading.Logits.Shape[0];
        var probabilities = Row(reading.Logits.AsSpan(), n, samples);
        Softmax(probabilities);
        var statistics = InputStatistics.Of(values[..(values.Length / clips.Views)], clips.Frames);
        statistics["feature_norm"] = FeatureNorm(reading.Features, n);
        return new SampleOutput
        {
            Id = id,
            Prediction = Array.IndexOf(probabilities, probabilities.Max()),
            Probabilities = probabilities,
            PredictedPosition = reading.LastWorld is { } last ? Row(last.AsSpan(), n, samples) : [],
            PredictedPath = reading.FutureWorld is { } future ? Row(future.AsSpan(), n, samples) : [],
            Statistics = statistics,
        };
    }

    private LossTerms Loss(TrajectoryBatch truth, TrajectoryReading reading)
    {
        var engine = model.Engine;
        var classLoss = reading.Logits.CrossEntropy(engine.From(truth.Labels, truth.Count));
        var parts = new List<(string Name, Tensor Value)> { ("class", classLoss) };
        var total = classLoss.ScaleShift(options.Class, 0);
        if (reading.LastWorld is { } last)
            Add("position", last.MeanSquaredError(engine.From(truth.LastPositionWorld, truth.Count, 3)), options.Position);
        if (reading.TrackImage is { } track)
        {
            var target = engine.From(truth.TrackImage, truth.Count * clips.Views, clips.Frames, 2);
            Add("pixel", track.MeanSquaredError(target), options.Pixel);
        }
        if (reading.FutureWorld is { } future)
        {
            var target = engine.From(truth.FuturePositionWorld, truth.Count, ClipOptions.FutureFrames, 3);
            Add("forecast", future.MeanSquaredError(target, KnownFuture(truth)), options.Forecast);
        }
        return new LossTerms(total, parts);

        void Add(string name, Tensor part, float weight)
        {
            parts.Add((name, part));
            total = total.Add(part.ScaleShift(weight, 0));
        }
    }

    /// <summary>[N, F, 3]: 1 where what comes after the clip is known.</summary>
    private Tensor KnownFuture(TrajectoryBatch truth)
    {
        var weights = model.Engine.Empty(truth.Count, ClipOptions.FutureFrames, 3);
        for (var n = 0; n < truth.Count; n++)
            weights.AsSpan().Slice(n * ClipOptions.FutureFrames * 3, ClipOptions.FutureFrames * 3).Fill(truth.FutureKnown[n]);
        return weights;
    }

    /// <summary>Length of the mean over frames of the first view's features.</summary>
    private double FeatureNorm(Tensor features, int n)
    {
        var (frames, width) = (features.Shape[1], features.Shape[2]);
        var ofClip = features.AsSpan().Slice(n * clips.Views * frames * width, frames * width);
        var squares = 0.0;
        for (var d = 0; d < width; d++)
        {
            var sum = 0.0;
            for (var t = 0; t < frames; t++)
                sum += ofClip[t * width + d];
            squares += sum / frames * (sum / frames);
        }
        return Math.Sqrt(squares);
    }

    private static void Softmax(Span<float> logits)
    {
        var (largest, sum) = (float.NegativeInfinity, 0f);
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        foreach (ref var value in logits)
            sum += value = MathF.Exp(value - largest);
        foreach (ref var value in logits)
            value /= sum;
    }

    private static float[] Row(ReadOnlySpan<float> values, int n, int samples)
    {
        var length = values.Length / samples;
        return values.Slice(n * length, length).ToArray();
    }
}
