using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class PoissonBinomialTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 8)]
    [InlineData(9, 1)]
    [InlineData(11, 4)]
    public void It_agrees_with_all_ways_in_which_events_can_happen(int events, int count) =>
        OperationCheck.Agrees([new(3, events)], x => x[0].FewerThan(count), x => Enumerated(x[0], events, count));

    [Fact]
    public void The_usual_clip_of_32_frames_agrees_with_the_recursion_in_probabilities() =>
        OperationCheck.Agrees([new(5, 32)], x => x[0].FewerThan(7), x => Recursion(x[0], 32, 7));

    [Theory]
    [InlineData(60, 1)]
    [InlineData(-60, -1)]
    public void Sure_and_wrong_frames_give_finite_odds_and_a_gradient_that_leads_back(float logit, int sign)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var logits = engine.Full(new(1, 32), logit).RequireGradient();
        var odds = logits.FewerThan(7);
        odds.Backward();

        Assert.True(float.IsFinite(odds.Item()) && odds.Item() * sign < -100, $"{odds.Item()}");
        Assert.All(logits.Gradient!.ToArray(), g => Assert.True(g < 0 && float.IsFinite(g), $"{g}"));
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes() => ThreadCheck.SameBytes([new(50, 32)], x => x[0].FewerThan(7));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_count_that_is_certain_is_refused(int count)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        Assert.Contains($"unlike {count}", Assert.Throws<ArgumentOutOfRangeException>(() => engine.Zeros(2, 3).FewerThan(count)).Message);
    }

    private static DoubleArray Enumerated(DoubleArray x, int events, int count) => Odds(x, row =>
    {
        var fewer = 0.0;
        for (var happened = 0; happened < 1 << events; happened++)
        {
            if (int.PopCount(happened) < count)
                fewer += Enumerable.Range(0, events).Aggregate(1.0, (p, t) => p * ((happened >> t & 1) == 1 ? Sigmoid(x[row, t]) : Sigmoid(-x[row, t])));
        }
        return fewer;
    });

    private static DoubleArray Recursion(DoubleArray x, int events, int count) => Odds(x, row =>
    {
        var p = new double[events + 1];
        p[0] = 1;
        for (var t = 0; t < events; t++)
        {
            for (var c = t + 1; c >= 0; c--)
                p[c] = p[c] * Sigmoid(-x[row, t]) + (c > 0 ? p[c - 1] * Sigmoid(x[row, t]) : 0);
        }
        return p.Take(count).Sum();
    });

    private static DoubleArray Odds(DoubleArray x, Func<int, double> fewer) =>
        new(new Shape(x.Shape[0]), [.. Enumerable.Range(0, x.Shape[0]).Select(row => Math.Log(fewer(row) / (1 - fewer(row))))]);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
