using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class ReductionTests
{
    public static TheoryData<int[], int[]> Cases => new()
    {
        { [33], [0] },
        { [3, 1], [1] },
        { [5, 31], [1] },
        { [5, 31], [0] },
        { [2, 3, 2, 4], [0, 2, 3] },
        { [2, 7, 1, 5], [1, 3] },
        { [2, 7, 9], [-2] },
        { [4, 3, 5], [] },
        { [70, 3], [0] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reductions_agree_with_their_references(int[] shape, int[] axes)
    {
        foreach (var keep in new[] { false, true })
        {
            Check(x => x.Sum(axes, keep), v => v.Sum());
            Check(x => x.Mean(axes, keep), v => v.Average());
            Check(x => x.Max(axes, keep), v => v.Max());
            Check(x => x.L1Norm(axes, keep), v => v.Sum(Math.Abs), v => v + 0.01 * Math.Sign(v));
            Check(x => x.L2Norm(axes, keep), v => Math.Sqrt(v.Sum(e => e * e)), v => v + 0.2 * Math.Sign(v));
            Check(x => x.Variance(axes, keep, correction: 0), v => v.Sum(e => Math.Pow(e - v.Average(), 2)) / v.Count);
            if (axes.Length == 1)
                Check(x => x.LogSumExp(axes[0], keep), v => Math.Log(v.Sum(Math.Exp)));

            void Check(Func<Tensor, Tensor> operation, Func<List<double>, double> reference, Func<double, double>? transform = null) =>
                OperationCheck.Agrees([new(shape)], x => operation(x[0]), x => Reduce(x[0], axes, keep, reference), transform: transform);
        }
    }

    [Fact]
    public void The_gradient_of_a_maximum_goes_to_the_first_one()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var x = engine.From([1f, 3, 3, 2], 4).RequireGradient();
        x.Max([0]).Backward();
        Assert.Equal([0, 1, 0, 0], x.Gradient!.ToArray());
    }

    [Fact]
    public void The_index_of_the_maximum_is_that_of_the_first_one()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var x = engine.From([1f, 5, 5, 0, 7, -1], 2, 3);
        Assert.Equal([1, 1], x.ArgMax(-1).ToArray());
        Assert.Equal([0, 1, 0], x.ArgMax(0).ToArray());
    }

    [Fact]
    public void A_row_of_infinities_has_a_minus_infinite_log_sum_and_no_gradient()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var x = engine.From([float.NegativeInfinity, float.NegativeInfinity, 0, 0], 2, 2).RequireGradient();
        var y = x.LogSumExp(1);
        y.Backward(engine.From([1f, 1], 2));
        Assert.Equal([float.NegativeInfinity, MathF.Log(2)], y.ToArray());
        Assert.Equal([0, 0, 0.5f, 0.5f], x.Gradient!.ToArray());
    }

    [Fact]
    public void Long_sums_stay_precise()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        Assert.Equal(100_000, engine.Full(new Shape(1_000_000), 0.1f).Sum().Item(), 0.2);
    }

    [Fact]
    public void A_row_sum_does_not_depend_on_other_rows()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        var values = Enumerable.Range(0, 16 * 5001).Select(i => MathF.Sin(i)).ToArray();
        var together = engine.From(values, 16, 5001).Sum([1]).ToArray();
        for (var row = 0; row < 16; row++)
            Assert.Equal(together[row], engine.From(values.AsSpan(row * 5001, 5001), 1, 5001).Sum([1]).Item());
    }

    private static DoubleArray Reduce(DoubleArray x, int[] axes, bool keep, Func<List<double>, double> function)
    {
        var rank = x.Shape.Rank;
        var reduced = axes.Length == 0 ? [.. Enumerable.Range(0, rank)] : axes.Select(a => a < 0 ? a + rank : a).ToArray();
        var groups = new SortedDictionary<int, List<double>>();
        for (var i = 0; i < x.Count; i++)
        {
            int target = 0, rest = i, scale = 1;
            for (var axis = rank - 1; axis >= 0; axis--)
            {
                if (!reduced.Contains(axis))
                {
                    target += rest % x.Shape[axis] * scale;
                    scale *= x.Shape[axis];
                }
                rest /= x.Shape[axis];
            }
            if (!groups.TryGetValue(target, out var group))
                groups.Add(target, group = []);
            group.Add(x[i]);
        }
        var extents = new List<int>();
        for (var axis = 0; axis < rank; axis++)
        {
            if (!reduced.Contains(axis))
                extents.Add(x.Shape[axis]);
            else if (keep)
                extents.Add(1);
        }
        return new DoubleArray(new Shape(extents.ToArray()), groups.Values.Select(function).ToArray());
    }
}
