using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class IndexingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(33)]
    [InlineData(130)]
    public void Embedding_and_its_repeated_rows_agree_with_their_reference(int dimension)
    {
        int[] tokens = [3, 0, 3, 3, 1, 4];
        OperationCheck.Agrees(
            [new(5, dimension)],
            x => x[0].Embedding(x[0].Engine.From(tokens, 2, 3)),
            x =>
            {
                var y = new DoubleArray(2, 3, dimension);
                for (var i = 0; i < y.Count; i++)
                    y[i] = x[0][tokens[i / dimension], i % dimension];
                return y;
            });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Gather_and_scatter_add_agree_with_their_references(int axis)
    {
        var x = new Shape(3, 4, 5);
        var taken = x.With(axis, 7);
        var indices = Enumerable.Range(0, taken.Count).Select(i => i * 5 % 7 % x[axis]).ToArray();
        OperationCheck.Agrees([x], t => t[0].Gather(axis, Indices(t[0].Engine)), t =>
        {
            var y = new DoubleArray(taken[0], taken[1], taken[2]);
            for (var i = 0; i < y.Count; i++)
                y[i] = t[0][Source(i)];
            return y;
        });
        OperationCheck.Agrees([x, taken], t => t[0].ScatterAdd(axis, Indices(t[0].Engine), t[1]), t =>
        {
            var y = t[0].Clone();
            for (var i = 0; i < taken.Count; i++)
                y[Source(i)] += t[1][i];
            return y;
        });

        IntTensor Indices(Engine engine) => engine.From(indices, taken[0], taken[1], taken[2]);

        int Source(int i)
        {
            int[] at = [i / taken[2] / taken[1], i / taken[2] % taken[1], i % taken[2]];
            at[axis] = indices[i];
            return (at[0] * x[1] + at[1]) * x[2] + at[2];
        }
    }

    [Fact]
    public void Where_and_masked_fill_agree_with_their_references()
    {
        float[] mask = [1, 0, 0, 1, 1];
        OperationCheck.Agrees([new(3, 5), new(3, 1)], x => x[0].Engine.From(mask, 5).Where(x[0], x[1]), x =>
        {
            var y = new DoubleArray(3, 5);
            for (var i = 0; i < y.Count; i++)
                y[i] = mask[i % 5] != 0 ? x[0][i] : x[1][i / 5];
            return y;
        });
        OperationCheck.Agrees([new(3, 5)], x => x[0].MaskedFill(x[0].Engine.From(mask, 5), -2), x =>
        {
            var y = x[0].Clone();
            for (var i = 0; i < y.Count; i++)
                y[i] = mask[i % 5] != 0 ? -2 : y[i];
            return y;
        });
    }

    [Fact]
    public void What_a_mask_leaves_out_has_no_influence()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var x = engine.From([float.NaN, 2], 2).RequireGradient();
        var y = engine.From([0f, 1], 2).Where(x, engine.Zeros(2));
        Assert.Equal([0, 2], y.ToArray());
        y.Sum().Backward();
        Assert.Equal([0, 1], x.Gradient!.ToArray());
    }

    [Fact]
    public void Rounding_lets_the_gradient_through_and_stop_gradient_does_not()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var x = engine.From([0.4f, 1.6f], 2).RequireGradient();
        var rounded = x.RoundStraightThrough();
        Assert.Equal([0, 2], rounded.ToArray());
        (rounded * 3 + x.StopGradient() * 5).Sum().Backward();
        Assert.Equal([3, 3], x.Gradient!.ToArray());
    }

    [Fact]
    public void One_hot_vectors_have_their_one_at_the_index()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        Assert.Equal([0, 0, 1, 1, 0, 0], engine.From([2, 0], 2).OneHot(3).ToArray());
    }

    [Fact]
    public void An_index_out_of_range_is_named_with_its_position_and_the_range()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var x = engine.Zeros(4, 2);
        foreach (var action in new Action[]
        {
            () => x.Embedding(engine.From([0, 9, 1], 3)),
            () => engine.From([0, 9, 1], 3).OneHot(4),
            () => engine.Zeros(4).Gather(0, engine.From([0, 9, 1], 3)),
            () => engine.Zeros(4).ScatterAdd(0, engine.From([0, 9, 1], 3), engine.Zeros(3)),
        })
        {
            var message = Assert.Throws<ArgumentOutOfRangeException>(action).Message;
            Assert.Contains("index 9 at position 1", message);
            Assert.Contains("[0, 4)", message);
        }
    }

    [Fact]
    public void Drop_path_keeps_or_drops_whole_samples_and_their_gradients()
    {
        using var engine = new Engine(new EngineOptions { Seed = 3 });
        using var step = engine.BeginStep(0);
        var x = engine.Full(new Shape(1000, 3), 1).RequireGradient();
        Assert.Same(x, x.DropPath(0));
        var y = x.DropPath(0.25f);
        var values = y.ToArray();
        y.Sum().Backward();
        Assert.Equal(values, x.Gradient!.ToArray());
        var kept = 0;
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(values[3 * i] == 0 || Math.Abs(values[3 * i] - 4f / 3) < 1e-6, $"Sample {i} was scaled by {values[3 * i]}.");
            Assert.Equal(values[3 * i], values[3 * i + 1]);
            Assert.Equal(values[3 * i], values[3 * i + 2]);
            kept += values[3 * i] == 0 ? 0 : 1;
        }
        Assert.InRange(kept, 700, 800);
    }
}
