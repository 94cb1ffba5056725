using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class BatchNormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(65)]
    public void Batch_norm_agrees_with_its_reference(int length)
    {
        Shape[] shapes = [new(4, 3, length), new(3), new(3)];
        OperationCheck.Agrees(shapes, x => Run(x, training: true), x => Reference(x, training: true, relu: false));
        OperationCheck.Agrees(shapes, x => Run(x, training: false), x => Reference(x, training: false, relu: false));
        OperationCheck.Agrees(shapes, x => Run(x, training: true, Activation.Relu), x => Reference(x, training: true, relu: true));
    }

    [Fact]
    public void Batch_norm_takes_a_plain_matrix() =>
        OperationCheck.Agrees([new(9, 3), new(3), new(3)], x => Run(x, training: true), x => Reference(x, training: true, relu: false));

    [Fact]
    public void Batch_norm_agrees_with_PyTorch()
    {
        var golden = new GoldenFile("normalization");
        Shape[] shapes = [new(3, 5, 7), new(5), new(5)];
        using var engine = new Engine();
        var mean = engine.From(Array.ConvertAll(GoldenFile.Values(4, 5), v => v * 0.1f), 5);
        var variance = engine.From(Array.ConvertAll(GoldenFile.Values(5, 5), v => MathF.Abs(v) + 0.5f), 5);
        GoldenCheck.Agrees(golden, "batch_norm_train", shapes, x => x[0].BatchNorm(x[1], x[2], mean, variance, training: true));
        golden.Compare("batch_norm_running", [.. mean.AsSpan(), .. variance.AsSpan()], 1e-6);
        GoldenCheck.Agrees(golden, "batch_norm_evaluate", shapes, x => x[0].BatchNorm(x[1], x[2], mean, variance, training: false));
        GoldenCheck.Agrees(
            golden, "batch_norm_relu", [new(3, 5, 2, 3), new(5), new(5)],
            x => x[0].BatchNorm(x[1], x[2], mean, variance, training: true, Activation.Relu));
    }

    [Fact]
    public void Statistics_of_131072_values_far_from_zero_are_accurate()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var scope = engine.BeginScope();
        var x = engine.From(Array.ConvertAll(GoldenFile.Values(1, 131_072), v => v + 300), 8, 1, 16384);
        double mean = 0, variance = 0;
        foreach (var value in x.AsSpan())
            mean += value / 131_072.0;
        foreach (var value in x.AsSpan())
            variance += (value - mean) * (value - mean) / 131_071;
        var (runningMean, runningVariance) = (engine.Zeros(1), engine.Zeros(1));
        x.BatchNorm(null, null, runningMean, runningVariance, training: true, momentum: 1);
        Assert.Equal(mean, runningMean.Item(), 3e-5);
        Assert.Equal(variance, runningVariance.Item(), 1e-6);
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(4, 9, 70, 33), new(9), new(9)], x => Run(x, training: true, Activation.Relu));
        ThreadCheck.SameBytes([new(700, 90), new(90), new(90)], x => Run(x, training: true));
    }

    [Fact]
    public void In_evaluation_a_sample_does_not_depend_on_its_neighbours()
    {
        ThreadCheck.SameRowsAlone(new Shape(3, 45), x => x.BatchNorm(null, null, x.Engine.Full(new(3), 0.3f), x.Engine.Full(new(3), 2), training: false));
        ThreadCheck.SameRowsAlone(new Shape(3, 90), x => x.BatchNorm(null, null, x.Engine.Full(new(3), 0.3f), x.Engine.Full(new(3), 2), training: false));
    }

    [Fact]
    public void One_value_a_channel_cannot_be_trained_on()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var exception = Assert.Throws<ArgumentException>(
            () => engine.Zeros(1, 3).BatchNorm(null, null, engine.Zeros(3), engine.Zeros(3), training: true));
        Assert.Contains("too few values a channel", exception.Message);
    }

    private static Tensor Run(Tensor[] x, bool training, Activation activation = Activation.None)
    {
        var channels = x[1].Count;
        return x[0].BatchNorm(x[1], x[2], x[0].Engine.Full(new(channels), 0.5f), x[0].Engine.Full(new(channels), 2), training, activation);
    }

    private static DoubleArray Reference(DoubleArray[] x, bool training, bool relu)
    {
        var y = x[0].Clone();
        int samples = y.Shape[0], channels = y.Shape[1], length = y.Shape.Product(2, y.Shape.Rank);
        for (var c = 0; c < channels; c++)
        {
            var places = Enumerable.Range(0, samples).SelectMany(n => Enumerable.Range((n * channels + c) * length, length)).ToArray();
            var mean = training ? places.Average(i => x[0][i]) : 0.5;
            var variance = training ? places.Average(i => Math.Pow(x[0][i] - mean, 2)) : 2;
            foreach (var i in places)
            {
                y[i] = (x[0][i] - mean) / Math.Sqrt(variance + 1e-5) * x[1][c] + x[2][c];
                if (relu)
                    y[i] = Math.Max(y[i], 0);
            }
        }
        return y;
    }
}
