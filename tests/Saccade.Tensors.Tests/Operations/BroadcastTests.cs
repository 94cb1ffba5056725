using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class BroadcastTests
{
    public static TheoryData<int[], int[]> Shapes => new()
    {
        { [5, 7], [5, 7] },
        { [3, 33], [33] },
        { [33], [3, 33] },
        { [2, 3, 9], [] },
        { [1], [4, 8] },
        { [2, 3, 4, 5], [3, 1, 1] },
        { [2, 1, 3, 1], [4, 1, 31] },
        { [3, 1], [1, 7] },
        { [2, 3, 1], [2, 3, 8] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Arithmetic_of_two_broadcast_tensors_agrees_with_its_reference(int[] a, int[] b)
    {
        Check((x, y) => x + y, (x, y) => x + y);
        Check((x, y) => x - y, (x, y) => x - y);
        Check((x, y) => x * y, (x, y) => x * y);
        Check((x, y) => x / y, (x, y) => x / y);
        Check((x, y) => x.Maximum(y), Math.Max);
        Check((x, y) => x.Minimum(y), Math.Min);

        void Check(Func<Tensor, Tensor, Tensor> operation, Func<double, double, double> reference) =>
            OperationCheck.Agrees(
                [new(a), new(b)],
                x => operation(x[0], x[1]),
                x => Apply(x[0], x[1], reference),
                transform: v => v + 0.7 * Math.Sign(v));
    }

    [Fact]
    public void A_tensor_added_to_itself_gets_both_gradients()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var x = engine.From([1f, 2f], 2).RequireGradient();
        var doubled = x + x;
        (doubled * doubled + doubled).Sum().Backward();
        Assert.Equal([10, 18], x.Gradient!.ToArray());
    }

    [Fact]
    public void Large_arrays_broadcast_across_chunks()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        var y = (engine.Full(new Shape(3, 40_001), 2) * engine.From([1f, 2, 3], 3, 1)).ToArray();
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(2f * (i / 40_001 + 1), y[i]);
    }

    [Fact]
    public void Shapes_that_do_not_match_are_both_named()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var exception = Assert.Throws<ArgumentException>(() => engine.Zeros(2, 3) + engine.Zeros(4));
        Assert.Contains("[2, 3]", exception.Message);
        Assert.Contains("[4]", exception.Message);
    }

    private static DoubleArray Apply(DoubleArray a, DoubleArray b, Func<double, double, double> function)
    {
        var rank = Math.Max(a.Shape.Rank, b.Shape.Rank);
        var extents = new int[rank];
        for (var axis = 0; axis < rank; axis++)
            extents[axis] = Math.Max(Extent(a, axis), Extent(b, axis));
        var y = new DoubleArray(extents);
        var index = new int[rank];
        for (var i = 0; i < y.Count; i++)
        {
            for (int axis = rank - 1, rest = i; axis >= 0; rest /= extents[axis], axis--)
                index[axis] = rest % extents[axis];
            y[i] = function(At(a), At(b));
        }
        return y;

        int Extent(DoubleArray x, int axis) => axis < rank - x.Shape.Rank ? 1 : x.Shape[axis - rank + x.Shape.Rank];

        double At(DoubleArray x)
        {
            var flat = 0;
            for (var axis = 0; axis < rank; axis++)
                flat = flat * Extent(x, axis) + (Extent(x, axis) == 1 ? 0 : index[axis]);
            return x[flat];
        }
    }
}
