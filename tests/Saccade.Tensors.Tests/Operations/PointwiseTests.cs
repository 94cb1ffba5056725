using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class PointwiseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Functions_of_one_element_agree_with_their_references(int size)
    {
        Check(x => x.Gelu(), v => v * 0.5 * (1 + VectorMathTests.Erf(v / Math.Sqrt(2))));
        Check(x => x.Silu(), v => v / (1 + Math.Exp(-v)));
        Check(x => x.Tanh(), Math.Tanh);
        Check(x => x.Sigmoid(), v => 1 / (1 + Math.Exp(-v)));
        Check(x => x.Exp(), Math.Exp);
        Check(x => x.Log(), Math.Log, v => Math.Abs(v) + 0.2);
        Check(x => x.Sqrt(), Math.Sqrt, v => Math.Abs(v) + 0.2);
        Check(x => x.Abs(), Math.Abs, v => v + 0.01 * Math.Sign(v));
        Check(x => x.Square(), v => v * v);
        Check(x => x.Negate(), v => -v);
        Check(x => x.Reciprocal(), v => 1 / v, v => v + 0.5 * Math.Sign(v));
        Check(x => x.ScaleShift(-1.5f, 0.25f), v => -1.5 * v + 0.25);
        Check(x => x.Clamp(-0.5f, 0.75f), v => Math.Clamp(v, -0.5, 0.75), v => Math.Round(v, 1) + 0.02);
        Check(x => 2 / (3 - x * 0.1f + 1) - 5, v => 2 / (4 - 0.1 * v) - 5);

        void Check(Func<Tensor, Tensor> operation, Func<double, double> reference, Func<double, double>? transform = null) =>
            OperationCheck.Agrees([new(3, size)], x => operation(x[0]), x => x[0].Map(reference), transform: transform);
    }

    [Fact]
    public void Clamp_refuses_an_empty_interval()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        Assert.Throws<ArgumentException>(() => engine.Zeros(2).Clamp(1, 0));
    }
}
