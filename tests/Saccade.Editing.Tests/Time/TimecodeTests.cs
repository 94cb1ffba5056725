using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Time;

public class TimecodeTests
{
    private static readonly FrameRate Ntsc = FrameGrid.FromTimebase(30, ntsc: true);
    private static readonly FrameRate DoubleNtsc = FrameGrid.FromTimebase(60, ntsc: true);

    // Frame numbers by the definition of SMPTE ST 12: an hour of drop-frame timecode has 107,892 frames, ten minutes 17,982.
    [Theory]
    [InlineData("00:00:59;29", 1799)]
    [InlineData("00:01:00;02", 1800)]
    [InlineData("00:01:59;29", 3597)]
    [InlineData("00:02:00;02", 3598)]
    [InlineData("00:09:59;29", 17981)]
    [InlineData("00:10:00;00", 17982)]
    [InlineData("01:00:00;00", 107892)]
    [InlineData("10:01:00;02", 1080720)]
    public void Drop_frame_timecode_leaves_out_two_numbers_a_minute_but_not_each_tenth(string text, long frame)
    {
        Assert.True(Timecode.TryParse(text, Ntsc, dropFrame: false, out var timecode));
        Assert.Equal(frame, timecode.Frame);
        Assert.Equal(text, timecode.ToString());
    }

    [Fact]
    public void At_sixty_four_numbers_are_left_out()
    {
        Assert.True(Timecode.TryParse("00:01:00;04", DoubleNtsc, dropFrame: true, out var timecode));
        Assert.Equal(3600, timecode.Frame);
        Assert.Equal("00:00:59;59", new Timecode(3599, DoubleNtsc, true).ToString());
    }

    [Fact]
    public void Every_frame_of_twenty_minutes_has_its_own_address()
    {
        for (var frame = 0; frame < 36_000; frame++)
        {
            Assert.True(Timecode.TryParse(new Timecode(frame, Ntsc, true).ToString(), Ntsc, dropFrame: true, out var back));
            Assert.Equal(frame, back.Frame);
        }
    }

    [Fact]
    public void Without_drop_frame_an_hour_of_timecode_is_longer_than_an_hour()
    {
        Assert.True(Timecode.TryParse("01:00:00:00", Ntsc, dropFrame: false, out var timecode));
        Assert.Equal(108_000, timecode.Frame);
        Assert.Equal(new Rational(18018, 5), timecode.Seconds);
    }

    [Theory]
    [InlineData("00:01:00;00")]
    [InlineData("00:00:00:30")]
    [InlineData("00:60:00:00")]
    [InlineData("00:00:00")]
    [InlineData("aa:00:00:00")]
    [InlineData("-1:00:00:00")]
    [InlineData(null)]
    public void An_address_that_no_frame_has_is_refused(string? text) => Assert.False(Timecode.TryParse(text, Ntsc, dropFrame: false, out _));

    [Fact]
    public void A_rate_that_keeps_step_with_the_clock_drops_nothing()
    {
        Assert.True(Timecode.TryParse("00;01;00;00", new FrameRate(25, 1), dropFrame: true, out var timecode));
        Assert.Equal(("00:01:00:00", 1500L), (timecode.ToString(), timecode.Frame));
    }
}
