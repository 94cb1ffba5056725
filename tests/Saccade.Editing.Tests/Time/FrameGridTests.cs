using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Time;

public class FrameGridTests
{
    [Theory]
    [InlineData(24, true, "24000/1001")]
    [InlineData(30, true, "30000/1001")]
    [InlineData(60, true, "60000/1001")]
    [InlineData(25, false, "25")]
    [InlineData(59, true, "60000/1001")]
    [InlineData(59, false, "60000/1001")]
    [InlineData(29, true, "30000/1001")]
    [InlineData(23, false, "24000/1001")]
    public void A_timebase_with_its_flag_is_an_exact_rate(int timebase, bool ntsc, string expected)
    {
        var rate = FrameGrid.FromTimebase(timebase, ntsc);
        Assert.Equal(expected, rate.ToString());
        Assert.Equal(rate, FrameGrid.FromTimebase(rate.Timebase(), rate.IsNtsc()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-25)]
    [InlineData(int.MaxValue)]
    public void A_rate_of_zero_or_less_or_without_bound_is_refused(int timebase) =>
        Assert.Throws<TimelineException>(() => FrameGrid.FromTimebase(timebase, ntsc: true));

    [Fact]
    public void Frames_of_one_rate_keep_their_exact_time_in_another()
    {
        var film = FrameGrid.FromTimebase(24, ntsc: true);
        var video = FrameGrid.FromTimebase(30, ntsc: true);
        Assert.Equal(5, video.FramesAt(film.SecondsAt(4)));
        Assert.Equal(new Rational(5, 4), video.FramesAt(film.SecondsAt(1)));
        Assert.False(video.IsOnGrid(film.SecondsAt(1)));
        Assert.True(video.IsOnGrid(film.SecondsAt(4)));
        Assert.False(new FrameRate(25, 2).HasTimebase());
    }
}
