namespace Saccade.Media.Tests;

public class FrameTests
{
    [Fact]
    public void Pixels_are_row_major_with_red_first()
    {
        var frame = new Frame(3, 2);
        frame[2, 1] = new Rgb(7, 8, 9);
        Assert.Equal([7, 8, 9], frame.Pixels[15..]);
        Assert.Equal(new Rgb(7, 8, 9), frame[2, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => frame[3, 0]);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    [InlineData(20_000, 20_000)]
    public void Impossible_sizes_are_refused(int width, int height) =>
        Assert.ThrowsAny<ArgumentException>(() => new Frame(width, height));

    [Fact]
    public void Pasting_clips_at_every_edge()
    {
        var source = new Frame(2, 2);
        source.Fill(Rgb.White);
        foreach ((int x, int y, int painted) in new[] { (-1, -1, 1), (2, 2, 1), (1, 0, 4), (-2, 0, 0), (3, 0, 0), (int.MaxValue, 0, 0), (0, int.MinValue + 5, 0) })
        {
            var target = new Frame(3, 3);
            target.Paste(source, x, y);
            Assert.Equal(painted * 3, target.Pixels.Count(value => value == 255));
        }
    }

    [Fact]
    public void A_clip_gives_its_frames_and_takes_them()
    {
        var clip = new Clip(3, 4, 5, new FrameRate(25, 1));
        Frame noise = Pictures.Noise(5, 4, 1);
        clip.SetFrame(1, noise);
        Assert.Equal(noise.Pixels, clip.Frame(1).Pixels);
        Assert.Equal(noise.Pixels, clip.Bytes[60..120]);
        Assert.Throws<ArgumentException>(() => clip.SetFrame(0, new Frame(4, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => clip.Frame(3));
    }

    [Theory]
    [InlineData("25", 25, 1)]
    [InlineData("30000/1001", 30000, 1001)]
    [InlineData("50/2", 25, 1)]
    public void A_frame_rate_is_read_in_lowest_terms(string text, int numerator, int denominator)
    {
        Assert.True(FrameRate.TryParse(text, out FrameRate rate));
        Assert.Equal(new FrameRate(numerator, denominator), rate);
        Assert.Equal((numerator, denominator), (rate.Numerator, rate.Denominator));
    }

    [Theory]
    [InlineData("0/0")]
    [InlineData("-25")]
    [InlineData("25/")]
    [InlineData("1/2/3")]
    [InlineData("29.97")]
    [InlineData(null)]
    public void What_is_not_a_frame_rate_is_refused(string? text) => Assert.False(FrameRate.TryParse(text, out _));

    [Fact]
    public void Times_are_exact_fractions()
    {
        var rate = new FrameRate(30000, 1001);
        Assert.Equal("1001/1000", rate.TimeOf(30).ToString());
        Assert.Equal("0", MediaTime.Zero.ToString());
        Assert.Equal(default, MediaTime.Zero);
        Assert.True(rate.TimeOf(29) < new MediaTime(1, 1));
        Assert.True(rate.TimeOf(30) > new MediaTime(1, 1));
    }
}
