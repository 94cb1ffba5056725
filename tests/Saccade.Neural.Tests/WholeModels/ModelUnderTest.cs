using System.Runtime.InteropServices;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests.WholeModels;

/// <summary>Makes a model on an engine and says how it is run on a batch [N, ..].</summary>
public delegate (Module Model, Func<Tensor, Tensor> Forward) ModelMaker(Engine engine);

/// <summary>A whole model in training, held to what the engine promises of each of its operations.</summary>
public sealed class ModelUnderTest : IDisposable
{
    private const ulong Seed = 7;

    private readonly Module _model;
    private readonly Func<Tensor, Tensor> _forward;
    private readonly AdamW _optimiser;

    public ModelUnderTest(ModelMaker make, int threads)
    {
        Engine = new Engine(new EngineOptions { Threads = threads, Seed = Seed });
        (_model, _forward) = make(Engine);
        _model.Initialize();
        _optimiser = new AdamW(_model, new AdamOptions { ClipNorm = 1 });
    }

    public Engine Engine { get; }

    /// <summary>Ten training steps on 1, 2 and 4 threads leave the same bytes in every parameter and buffer.</summary>
    public static void TrainsToTheSameBytesOnAnyNumberOfThreads(ModelMaker make, params int[] batchShape)
    {
        byte[][]? first = null;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var training = new ModelUnderTest(make, threads);
            var start = training.StateBytes();
            var x = training.Input(batchShape);
            for (var step = 0; step < 10; step++)
                training.Train(step, x);
            var end = training.StateBytes();
            Assert.False(start[0].AsSpan().SequenceEqual(end[0]), "Training changed nothing.");
            first ??= end;
            var names = training._model.State();
            for (var i = 0; i < end.Length; i++)
                Assert.True(first[i].AsSpan().SequenceEqual(end[i]), $"{names[i].Name} differs on {threads} threads.");
        }
    }

    /// <summary>In evaluation each row of a batch of 16 equals, bit for bit, the same row on its own.</summary>
    public static void GivesARowTheSameResultAlone(ModelMaker make, params int[] rowShape)
    {
        using var test = new ModelUnderTest(make, threads: 2);
        var batch = test.Input([16, .. rowShape]);
        // Moves the running statistics of batch norm away from 0 and 1.
        test.Train(0, batch);
        test._model.SetTraining(false);
        using var scope = test.Engine.BeginScope();
        var together = test._forward(batch);
        int length = batch.Count / 16, results = together.Count / 16;
        for (var row = 0; row < 16; row++)
        {
            var alone = test._forward(test.Engine.From(batch.AsSpan().Slice(row * length, length), [1, .. rowShape]));
            Assert.True(
                Bytes(together)[(row * results * sizeof(float))..].StartsWith(Bytes(alone)),
                $"Row {row} of a batch of 16 differs from the same row alone.");
        }
    }

    public Tensor Input(params int[] shape) => Golden.Values(Engine, 5, shape);

    /// <summary>One whole step: forward, loss, backward, clipping, update.</summary>
    public void Train(int step, Tensor x)
    {
        using var scope = Engine.BeginStep(step);
        var loss = _forward(x).ScaleShift(1, -1).Square().Mean();
        loss.Backward();
        Assert.True(_optimiser.Update(1e-3).Applied, "A gradient is not finite.");
    }

    public void Dispose() => Engine.Dispose();

    private static ReadOnlySpan<byte> Bytes(Tensor tensor) => MemoryMarshal.AsBytes((ReadOnlySpan<float>)tensor.AsSpan());

    private byte[][] StateBytes() => [.. _model.State().Select(s => Bytes(s.Tensor).ToArray())];
}
