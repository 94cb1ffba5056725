using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests;

public class KeyValueCacheTests
{
    private const int Samples = 2, Tokens = 37, Columns = 12;

    private static readonly AttentionOptions Options = new() { Heads = 3 };

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(Tokens)]
    public void Step_by_step_equals_the_full_causal_pass(int stride)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var cache = new KeyValueCache(engine, Samples, Tokens + 3, Columns);
        foreach (var salt in new uint[] { 1, 5 })
        {
            // The second sequence finds the cache cleared of the first.
            cache.Clear();
            using var scope = engine.BeginScope();
            var (q, k, v) = (GoldenFile.Values(salt, Count), GoldenFile.Values(salt + 1, Count), GoldenFile.Values(salt + 2, Count));
            var full = Rows(engine, q, 0, Tokens).Attention(Rows(engine, k, 0, Tokens), Rows(engine, v, 0, Tokens), Options with { Causal = true }).ToArray();
            for (var first = 0; first < Tokens; first += stride)
            {
                var steps = Math.Min(stride, Tokens - first);
                var y = cache.Attention(Rows(engine, q, first, steps), Rows(engine, k, first, steps), Rows(engine, v, first, steps), Options);
                Assert.Equal(first + steps, cache.Length);
                OperationCheck.Compare($"steps from {first}", Array.ConvertAll(Rows(engine, full, first, steps).ToArray(), x => (double)x), y.ToArray(), 1e-6);
            }
        }
    }

    [Fact]
    public void Steps_that_are_forgotten_are_seen_no_more_and_the_others_are()
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var scope = engine.BeginScope();
        var (q, k, v) = (GoldenFile.Values(1, Count), GoldenFile.Values(2, Count), GoldenFile.Values(3, Count));
        var (cache, fresh) = (new KeyValueCache(engine, Samples, 8, Columns), new KeyValueCache(engine, Samples, 8, Columns));
        cache.Attention(Rows(engine, q, 0, 8), Rows(engine, k, 0, 8), Rows(engine, v, 0, 8), Options);
        cache.Forget(5);
        fresh.Attention(Rows(engine, q, 5, 3), Rows(engine, k, 5, 3), Rows(engine, v, 5, 3), Options);
        Assert.Equal(3, cache.Length);
        Assert.Equal(
            fresh.Attention(Rows(engine, q, 8, 2), Rows(engine, k, 8, 2), Rows(engine, v, 8, 2), Options).ToArray(),
            cache.Attention(Rows(engine, q, 8, 2), Rows(engine, k, 8, 2), Rows(engine, v, 8, 2), Options).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => cache.Forget(6));
    }

    [Fact]
    public void A_full_cache_says_so_and_keeps_what_it_holds()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var cache = new KeyValueCache(engine, 1, 2, 4);
        var rows = engine.Zeros(1, 2, 4);
        cache.Attention(rows, rows, rows, Options with { Heads = 1 });
        var one = engine.Zeros(1, 1, 4);
        var exception = Assert.Throws<InvalidOperationException>(() => cache.Attention(one, one, one, Options with { Heads = 1 }));
        Assert.Contains("2 of 2", exception.Message);
        Assert.Equal(2, cache.Length);
    }

    [Fact]
    public void A_cache_refuses_to_be_trained_through()
    {
        using var engine = new Engine();
        var cache = new KeyValueCache(engine, 1, 2, 4);
        using var step = engine.BeginStep(0);
        var one = engine.Zeros(1, 1, 4);
        Assert.Throws<InvalidOperationException>(() => cache.Attention(one, one, one, Options with { Heads = 1 }));
    }

    private static int Count => Samples * Tokens * Columns;

    private static Tensor Rows(Engine engine, float[] values, int first, int count)
    {
        var rows = engine.Empty(Samples, count, Columns);
        for (var sample = 0; sample < Samples; sample++)
            values.AsSpan((sample * Tokens + first) * Columns, count * Columns).CopyTo(rows.AsSpan()[(sample * count * Columns)..]);
        return rows;
    }
}
