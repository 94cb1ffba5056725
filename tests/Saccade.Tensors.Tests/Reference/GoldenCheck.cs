using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Reference;

/// <summary>Holds an operation against a golden entry: the output, then the gradient of each input, in one list.</summary>
internal static class GoldenCheck
{
    /// <param name="golden">The file.</param>
    /// <param name="key">The entry.</param>
    /// <param name="shapes">The inputs; input i holds the formula's values with salt i + 1, the output's gradient those with salt 99.</param>
    /// <param name="operation">The engine's operation.</param>
    /// <param name="tolerance">Relative to 1 + the largest magnitude in the entry.</param>
    public static void Agrees(GoldenFile golden, string key, Shape[] shapes, Func<Tensor[], Tensor> operation, double tolerance = 1e-5)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var inputs = new Tensor[shapes.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = engine.Empty(shapes[i]).RequireGradient();
            GoldenFile.Values((uint)i + 1, inputs[i].Count).CopyTo(inputs[i].AsSpan());
        }
        var y = operation(inputs);
        var results = new List<float>(y.ToArray());
        var dy = engine.Empty(y.Shape);
        GoldenFile.Values(99, y.Count).CopyTo(dy.AsSpan());
        y.Backward(dy);
        foreach (var input in inputs)
            results.AddRange(input.Gradient!.AsSpan());
        golden.Compare(key, results.ToArray(), tolerance);
    }
}
