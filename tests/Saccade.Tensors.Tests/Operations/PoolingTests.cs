using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class PoolingTests
{
    private static readonly GoldenFile _golden = new("pooling");

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(51)]
    public void Max_pool_agrees_with_its_reference(int width)
    {
        OperationCheck.Agrees([new(2, 3, width)], x => x[0].MaxPool([3], [2], [1]), x => Lines(x[0], 3, 2, 1, line => line.Max()));
        OperationCheck.Agrees([new(2, 3, width)], x => x[0].MaxPool([2]), x => Lines(x[0], 2, 2, 0, line => line.Max()));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Average_pool_agrees_with_its_reference(int width)
    {
        OperationCheck.Agrees([new(2, 3, width)], x => x[0].AveragePool([3], [2], [1]), x => Lines(x[0], 3, 2, 1, line => line.Sum() / 3));
        OperationCheck.Agrees(
            [new(2, 3, width)], x => x[0].AveragePool([3], [1], [1], countPadding: false), x => Lines(x[0], 3, 1, 1, line => line.Average()));
    }

    [Fact]
    public void Max_pool_agrees_with_PyTorch()
    {
        GoldenCheck.Agrees(_golden, "max_1d", [new(2, 3, 33)], x => x[0].MaxPool([3], [2], [1]));
        GoldenCheck.Agrees(_golden, "max_2d", [new(2, 2, 9, 7)], x => x[0].MaxPool([3, 3], [2, 2], [1, 1]));
        GoldenCheck.Agrees(_golden, "max_2d_halves", [new(1, 2, 9, 8)], x => x[0].MaxPool([2, 2]));
        GoldenCheck.Agrees(_golden, "max_3d", [new(1, 2, 3, 7, 8)], x => x[0].MaxPool([1, 3, 3], [1, 2, 2], [0, 1, 1]));
        GoldenCheck.Agrees(_golden, "adaptive_max_2d", [new(2, 2, 7, 9)], x => x[0].AdaptiveMaxPool(3, 4));
        GoldenCheck.Agrees(_golden, "global_max", [new(2, 3, 5, 7)], x => x[0].GlobalMaxPool());
    }

    [Fact]
    public void Average_pool_agrees_with_PyTorch()
    {
        GoldenCheck.Agrees(_golden, "average_1d", [new(2, 3, 9)], x => x[0].AveragePool([3], [2], [1]));
        GoldenCheck.Agrees(_golden, "average_2d", [new(2, 2, 9, 7)], x => x[0].AveragePool([3, 3], [2, 2], [1, 1]));
        GoldenCheck.Agrees(_golden, "average_2d_inside", [new(2, 2, 9, 7)], x => x[0].AveragePool([3, 3], [2, 2], [1, 1], countPadding: false));
        GoldenCheck.Agrees(_golden, "average_3d", [new(1, 2, 4, 5, 8)], x => x[0].AveragePool([2, 2, 2]));
        GoldenCheck.Agrees(_golden, "adaptive_average_2d", [new(2, 2, 7, 9)], x => x[0].AdaptiveAveragePool(3, 4));
        GoldenCheck.Agrees(_golden, "adaptive_average_up", [new(1, 3, 3)], x => x[0].AdaptiveAveragePool(7));
        GoldenCheck.Agrees(_golden, "adaptive_average_3d", [new(1, 2, 5, 4, 3)], x => x[0].AdaptiveAveragePool(2, 3, 1));
        GoldenCheck.Agrees(_golden, "global_average", [new(2, 3, 7, 9)], x => x[0].GlobalAveragePool());
    }

    [Fact]
    public void Among_equals_the_gradient_goes_to_the_first_as_in_PyTorch()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var x = engine.From([0f, 1, 0, 1, 1, 0, 1, 0, 0], 1, 1, 3, 3).RequireGradient();
        x.MaxPool([3, 3]).Backward();
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0], x.Gradient!.ToArray());
    }

    [Fact]
    public void Max_pool_passes_not_a_number_on()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        foreach (var place in Enumerable.Range(0, 4))
        {
            var values = new float[] { 1, 2, 3, 4 };
            values[place] = float.NaN;
            Assert.True(float.IsNaN(engine.From(values, 1, 1, 2, 2).MaxPool([2, 2]).Item()));
        }
    }

    [Fact]
    public void Pairs_in_vectors_choose_what_single_pairs_do()
    {
        // Few distinct values, so that ties of all kinds occur; single pairs are made by pooling one window at a time.
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var values = Array.ConvertAll(GoldenFile.Values(3, 2 * 34), v => v < -1 ? float.NaN : MathF.Round(v));
        var x = engine.From(values, 1, 1, 2, 34).RequireGradient();
        var y = x.MaxPool([2, 2]);
        var together = y.ToArray();
        y.Backward(engine.Full(y.Shape, 1));
        for (var w = 0; w < 17; w++)
        {
            var window = engine.From([values[2 * w], values[2 * w + 1], values[34 + 2 * w], values[35 + 2 * w]], 1, 1, 2, 2).RequireGradient();
            var alone = window.MaxPool([2, 2]);
            Assert.Equal(alone.Item(), together[w]);
            alone.Backward();
            var dx = x.Gradient!.ToArray();
            float[] part = [dx[2 * w], dx[2 * w + 1], dx[34 + 2 * w], dx[35 + 2 * w]];
            if (!float.IsNaN(together[w]))
                Assert.Equal(window.Gradient!.ToArray(), part);
        }
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(3, 7, 50, 33)], x => x[0].MaxPool([3, 3], [2, 2], [1, 1]));
        ThreadCheck.SameBytes([new(3, 7, 50, 33)], x => x[0].AveragePool([3, 3], [2, 2], [1, 1]));
    }

    [Fact]
    public void A_sample_does_not_depend_on_its_neighbours()
    {
        ThreadCheck.SameRowsAlone(new Shape(3, 9, 11), x => x.MaxPool([2, 2]));
        ThreadCheck.SameRowsAlone(new Shape(3, 9, 11), x => x.AveragePool([2, 2]));
        ThreadCheck.SameRowsAlone(new Shape(3, 9, 11), x => x.GlobalAveragePool());
    }

    [Fact]
    public void A_window_that_does_not_fit_is_refused()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 1, 2).MaxPool([3]));
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 1, 8).MaxPool([3], [1], [2]));
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 1, 8).MaxPool([3, 3]));
    }

    private static DoubleArray Lines(DoubleArray x, int window, int stride, int padding, Func<IEnumerable<double>, double> pool)
    {
        int length = x.Shape[2], windows = (length + 2 * padding - window) / stride + 1;
        var y = new DoubleArray(x.Shape[0], x.Shape[1], windows);
        for (var i = 0; i < y.Count; i++)
        {
            int line = i / windows * length, first = i % windows * stride - padding;
            y[i] = pool(Enumerable.Range(first, window).Where(p => p >= 0 && p < length).Select(p => x[line + p]));
        }
        return y;
    }
}
