using Saccade.Neural;
using Saccade.Objects.Features;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Shapes;

/// <summary>ResNet-18 with its loss: cross-entropy over the shapes, pictures normalised as the frozen network will have them.</summary>
internal sealed class ShapeLearner(ResNet18 network, int size) : ILearner
{
    private readonly float[] _levels = ImageNetColours.Levels();

    public Module Model => network;

    /// <summary>S of the pictures.</summary>
    public int Size => size;

    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("", [new("pictures", ["batch", 3, size, size], "red, green and blue from 0 to 1")], inputs => [("logits", network.Forward(ImageNetColours.Normalise(inputs["pictures"])))]),
    ];

    public LossTerms Loss(Batch batch)
    {
        var shapes = (ShapeBatch)batch;
        return new LossTerms(network.Forward(Pictures(shapes.Pictures)).CrossEntropy(network.Engine.From(shapes.Labels, shapes.Count)), []);
    }

    public BatchEvaluation Evaluate(Batch batch)
    {
        var shapes = (ShapeBatch)batch;
        var logits = network.Forward(Pictures(shapes.Pictures));
        var loss = logits.CrossEntropy(network.Engine.From(shapes.Labels, shapes.Count)).Item();
        var probabilities = Probabilities(logits);
        return new BatchEvaluation(loss, [.. shapes.Ids.Select((id, n) => new SampleOutput
        {
            Id = id,
            Label = shapes.Labels[n],
            Prediction = Array.IndexOf(probabilities[n], probabilities[n].Max()),
            Probabilities = probabilities[n],
        })]);
    }

    /// <summary>What one picture shows, with probabilities by class; in evaluation, without a tape.</summary>
    /// <param name="picture">(S, S, 3) bytes.</param>
    public float[] Classify(ReadOnlySpan<byte> picture)
    {
        network.SetTraining(false);
        using var scope = network.Engine.BeginScope();
        return Probabilities(network.Forward(Pictures(picture)))[0];
    }

    /// <summary>(N, S, S, 3) bytes to [N, 3, S, S].</summary>
    private Tensor Pictures(ReadOnlySpan<byte> bytes)
    {
        var area = size * size;
        var x = network.Engine.Empty(bytes.Length / (3 * area), 3, size, size);
        var values = x.AsSpan();
        for (var i = 0; i < values.Length; i++)
        {
            var (n, channel, pixel) = (i / (3 * area), i / area % 3, i % area);
            values[i] = _levels[256 * channel + bytes[3 * (n * area + pixel) + channel]];
        }
        return x;
    }

    private static float[][] Probabilities(Tensor logits)
    {
        var classes = logits.Shape[1];
        var all = logits.Softmax().ToArray();
        return [.. Enumerable.Range(0, logits.Shape[0]).Select(n => all.AsSpan(n * classes, classes).ToArray())];
    }
}
