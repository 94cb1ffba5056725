using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class ShapeOperationTests
{
    [Theory]
    [InlineData(new[] { 7, 9 }, new[] { 1, 0 })]
    [InlineData(new[] { 33, 31 }, new[] { 1, 0 })]
    [InlineData(new[] { 16, 48 }, new[] { 1, 0 })]
    [InlineData(new[] { 2, 3, 4, 5 }, new[] { 0, 2, 1, 3 })]
    [InlineData(new[] { 2, 3, 4, 5 }, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { 2, 17, 3, 18 }, new[] { 0, 2, 3, 1 })]
    [InlineData(new[] { 2, 1, 8, 3 }, new[] { 2, 3, 1, 0 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 0, 1, -1 })]
    public void Permutations_agree_with_their_reference(int[] shape, int[] order) =>
        OperationCheck.Agrees([new(shape)], x => x[0].Permute(order), x => Permute(x[0], order));

    [Fact]
    public void Transpose_swaps_two_axes() =>
        OperationCheck.Agrees([new(2, 3, 9)], x => x[0].Transpose(-1, 0), x => Permute(x[0], [2, 1, 0]));

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 2, 5)]
    [InlineData(-1, 0, 8)]
    public void Slices_agree_with_their_reference(int axis, int start, int length) =>
        OperationCheck.Agrees([new(4, 7, 9)], x => x[0].Slice(axis, start, length), x => Pick(x[0], axis, [.. Enumerable.Range(start, length)]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Parts_of_a_split_joined_in_another_order_agree_with_their_reference(int axis) =>
        OperationCheck.Agrees(
            [new(7, 7, 7)],
            x =>
            {
                var parts = x[0].Split(axis, 1, 4, 2);
                return new[] { parts[2], parts[0], parts[1], parts[0] }.Concat(axis);
            },
            x => Pick(x[0], axis, [5, 6, 0, 1, 2, 3, 4, 0]));

    [Fact]
    public void Stack_joins_along_a_new_axis() =>
        OperationCheck.Agrees([new(3, 1, 5)], x => new[] { x[0].Squeeze(1), x[0].Squeeze(1) }.Stack(1), x => Pick(x[0], 1, [0, 0]));

    [Fact]
    public void Padding_adds_zeros_on_the_sides_asked_for() =>
        OperationCheck.Agrees([new(2, 7, 3)], x => x[0].Pad((2, 0), (0, 1)), x => Pick(Pick(x[0], 1, [-1, -1, 0, 1, 2, 3, 4, 5, 6]), 2, [0, 1, 2, -1]));

    [Fact]
    public void Expand_and_repeat_agree_with_their_references()
    {
        OperationCheck.Agrees([new(2, 1, 9)], x => x[0].Expand(new Shape(2, 3, 9)), x => Pick(x[0], 1, [0, 0, 0]));
        OperationCheck.Agrees([new(2, 3)], x => x[0].Repeat(1, 2), x => Pick(x[0], 1, [0, 1, 2, 0, 1, 2]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var x = engine.Zeros(2, 3);
        Assert.Throws<ArgumentException>(() => x.Permute(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(1, 2, 2));
        Assert.Throws<ArgumentException>(() => x.Split(1, 1, 1));
        Assert.Throws<ArgumentException>(() => x.Squeeze(0));
        Assert.Contains("[3, 3]", Assert.Throws<ArgumentException>(() => new[] { x, engine.Zeros(3, 3) }.Concat(1)).Message);
        Assert.Throws<ArgumentException>(() => x.Expand(new Shape(2, 1)));
    }

    /// <summary>The elements at the given indices along an axis; -1 stands for a zero.</summary>
    private static DoubleArray Pick(DoubleArray x, int axis, int[] indices)
    {
        axis = x.Shape.Axis(axis);
        int outer = x.Shape.Product(0, axis), n = x.Shape[axis], inner = x.Shape.Product(axis + 1, x.Shape.Rank);
        var shape = x.Shape.With(axis, indices.Length);
        var values = new double[shape.Count];
        for (var o = 0; o < outer; o++)
            for (var j = 0; j < indices.Length; j++)
                for (var i = 0; i < inner; i++)
                    values[(o * indices.Length + j) * inner + i] = indices[j] < 0 ? 0 : x[(o * n + indices[j]) * inner + i];
        return new DoubleArray(shape, values);
    }

    private static DoubleArray Permute(DoubleArray x, int[] order)
    {
        var axes = order.Select(a => x.Shape.Axis(a)).ToArray();
        var y = new DoubleArray(axes.Select(a => x.Shape[a]).ToArray());
        var index = new int[axes.Length];
        for (var i = 0; i < y.Count; i++)
        {
            var rest = i;
            for (var j = axes.Length - 1; j >= 0; j--)
            {
                index[axes[j]] = rest % y.Shape[j];
                rest /= y.Shape[j];
            }
            var flat = 0;
            for (var axis = 0; axis < index.Length; axis++)
                flat = flat * x.Shape[axis] + index[axis];
            y[i] = x[flat];
        }
        return y;
    }
}
