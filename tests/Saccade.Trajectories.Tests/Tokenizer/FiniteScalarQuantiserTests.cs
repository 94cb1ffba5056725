using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Trajectories.Tests.Tokenizer;

/// <summary>Codes and indices are the same thing, nothing lies outside of the levels, and gradients pass.</summary>
public sealed class FiniteScalarQuantiserTests : IDisposable
{
    private readonly Engine engine = new(new() { Threads = 1 });

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData(8, 5, 5, 5)]
    [InlineData(2, 3, 4, 7)]
    [InlineData(6)]
    public void Every_index_has_a_code_of_its_own_and_comes_back_exactly(params int[] levels)
    {
        var quantiser = new FiniteScalarQuantiser(levels);
        Assert.Equal(levels.Aggregate((a, b) => a * b), quantiser.Codes);
        var code = new float[levels.Length];
        var seen = new HashSet<string>();
        for (var index = 0; index < quantiser.Codes; index++)
        {
            quantiser.Code(index, code);
            Assert.All(code, value => Assert.InRange(value, -1, 1));
            Assert.True(seen.Add(string.Join(' ', code)));
            Assert.Equal(index, quantiser.Index(code));
        }
    }

    [Theory]
    [InlineData(8, 5, 5, 5)]
    [InlineData(2, 3, 6, 7)]
    public void What_is_quantised_is_exactly_the_code_of_its_index_and_every_level_is_reached(params int[] levels)
    {
        var quantiser = new FiniteScalarQuantiser(levels);
        using var scope = engine.BeginScope();
        const int Rows = 401;
        var z = engine.Empty(Rows, levels.Length);
        for (var i = 0; i < z.Count; i++)
            z.AsSpan()[i] = (i / levels.Length - Rows / 2) / 20f; // -10 to 10, the same in every number
        var codes = quantiser.Quantise(z).ToArray();
        var expected = new float[levels.Length];
        for (var row = 0; row < Rows; row++)
        {
            var code = codes.AsSpan(row * levels.Length, levels.Length);
            quantiser.Code(quantiser.Index(code), expected);
            Assert.Equal(expected, code.ToArray());
        }
        for (var k = 0; k < levels.Length; k++)
            Assert.Equal(levels[k], codes.Where((_, i) => i % levels.Length == k).Distinct().Count());
        Assert.All(codes.AsSpan(Rows / 2 * levels.Length, levels.Length).ToArray(), middle => Assert.Equal(0, middle));
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(8, 5, 5, 5)]
    [InlineData(2, 7)]
    public void Digits_mark_the_level_of_each_number_exactly(params int[] levels)
    {
        var quantiser = new FiniteScalarQuantiser(levels);
        using var scope = engine.BeginScope();
        var codes = engine.Empty(quantiser.Codes, levels.Length);
        for (var index = 0; index < quantiser.Codes; index++)
            quantiser.Code(index, codes.AsSpan().Slice(index * levels.Length, levels.Length));
        var digits = quantiser.ToDigits(codes).ToArray();
        for (var index = 0; index < quantiser.Codes; index++)
        {
            var (rest, expected) = (index, new List<float>());
            foreach (var level in levels)
            {
                expected.AddRange(Enumerable.Range(0, level).Select(l => l == rest % level ? 1f : 0));
                rest /= level;
            }
            Assert.Equal(expected, digits.AsSpan(index * quantiser.Digits, quantiser.Digits).ToArray());
        }
    }

    [Fact]
    public void The_gradient_passes_the_rounding_as_if_it_were_not_there()
    {
        var quantiser = new FiniteScalarQuantiser([8, 5]);
        var z = engine.Parameter(new Shape(3, 2));
        float[] values = [0.3f, -0.2f, 1.5f, 0.9f, -0.7f, 0];
        values.CopyTo(z.AsSpan());
        using var step = engine.BeginStep(0);
        quantiser.Quantise(z).Sum().Backward();
        var gradient = z.Gradient!.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            // d/dz of reach tanh(z + shift) over half the levels, without the rounding.
            var (reach, offset, half) = i % 2 == 0 ? (3.5 * 0.999, 0.5, 4) : (2 * 0.999, 0.0, 2);
            var tanh = Math.Tanh(values[i] + Math.Tan(offset / reach));
            Assert.Equal(reach * (1 - tanh * tanh) / half, gradient[i], 1e-5);
        }
    }

    [Theory]
    [InlineData]
    [InlineData(5, 1)]
    [InlineData(256, 256, 256, 256)]
    public void Levels_that_make_no_codes_are_refused(params int[] levels) =>
        Assert.Contains("levels", Assert.Throws<ArgumentException>(() => new FiniteScalarQuantiser(levels)).Message);
}
