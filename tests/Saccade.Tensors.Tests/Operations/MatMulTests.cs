using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class MatMulTests
{
    public static TheoryData<bool, bool, int> Cases => new()
    {
        { false, false, 1 }, { false, true, 3 }, { true, false, 2 }, { true, true, 5 }, { false, true, 6 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void MatMul_agrees_with_its_reference(bool transposeA, bool transposeB, int batches)
    {
        const int m = 7, n = 9, k = 8;
        OperationCheck.Agrees(
            [transposeA ? new(batches, k, m) : new(batches, m, k), transposeB ? new(batches, n, k) : new(batches, k, n)],
            x => x[0].MatMul(x[1], transposeA, transposeB),
            x => Reference(x[0], x[1], transposeA, transposeB));
    }

    [Fact]
    public void An_operand_without_batch_axes_serves_every_batch() =>
        OperationCheck.Agrees([new(5, 3, 4), new(4, 6)], x => x[0].MatMul(x[1]), x =>
            Reference(x[0], new DoubleArray(new Shape(5, 4, 6), [.. Enumerable.Repeat(x[1].Values, 5).SelectMany(v => v)]), false, false));

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        var exception = Assert.Throws<ArgumentException>(() => engine.Zeros(2, 3).MatMul(engine.Zeros(4, 5)));
        Assert.Contains("[2, 3]", exception.Message);
        Assert.Contains("[4, 5]", exception.Message);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9, 7, 31)]
    [InlineData(33, 40, 8)]
    public void Linear_agrees_with_its_reference(int rows, int outputs, int inputs)
    {
        foreach (var activation in Enum.GetValues<Activation>())
            OperationCheck.Agrees(
                [new(rows, inputs), new(outputs, inputs), new(outputs)],
                x => x[0].Linear(x[1], x[2], activation),
                x =>
                {
                    var y = new DoubleArray(rows, outputs);
                    for (var i = 0; i < rows; i++)
                        for (var j = 0; j < outputs; j++)
                        {
                            var sum = x[2][j];
                            for (var p = 0; p < inputs; p++)
                                sum += x[0][i, p] * x[1][j, p];
                            y[i, j] = ActivationReference.Of(activation, sum);
                        }
                    return y;
                });
    }

    [Fact]
    public void Dropout_after_the_activation_drops_the_share_and_scales_the_rest()
    {
        using var engine = new Engine();
        var x = engine.Full(new Shape(200, 8), 1).RequireGradient();
        var weight = engine.Full(new Shape(50, 8), 0.5f);
        using var step = engine.BeginStep(3);
        var y = x.Linear(weight, engine.Zeros(50), Activation.Relu, dropout: 0.25f);
        var values = y.ToArray();
        Assert.All(values, v => Assert.True(v is 0 or > 5.33f and < 5.34f));
        Assert.InRange(values.Count(v => v == 0) / 10000.0, 0.23, 0.27);
        y.Backward(engine.Full(y.Shape, 1));
        // dx = the sum over kept outputs of weight / (1 - p).
        for (var row = 0; row < 200; row++)
            Assert.Equal(values.Skip(row * 50).Take(50).Count(v => v > 0) * 0.5f / 0.75f, x.Gradient!.AsSpan()[row * 8], 1e-3f);
    }

    private static DoubleArray Reference(DoubleArray a, DoubleArray b, bool transposeA, bool transposeB)
    {
        int batches = a.Shape[0], m = a.Shape[transposeA ? 2 : 1], k = a.Shape[transposeA ? 1 : 2], n = b.Shape[transposeB ? 1 : 2];
        var y = new DoubleArray(batches, m, n);
        for (var batch = 0; batch < batches; batch++)
            for (var i = 0; i < m; i++)
                for (var j = 0; j < n; j++)
                    for (var p = 0; p < k; p++)
                        y[batch, i, j] += (transposeA ? a[batch, p, i] : a[batch, i, p]) * (transposeB ? b[batch, j, p] : b[batch, p, j]);
        return y;
    }
}
