using Saccade.Tensors;

namespace Saccade.Neural.Tests;

/// <summary>The network and the pictures of tests/golden/make_resnet.py.</summary>
internal static class FormulaResNet
{
    /// <param name="engine">Where it lives.</param>
    /// <param name="classes">0: without <c>fc</c>, which is last, so that the others' numbers stay.</param>
    public static ResNet18 Network(Engine engine, int classes = 1000)
    {
        var network = new ResNet18(engine, classes);
        var state = network.State();
        for (var i = 0; i < state.Count; i++)
        {
            var (name, tensor, _) = state[i];
            if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                continue;
            var isMatrix = tensor.Shape.Rank > 1;
            var scale = isMatrix ? 1.2 / Math.Sqrt(tensor.Shape.Product(1, tensor.Shape.Rank)) : 0.15;
            var start = !isMatrix && (name.EndsWith("running_var", StringComparison.Ordinal) || name.EndsWith("weight", StringComparison.Ordinal)) ? 1 : 0;
            using (engine.BeginScope())
            {
                var values = Golden.Values(engine, (uint)i + 1, tensor.Count).AsSpan();
                for (var j = 0; j < values.Length; j++)
                    tensor.AsSpan()[j] = (float)(values[j] * scale + start);
            }
        }
        network.SetTraining(false);
        return network;
    }

    /// <summary>[count, 3, size, size], normalised as ImageNet's.</summary>
    public static Tensor Pictures(Engine engine, int count, int size)
    {
        double[] mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225];
        var pictures = engine.Empty(count, 3, size, size).Keep();
        var i = 0;
        for (var n = 0; n < count; n++)
            for (var c = 0; c < 3; c++)
                for (var y = 0; y < size; y++)
                    for (var x = 0; x < size; x++)
                        pictures.AsSpan()[i++] = (float)(((7 * x * (c + 1) + 5 * y * (n + 1) + x * y) % 256 / 255.0 - mean[c]) / deviation[c]);
        return pictures;
    }
}
