using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class LayerNormTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Layer_norm_agrees_with_its_reference(int width)
    {
        OperationCheck.Agrees(
            [new(3, 2, width), new(width), new(width)],
            x => x[0].LayerNorm(x[1], x[2], 1e-3f), x => Reference(x[0], x[1], x[2], 1e-3));
        OperationCheck.Agrees([new(2, width)], x => x[0].LayerNorm(epsilon: 1e-3f), x => Reference(x[0], null, null, 1e-3));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(33)]
    public void Residual_layer_norm_agrees_with_its_reference(int width) =>
        OperationCheck.Agrees(
            [new(5, width), new(5, width), new(width), new(width)],
            x => x[0].ResidualLayerNorm(x[1], x[2], x[3]), x => Reference(Add(x[0], x[1]), x[2], x[3], 1e-5));

    [Fact]
    public void Residual_layer_norm_with_dropout_equals_the_same_sum_with_the_same_mask()
    {
        // An input of ones and a residual of zeros show which elements of x are dropped by the first key of step 0.
        var shape = new Shape(7, 33);
        using var engine = new Engine(new EngineOptions { Threads = 2, Seed = 3 });
        float[] mask;
        using (engine.BeginStep(0))
            mask = engine.Full(shape, 1).ResidualDropout(engine.Zeros(shape), 0.3f).ToArray();
        Assert.All(mask, m => Assert.True(m == 0 || m == 1 / (1 - 0.3f)));

        var (x, r, w, b) = (GoldenFile.Tensor(engine, 1, 7, 33).RequireGradient(), GoldenFile.Tensor(engine, 2, 7, 33).RequireGradient(),
            GoldenFile.Tensor(engine, 3, 33).RequireGradient(), GoldenFile.Tensor(engine, 4, 33).RequireGradient());
        float[] dropped;
        using (engine.BeginStep(0))
        {
            var y = x.ResidualLayerNorm(r, w, b, 0.3f);
            dropped = y.ToArray();
            y.Backward(GoldenFile.Tensor(engine, 5, 7, 33));
        }
        var (dx, dr, dw) = (x.Gradient!.ToArray(), r.Gradient!.ToArray(), w.Gradient!.ToArray());
        foreach (var tensor in new[] { x, r, w, b })
            tensor.Gradient!.AsSpan().Clear();
        using (engine.BeginStep(0))
        {
            var masked = engine.From(Enumerable.Range(0, x.Count).Select(i => x.AsSpan()[i] * mask[i]).ToArray(), 7, 33).RequireGradient();
            var y = masked.ResidualLayerNorm(r, w, b);
            OperationCheck.Compare("value", Array.ConvertAll(y.ToArray(), v => (double)v), dropped, 1e-6);
            y.Backward(GoldenFile.Tensor(engine, 5, 7, 33));
            OperationCheck.Compare("dx", masked.Gradient!.ToArray().Select((g, i) => (double)g * mask[i]).ToArray(), dx, 1e-6);
            OperationCheck.Compare("dr", Array.ConvertAll(r.Gradient!.ToArray(), v => (double)v), dr, 1e-6);
            OperationCheck.Compare("dw", Array.ConvertAll(w.Gradient!.ToArray(), v => (double)v), dw, 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25f)]
    public void Residual_dropout_adds_and_brings_the_gradient_to_both(float dropout)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var x = engine.Full(new Shape(200, 9), 2).RequireGradient();
        var r = engine.Full(new Shape(200, 9), 1).RequireGradient();
        var y = x.ResidualDropout(r, dropout);
        var mask = Array.ConvertAll(y.ToArray(), v => (v - 1) / 2);
        Assert.InRange(mask.Count(m => m == 0) / 1800.0, dropout - 0.05, dropout + 0.05);
        y.Backward(engine.Full(y.Shape, 3));
        Assert.All(r.Gradient!.ToArray(), g => Assert.Equal(3, g));
        OperationCheck.Compare("dx", Array.ConvertAll(mask, m => m * 3.0), x.Gradient!.ToArray(), 1e-6);
    }

    [Fact]
    public void A_gradient_that_is_already_there_is_added_to()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var once = GoldenFile.Tensor(engine, 1, 4, 9).RequireGradient();
        once.LayerNorm().Backward(GoldenFile.Tensor(engine, 2, 4, 9));
        var expected = Array.ConvertAll(once.Gradient!.ToArray(), g => 2.0 * g);
        once.LayerNorm().Backward(GoldenFile.Tensor(engine, 2, 4, 9));
        OperationCheck.Compare("gradient", expected, once.Gradient!.ToArray(), 1e-7);
    }

    [Fact]
    public void Layer_norm_agrees_with_PyTorch()
    {
        var golden = new GoldenFile("normalization");
        GoldenCheck.Agrees(golden, "layer_norm", [new(3, 33), new(33), new(33)], x => x[0].LayerNorm(x[1], x[2]));
        GoldenCheck.Agrees(golden, "layer_norm_plain", [new(5, 9)], x => x[0].LayerNorm(epsilon: 1e-3f));
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(900, 70), new(70), new(70)], x => x[0].LayerNorm(x[1], x[2]));
        ThreadCheck.SameBytes([new(900, 70), new(900, 70), new(70), new(70)], x => x[0].ResidualLayerNorm(x[1], x[2], x[3], 0.1f));
        ThreadCheck.SameBytes([new(900, 70), new(900, 70)], x => x[0].ResidualDropout(x[1], 0.1f));
    }

    [Fact]
    public void A_row_does_not_depend_on_its_neighbours() => ThreadCheck.SameRowsAlone(new Shape(3, 45), x => x.LayerNorm());

    private static DoubleArray Add(DoubleArray a, DoubleArray b) => new(a.Shape, a.Values.Zip(b.Values, (x, y) => x + y).ToArray());

    private static DoubleArray Reference(DoubleArray x, DoubleArray? weight, DoubleArray? bias, double epsilon)
    {
        var y = x.Clone();
        var width = x.Shape[^1];
        for (var row = 0; row < x.Count / width; row++)
        {
            double mean = 0, variance = 0;
            for (var i = 0; i < width; i++)
                mean += x[row * width + i] / width;
            for (var i = 0; i < width; i++)
                variance += Math.Pow(x[row * width + i] - mean, 2) / width;
            for (var i = 0; i < width; i++)
                y[row * width + i] = (x[row * width + i] - mean) / Math.Sqrt(variance + epsilon) * (weight?[i] ?? 1) + (bias?[i] ?? 0);
        }
        return y;
    }
}
