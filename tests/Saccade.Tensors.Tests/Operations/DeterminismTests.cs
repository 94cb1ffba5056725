using System.Runtime.InteropServices;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Operations;

public class DeterminismTests
{
    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        var one = Chain(threads: 1);
        Assert.Equal(one, Chain(threads: 2));
        Assert.Equal(one, Chain(threads: 4));
    }

    /// <summary>The bytes of a loss and its gradients after a chain of operations large enough to be cut into many chunks.</summary>
    private static byte[] Chain(int threads)
    {
        using var engine = new Engine(new EngineOptions { Threads = threads, Seed = 5 });
        using var step = engine.BeginStep(3);
        const int n = 37, c = 13, length = 301;
        var x = Random(engine, 0, n, c, length);
        var scale = Random(engine, 1, c, 1);
        var bias = Random(engine, 2, length);
        var table = Random(engine, 3, 11, length);
        var tokens = engine.From(Enumerable.Range(0, n).Select(i => i * 7 % 11).ToArray(), n, 1);

        var h = ((x * scale + bias) / 3).Gelu().Dropout(0.2f) + table.Embedding(tokens);
        h = h.Permute(0, 2, 1).Pad(1, 3, 0).Slice(1, 2, length).DropPath(0.1f);
        h = new[] { h.Max([1], keepDims: true).Expand(h.Shape), h.Silu() }.Concat(2);
        h = h - h.Mean([1], keepDims: true);
        var loss = h.LogSumExp(2).Sum() + h.Square().Mean() + h.L2Norm([0, 1]).Sum() + h.Variance([]);
        loss.Backward();
        var bytes = new List<byte>();
        foreach (var tensor in new[] { loss, x.Gradient!, scale.Gradient!, bias.Gradient!, table.Gradient! })
            bytes.AddRange(MemoryMarshal.AsBytes(tensor.AsSpan()).ToArray());
        return [.. bytes];
    }

    private static Tensor Random(Engine engine, ulong stream, params int[] extents)
    {
        var key = new RandomKey(1, RandomStream.Data, stream);
        var tensor = engine.Empty(extents);
        var values = tensor.AsSpan();
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)key.Normal((ulong)i);
        return tensor.RequireGradient();
    }
}
