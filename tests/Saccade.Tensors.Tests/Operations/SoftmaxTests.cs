using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class SoftmaxTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Softmax_and_its_logarithm_agree_with_their_references(int width)
    {
        OperationCheck.Agrees([new(3, 2, width)], x => x[0].Softmax(), x => Reference(x[0]));
        OperationCheck.Agrees([new(3, 2, width)], x => x[0].LogSoftmax(), x => Reference(x[0]).Map(Math.Log));
    }

    [Fact]
    public void A_scalar_has_no_axis_to_be_shared()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var scope = engine.BeginScope();
        var scalar = engine.Full(Shape.Scalar, 1);
        Assert.Contains("Softmax", Assert.Throws<ArgumentException>(() => scalar.Softmax()).Message);
        Assert.Contains("LogSoftmax", Assert.Throws<ArgumentException>(() => scalar.LogSoftmax()).Message);
    }

    [Fact]
    public void Large_elements_do_not_overflow()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var scope = engine.BeginScope();
        var x = engine.From([1000f, 1000, -1000], 1, 3);
        Assert.Equal([0.5f, 0.5f, 0], x.Softmax().ToArray());
        Assert.Equal([-MathF.Log(2), -MathF.Log(2), -2000 - MathF.Log(2)], x.LogSoftmax().ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_row_of_nothing_but_minus_infinity_gives_zeros_and_no_gradient(int width)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var x = engine.Full(new Shape(2, width), float.NegativeInfinity).RequireGradient();
        x.AsSpan()[width] = 1;
        var y = x.Softmax();
        Assert.All(y.ToArray()[..width], p => Assert.Equal(0, p));
        Assert.Equal(1, y.ToArray()[width]);
        Assert.All(x.LogSoftmax().ToArray()[..width], p => Assert.Equal(float.NegativeInfinity, p));
        y.Backward(engine.Full(y.Shape, 1));
        Assert.All(x.Gradient!.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(900, 70)], x => x[0].Softmax());
        ThreadCheck.SameBytes([new(900, 70)], x => x[0].LogSoftmax());
    }

    [Fact]
    public void A_row_does_not_depend_on_its_neighbours()
    {
        ThreadCheck.SameRowsAlone(new Shape(3, 45), x => x.Softmax());
        ThreadCheck.SameRowsAlone(new Shape(3, 45), x => x.LogSoftmax());
    }

    private static DoubleArray Reference(DoubleArray x)
    {
        var y = x.Map(Math.Exp);
        var width = x.Shape[^1];
        for (var row = 0; row < x.Count; row += width)
        {
            var sum = y.Values[row..(row + width)].Sum();
            for (var i = row; i < row + width; i++)
                y[i] /= sum;
        }
        return y;
    }
}
