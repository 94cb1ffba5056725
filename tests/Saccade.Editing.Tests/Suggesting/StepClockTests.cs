using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Suggesting;

public sealed class StepClockTests
{
    [Theory]
    [InlineData(24000, 1001)]
    [InlineData(25, 1)]
    [InlineData(30000, 1001)]
    [InlineData(60000, 1001)]
    [InlineData(12, 1)]
    [InlineData(10, 1)]
    public void What_begins_at_a_rows_edge_is_seen_in_that_row_first(int numerator, int denominator)
    {
        var rate = new FrameRate(numerator, denominator);
        Rational[] cuts = [.. Enumerable.Range(1, 40).Select(i => rate.SecondsAt(7 * i))];
        var clock = new StepClock(new Rational(1, 10), rate, 60, 600, cuts) { Edges = [rate.SecondsAt(31)] };
        for (var step = 0; step < 600; step++)
        {
            var edge = clock.Edge(step);
            Assert.True(rate.IsOnGrid(edge));
            Assert.Equal(step, clock.RowAfter(edge));
            Assert.True(edge <= clock.Seen(step));
        }
        Assert.Equal(60, clock.Edge(600));
        Assert.Equal(rate.SecondsAt(31), clock.Edge(clock.RowAfter(rate.SecondsAt(31))));
    }

    [Fact]
    public void Rows_that_see_the_frame_of_the_row_before_are_left_out()
    {
        var clock = new StepClock(new Rational(1, 10), new FrameRate(5, 1), 2, 20, []);
        Assert.Equal([3, 4, 6, 8], clock.Distinct(3, 10));
    }
}
