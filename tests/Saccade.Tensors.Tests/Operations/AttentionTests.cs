using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class AttentionTests
{
    /// <summary>Samples, heads, queries, keys, columns of a head: around the tile's width and height, several blocks, heads wider than a tile.</summary>
    public static TheoryData<int, int, int, int, int> Sizes => new()
    {
        { 1, 1, 1, 1, 1 }, { 2, 2, 7, 9, 8 }, { 1, 3, 9, 1, 7 }, { 1, 1, 31, 15, 3 }, { 1, 1, 33, 40, 2 }, { 1, 1, 70, 45, 1 }, { 1, 2, 3, 4, 33 },
        { 1, 1, 2, 5, 70 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Attention_agrees_with_its_reference(int samples, int heads, int queries, int keys, int size) =>
        OperationCheck.Agrees(
            [new(samples, queries, heads * size), new(samples, keys, heads * size), new(samples, keys, heads * size)],
            x => x[0].Attention(x[1], x[2], new AttentionOptions { Heads = heads }),
            x => new AttentionReference(heads).Output(x[0], x[1], x[2]));

    [Theory]
    [InlineData(2, 2, 7, 9, 8)]
    [InlineData(1, 1, 33, 15, 3)]
    [InlineData(1, 2, 3, 4, 33)]
    public void Attention_with_weights_agrees_with_its_reference(int samples, int heads, int queries, int keys, int size)
    {
        Shape[] shapes = [new(samples, queries, heads * size), new(samples, keys, heads * size), new(samples, keys, heads * size)];
        var options = new AttentionOptions { Heads = heads };
        OperationCheck.Agrees(shapes, x => x[0].AttentionWithWeights(x[1], x[2], options).Output, x => new AttentionReference(heads).Output(x[0], x[1], x[2]));
        OperationCheck.Agrees(shapes[..2], x => x[0].AttentionWithWeights(x[1], x[1], options).Weights, x => new AttentionReference(heads).Weights(x[0], x[1]));
    }

    public static TheoryData<string> Settings => new() { "causal", "offset", "mask", "causal mask", "scale", "dropout", "everything" };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_agrees_with_the_reference(string setting)
    {
        const int heads = 2, queries = 34, keys = 21, size = 2;
        Shape[] shapes = [new(2, queries, heads * size), new(2, keys, heads * size), new(2, keys, heads * size)];
        var reference = Reference(setting, 2 * keys);
        OperationCheck.Agrees(shapes, x => x[0].Attention(x[1], x[2], Options(x[0].Engine, reference, keys)), x => reference.Output(x[0], x[1], x[2]));
    }

    [Theory]
    [InlineData("causal")]
    [InlineData("everything")]
    public void A_packed_projection_agrees_with_the_reference(string setting)
    {
        const int heads = 2, tokens = 11, size = 3;
        var reference = Reference(setting, 2 * tokens);
        OperationCheck.Agrees(
            [new(2, tokens, 3 * heads * size)], x => x[0].Attention(Options(x[0].Engine, reference, tokens)), x => reference.PackedOutput(x[0]));
    }

    [Fact]
    public void One_tensor_may_be_queries_keys_and_values() =>
        OperationCheck.Agrees(
            [new(1, 13, 8)], x => x[0].Attention(x[0], x[0], new AttentionOptions { Heads = 2 }), x => new AttentionReference(2).Output(x[0], x[0], x[0]));

    [Fact]
    public void Large_scores_neither_overflow_nor_lose_precision() =>
        OperationCheck.Agrees(
            [new(1, 40, 4), new(1, 40, 4), new(1, 40, 4)],
            x => x[0].Attention(x[1], x[2], new AttentionOptions { Heads = 1, Scale = 60 }),
            x => new AttentionReference(1) { Scale = 60 }.Output(x[0], x[1], x[2]),
            tolerance: 2e-4,
            differentiable: 0);

    /// <summary>Output and gradients: with this, what the reference says of the one holds for the other.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void The_fused_output_equals_the_one_with_weights(string setting)
    {
        const int tokens = 100;
        var reference = Reference(setting, 2 * tokens);
        float[] Run(bool weights)
        {
            using var engine = new Engine(new EngineOptions { Threads = 2 });
            using var step = engine.BeginStep(0);
            var qkv = GoldenFile.Tensor(engine, 1, 2, tokens, 96).RequireGradient();
            var options = Options(engine, reference, tokens);
            var y = weights ? qkv.AttentionWithWeights(options).Output : qkv.Attention(options);
            var output = y.ToArray();
            y.Backward(GoldenFile.Tensor(engine, 2, 2, tokens, 32));
            return [.. output, .. qkv.Gradient!.ToArray()];
        }
        OperationCheck.Compare(setting, Array.ConvertAll(Run(weights: true), v => (double)v), Run(weights: false), 1e-6);
    }

    [Fact]
    public void A_loss_on_the_weights_trains_queries_and_keys()
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var qkv = GoldenFile.Tensor(engine, 1, 1, 6, 12).RequireGradient();
        var (_, weights) = qkv.AttentionWithWeights(new AttentionOptions { Heads = 2 });
        weights.Backward(GoldenFile.Tensor(engine, 2, 1, 2, 6, 6));
        for (var i = 0; i < qkv.Count; i++)
            Assert.Equal(i % 12 < 8, qkv.Gradient!.AsSpan()[i] != 0);
    }

    [Fact]
    public void A_query_without_any_key_gives_zeros_and_zero_gradients()
    {
        foreach (var weights in new[] { false, true })
        {
            using var engine = new Engine();
            using var step = engine.BeginStep(0);
            var qkv = GoldenFile.Tensor(engine, 1, 2, 5, 12).RequireGradient();
            // Sample 0 sees nothing; in sample 1 the causal mask leaves query 0 nothing, since key 0 is masked.
            var options = new AttentionOptions { Heads = 1, Causal = true, KeyMask = engine.From([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 2, 5) };
            var y = weights ? qkv.AttentionWithWeights(options).Output : qkv.Attention(options);
            var output = y.ToArray();
            y.Backward(GoldenFile.Tensor(engine, 2, 2, 5, 4));
            Assert.All(output[..24], value => Assert.Equal(0, value));
            Assert.All(output[24..], value => Assert.True(float.IsFinite(value) && value != 0));
            Assert.All(qkv.Gradient!.ToArray()[..72], value => Assert.Equal(0, value));
            Assert.All(qkv.Gradient!.ToArray(), value => Assert.True(float.IsFinite(value)));
        }
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("causal")]
    public void The_number_of_threads_does_not_change_a_byte(string setting)
    {
        var reference = Reference(setting, 4 * 70);
        ThreadCheck.SameBytes([new(4, 70, 3 * 64)], x => x[0].Attention(Options(x[0].Engine, reference, 70)));
        ThreadCheck.SameBytes([new(4, 70, 3 * 64)], x => x[0].AttentionWithWeights(Options(x[0].Engine, reference, 70)).Output);
    }

    [Fact]
    public void A_sample_does_not_depend_on_its_batch()
    {
        ThreadCheck.SameRowsAlone(new Shape(37, 3 * 24), x => x.Attention(new AttentionOptions { Heads = 2, Causal = true }));
        ThreadCheck.SameRowsAlone(new Shape(37, 3 * 24), x => x.AttentionWithWeights(new AttentionOptions { Heads = 2 }).Output);
    }

    [Fact]
    public void Dropout_is_without_effect_in_inference()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var qkv = GoldenFile.Tensor(engine, 1, 2, 10, 24);
        var plain = new AttentionOptions { Heads = 2 };
        Assert.Equal(qkv.Attention(plain).ToArray(), qkv.Attention(plain with { Dropout = 0.5f }).ToArray());
    }

    [Fact]
    public void Attention_agrees_with_PyTorch()
    {
        var golden = new GoldenFile("attention");
        GoldenCheck.Agrees(golden, "packed", [new(2, 9, 48)], x => x[0].Attention(new AttentionOptions { Heads = 2 }));
        GoldenCheck.Agrees(golden, "causal", [new(1, 34, 24)], x => x[0].Attention(new AttentionOptions { Heads = 1, Causal = true }));
        var mask = Enumerable.Range(0, 18).Select(i => i % 4 == 1 ? 0 : 1).ToArray();
        GoldenCheck.Agrees(golden, "cross", [new(2, 5, 21), new(2, 9, 21), new(2, 9, 21)], x =>
            x[0].Attention(x[1], x[2], new AttentionOptions { Heads = 3, KeyMask = x[0].Engine.From(mask, 2, 9) }));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var engine = new Engine();
        Assert.Contains("5 heads", Assert.Throws<ArgumentException>(() => engine.Zeros(1, 2, 36).Attention(new AttentionOptions { Heads = 5 })).Message);
        Assert.Contains("[1, 2, 35]", Assert.Throws<ArgumentException>(() => engine.Zeros(1, 2, 35).Attention(new AttentionOptions { Heads = 1 })).Message);
        Assert.Contains("[2, 2]", Assert.Throws<ArgumentException>(() =>
            engine.Zeros(1, 2, 36).Attention(new AttentionOptions { Heads = 1, KeyMask = engine.From([1, 1, 1, 1], 2, 2) })).Message);
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 2, 8).Attention(engine.Zeros(1, 3, 8), engine.Zeros(1, 4, 8), new AttentionOptions { Heads = 1 }));
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 2, 36).Attention(new AttentionOptions { Heads = 1, QueryOffset = 1 }));
    }

    private static AttentionReference Reference(string setting, int masked)
    {
        var mask = Enumerable.Range(0, masked).Select(i => i * 7 % 5 == 1 ? 0 : 1).ToArray();
        return setting switch
        {
            "causal" => new AttentionReference(2) { CausalOffset = 0 },
            "offset" => new AttentionReference(2) { CausalOffset = 3 },
            "mask" => new AttentionReference(2) { KeyMask = mask },
            "causal mask" => new AttentionReference(2) { CausalOffset = 0, KeyMask = mask },
            "scale" => new AttentionReference(2) { Scale = -0.3f },
            "dropout" => new AttentionReference(2) { Dropout = 0.25f },
            _ => new AttentionReference(2) { CausalOffset = 1, KeyMask = mask, Scale = 0.4f, Dropout = 0.5f },
        };
    }

    private static AttentionOptions Options(Engine engine, AttentionReference reference, int keys) => new()
    {
        Heads = reference.Heads,
        Causal = reference.CausalOffset is not null,
        QueryOffset = reference.CausalOffset ?? 0,
        KeyMask = reference.KeyMask is { } mask ? engine.From(mask, mask.Length / keys, keys) : null,
        Scale = (float?)reference.Scale,
        Dropout = reference.Dropout,
    };
}
