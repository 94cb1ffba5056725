using Saccade.Objects.Tokens;

namespace Saccade.Objects.Tests.Tokens;

public class TokenBudgetTests
{
    private static readonly int[] Long = [.. Enumerable.Range(0, 32)];

    [Fact]
    public void Everything_stays_that_fits()
    {
        var chosen = TokenBudget.Choose([Tracks.Line(0, 10, 10, 0, 0, Long), Tracks.Line(1, 30, 30, 0, 0, 4, 5)], 34);

        Assert.Equal([32, 2], chosen.Select(c => c.Length));
    }

    [Fact]
    public void Long_tracks_are_thinned_first_and_keep_both_ends()
    {
        var chosen = TokenBudget.Choose([Tracks.Line(0, 10, 10, 0, 0, Long), Tracks.Line(1, 30, 30, 0, 0, 4, 5), Tracks.Line(2, 50, 50, 0, 0, 8)], 12);

        Assert.Equal([9, 2, 1], chosen.Select(c => c.Length));
        Assert.Equal((0, 31), (chosen[0][0], chosen[0][^1]));
        Assert.Equal(chosen[0].Order().Distinct(), chosen[0]);
    }

    [Fact]
    public void More_tracks_than_tokens_leave_those_with_the_fewest_sightings_without()
    {
        var chosen = TokenBudget.Choose([Tracks.Line(0, 10, 10, 0, 0, 1), Tracks.Line(1, 30, 30, 0, 0, 4, 5), Tracks.Line(2, 50, 50, 0, 0, 8)], 2);

        Assert.Equal([1, 1, 0], chosen.Select(c => c.Length));
    }

    [Fact]
    public void No_tracks_need_no_tokens() => Assert.Empty(TokenBudget.Choose([], 1));
}
