using System.Globalization;
using System.Text;
using Saccade.Studio.Curves;

namespace Saccade.Studio.Tests.Curves;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")] // between two doubles
    [InlineData("9007199254740993.0")]
    [InlineData("9007199254740995.00")]
    [InlineData("4503599627370497.500")]
    [InlineData("9007199254740993e22")]
    [InlineData("9007199254740991e-22")]
    [InlineData("1e23")]
    [InlineData("8.5e-23")]
    [InlineData("0.1234567890123456789")]
    [InlineData("0.00000000000000000000000000000000000012345678901234567")]
    [InlineData("18446744073709551617")] // 64 bits overflow to 1
    [InlineData("123456789012345678901234567890")]
    [InlineData("1000000000000000000000")]
    [InlineData("0.000000000000000000000000")]
    [InlineData("1.7976931348623157E+308")]
    [InlineData("4.9406564584124654e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("1e-99999999999")]
    public void A_number_is_read_to_the_nearest_double(string text)
    {
        Assert.Equal((double.Parse(text, CultureInfo.InvariantCulture), text.Length), Read(text + ",\"x\":12"));
    }

    [Fact]
    public void Any_double_is_read_back_from_how_it_is_written()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var value = i % 2 == 0 ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) : (random.NextDouble() - 0.5) * Math.Pow(10, i % 9 - 5);
            if (!double.IsFinite(value))
                continue;
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            Assert.Equal((value, text.Length), Read(text + "}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e-")]
    [InlineData("nul")]
    [InlineData("NaN")]
    [InlineData("\"1\"")]
    public void What_is_no_number_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void Null_is_a_number_that_does_not_exist() => Assert.Equal((double.NaN, 4), Read("null}"));

    [Theory]
    [InlineData("12,", 12L)]
    [InlineData("0}", 0L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("9999999999999999999", null)]
    [InlineData("-1", null)]
    [InlineData("x", null)]
    public void A_whole_number_is_read_whole(string text, long? expected)
    {
        var at = 0;
        Assert.Equal(expected, JsonNumber.TryRead(Encoding.UTF8.GetBytes(text), ref at, out long value) ? value : null);
        Assert.Equal(expected is null ? 0 : text.TrimEnd(',', '}').Length, at);
    }

    private static (double Value, int At)? Read(string text)
    {
        var at = 0;
        return JsonNumber.TryRead(Encoding.UTF8.GetBytes(text), ref at, out double value) ? (value, at) : null;
    }
}
