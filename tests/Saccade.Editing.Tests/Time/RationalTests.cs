using Saccade.Editing.Time;

namespace Saccade.Editing.Tests.Time;

public class RationalTests
{
    [Theory]
    [InlineData("3", "3")]
    [InlineData("-3.250", "-13/4")]
    [InlineData("1001/24000s", "1001/24000")]
    [InlineData("2002/48000", "1001/24000")]
    [InlineData("33.3333", "333333/10000")]
    [InlineData("0s", "0")]
    public void Fractions_and_decimals_are_read_exactly(string text, string expected)
    {
        Assert.True(Rational.TryParse(text, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("NaN")]
    [InlineData("1e5")]
    [InlineData("99999999999999999999")]
    [InlineData("0.1234567890123456789")]
    public void What_is_no_exact_number_is_refused(string? text) => Assert.False(Rational.TryParse(text, out _));

    [Fact]
    public void Sums_of_ntsc_frames_do_not_drift()
    {
        var frame = new Rational(1001, 24000);
        var sum = Rational.Zero;
        for (var i = 0; i < 24_000; i++)
            sum += frame;
        Assert.Equal(1001, sum);
    }

    [Fact]
    public void Only_the_roundings_by_name_round()
    {
        var half = new Rational(-7, 2);
        Assert.Equal((-4, -3, -3), (half.Floor(), half.Ceiling(), half.Round()));
        Assert.Equal((3, 4, 4), ((-half).Floor(), (-half).Ceiling(), (-half).Round()));
        Assert.Equal(new Rational(4, 7), -half.Denominator / half);
        Assert.Equal(Rational.Zero, default);
        Assert.True(new Rational(1, 3) < new Rational(334, 1000));
    }

    [Fact]
    public void A_number_too_large_to_be_exact_is_an_error_and_not_another_number()
    {
        var large = new Rational(long.MaxValue);
        Assert.Throws<TimelineException>(() => large * 2);
        Assert.Throws<TimelineException>(() => new Rational(1, long.MaxValue) + new Rational(1, long.MaxValue - 1));
        Assert.Throws<TimelineException>(() => Rational.One / 0);
        Assert.Equal(large, large / 3 * 3);
    }
}
