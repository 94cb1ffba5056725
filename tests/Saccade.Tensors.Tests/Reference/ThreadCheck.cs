using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests.Reference;

/// <summary>Holds an operation to the promise that results do not depend on the number of threads.</summary>
internal static class ThreadCheck
{
    /// <summary>Runs forward and backward on 1, 2 and 4 threads and compares the bytes of the output and of each input's gradient.</summary>
    /// <param name="shapes">The shapes of the inputs, large enough to be cut into several chunks.</param>
    /// <param name="operation">The operation; inputs come from the integer formula of <see cref="GoldenFile"/>.</param>
    public static void SameBytes(Shape[] shapes, Func<Tensor[], Tensor> operation)
    {
        byte[][]? first = null;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var engine = new Engine(new EngineOptions { Threads = threads });
            using var step = engine.BeginStep(0);
            var inputs = new Tensor[shapes.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = engine.Empty(shapes[i]).RequireGradient();
                GoldenFile.Values((uint)i + 1, inputs[i].Count).CopyTo(inputs[i].AsSpan());
            }
            var y = operation(inputs);
            var results = new byte[inputs.Length + 1][];
            results[0] = Bytes(y);
            var dy = engine.Empty(y.Shape);
            GoldenFile.Values(99, y.Count).CopyTo(dy.AsSpan());
            y.Backward(dy);
            for (var i = 0; i < inputs.Length; i++)
                results[i + 1] = Bytes(inputs[i].Gradient!);
            first ??= results;
            for (var i = 0; i < results.Length; i++)
                Assert.True(first[i].AsSpan().SequenceEqual(results[i]), $"{threads} threads: {(i == 0 ? "the output" : $"the gradient of input {i - 1}")} differs.");
        }
    }

    /// <summary>Each row of a batch of 16 must equal, bit for bit, the same row on its own.</summary>
    /// <param name="rowShape">The input's shape without its first axis.</param>
    /// <param name="operation">An operation whose output's first axis is the batch too.</param>
    public static void SameRowsAlone(Shape rowShape, Func<Tensor, Tensor> operation)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        Span<int> extents = stackalloc int[rowShape.Rank + 1];
        rowShape.CopyTo(extents[1..]);
        extents[0] = 16;
        var batch = GoldenFile.Tensor(engine, 5, extents);
        var together = operation(batch);
        extents[0] = 1;
        for (var row = 0; row < 16; row++)
        {
            var alone = operation(engine.From(batch.AsSpan().Slice(row * rowShape.Count, rowShape.Count), extents));
            Assert.True(
                together.AsSpan().Slice(row * alone.Count, alone.Count).SequenceEqual(alone.AsSpan()),
                $"Row {row} of a batch of 16 differs from the same row alone.");
        }
    }

    private static byte[] Bytes(Tensor tensor) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.AsSpan()).ToArray();
}
