using Saccade.Objects.Learning;
using Saccade.Objects.Tests.Models;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Objects.Tests.Learning;

public class AttentionSupervisionTests
{
    [Fact]
    public void What_valid_tokens_receive_adds_up_to_one_and_padding_gets_nothing()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var batch = Batches.WithBlackOnes(2);
        var received = AttentionSupervision.Received([Map(engine, batch, (_, _) => 1)], batch).ToArray();

        Assert.All(received[..batch.Tokens], r => Assert.Equal(0, r));
        var clip = batch.Clip(1);
        Assert.All(received.AsSpan(batch.Tokens, clip.Count).ToArray(), r => Assert.Equal(1f / clip.Count, r, 1e-6f));
        Assert.All(received[(batch.Tokens + clip.Count)..], r => Assert.Equal(0, r));
    }

    [Fact]
    public void The_share_is_that_of_persistent_tokens()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var batch = Batches.First(3);
        var maps = new[] { Map(engine, batch, (_, _) => 1) };
        var expected = Enumerable.Range(0, 3).Select(n => batch.Clip(n).Labels).Where(l => l.Contains(0) && l.Contains(1))
            .Average(l => -Math.Log((double)l.Count(x => x == 1) / l.Length));

        Assert.Equal(expected, AttentionSupervision.Loss(AttentionSupervision.Received(maps, batch), batch, AttentionKind.Share).Item(), 1e-4);
    }

    [Theory]
    [InlineData(1, 0.405465)]
    [InlineData(1.2, 0.223144)]
    [InlineData(1.6, 0)]
    public void The_hinge_asks_for_a_ratio_of_one_and_a_half_and_no_more(double preference, double loss)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var batch = Batches.First(3);
        var map = Map(engine, batch, (n, j) => batch.Clip(n).Labels[j] == (int)Persistence.Persistent ? preference : 1);

        Assert.Equal(loss, AttentionSupervision.Loss(AttentionSupervision.Received([map], batch), batch, AttentionKind.Hinge).Item(), 1e-3);
    }

    [Theory]
    [InlineData(AttentionKind.Share)]
    [InlineData(AttentionKind.Hinge)]
    public void Going_down_the_gradient_gives_persistent_tokens_more(AttentionKind kind)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var batch = Batches.First(2);
        using var step = engine.BeginStep(0);
        var map = Map(engine, batch, (_, _) => 1).RequireGradient();
        AttentionSupervision.Loss(AttentionSupervision.Received([map], batch), batch, kind).Backward();
        var (gradient, k) = (map.Gradient!.ToArray(), batch.Tokens);

        for (var n = 0; n < 2; n++)
        {
            var labels = batch.Clip(n).Labels;
            for (var j = 0; j < labels.Length; j++)
            {
                var slope = gradient[n * 2 * k * k + j]; // the first head, the first query
                Assert.True(labels[j] == 1 ? slope < 0 : slope >= 0, $"token {j} of kind {labels[j]} has the slope {slope}");
            }
        }
    }

    [Fact]
    public void Without_tokens_of_both_kinds_there_is_nothing_to_ask()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var batch = Batches.WithBlackOnes(1);

        Assert.Equal(0, AttentionSupervision.Loss(AttentionSupervision.Received([Map(engine, batch, (_, _) => 1)], batch), batch, AttentionKind.Share).Item());
    }

    // [N, 2, K, K]: every query gives key j so much, of all that it gives to valid keys; padding looks at everything but is not asked.
    private static Tensor Map(Engine engine, TokenBatch batch, Func<int, int, double> weight)
    {
        var k = batch.Tokens;
        var values = new float[batch.Count * 2 * k * k];
        for (var n = 0; n < batch.Count; n++)
        {
            var count = batch.Clip(n).Count;
            var all = Enumerable.Range(0, count).Sum(j => weight(n, j));
            for (var row = 0; row < 2 * k; row++)
            {
                for (var j = 0; j < count; j++)
                    values[(n * 2 * k + row) * k + j] = (float)(weight(n, j) / all);
            }
        }
        return engine.From(values, batch.Count, 2, k, k);
    }
}
