using Saccade.Objects.Models;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Objects.Tests.Models;

public class NoisyOrTests
{
    private static float Odds(params float[] transientLogits)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var scope = engine.BeginScope();
        return transientLogits.Length == 0
            ? NoisyOr.Odds(engine.Zeros(1)).Item()
            : NoisyOr.Odds(NoisyOr.LogNone(engine.From(transientLogits, transientLogits.Length)).Sum()).Item();
    }

    [Fact]
    public void None_of_several_is_one_by_the_product_of_their_probabilities() =>
        Assert.Equal(Math.Log(0.375 / 0.625), Odds(0, MathF.Log(1 / 3f)), 1e-4); // a half times three quarters

    [Fact]
    public void One_sure_transient_settles_a_frame_whatever_else_is_seen() => Assert.InRange(Odds(-9, 30, -9), -12.1f, -11.5f);

    [Fact]
    public void A_frame_in_which_nothing_is_seen_has_none_as_surely_as_anything_is() => Assert.Equal(12, Odds(), 1e-2);

    [Fact]
    public void What_nobody_doubts_can_still_be_learnt_to_be_wrong()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using (engine.BeginStep(0))
        {
            var logits = engine.From([-10f, -10f], 2).RequireGradient();
            NoisyOr.Odds(NoisyOr.LogNone(logits).Sum()).Backward();

            // Twice as many transients expected for twice the odds of each; the bound takes a part of it.
            Assert.All(logits.Gradient!.ToArray(), g => Assert.InRange(g, -0.5f, -0.4f));
        }
    }
}
