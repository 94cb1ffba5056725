namespace Saccade.Report.Tests;

public class HtmlTests
{
    [Fact]
    public void Text_in_a_hole_is_escaped_and_markup_is_not() =>
        Assert.Equal("<p title=\"&lt;a&gt; &amp; &quot;b&quot;\"><b>1.5</b></p>", Html.Of($"<p title=\"{"<a> & \"b\""}\">{Html.Of($"<b>{1.5}</b>")}</p>").ToString());

    [Fact]
    public void Lists_of_pieces_are_joined_without_being_escaped_again() =>
        Assert.Equal("<i>&lt;</i><i>&gt;</i>", Html.Of($"{new[] { "<", ">" }.Select(t => Html.Of($"<i>{t}</i>"))}").ToString());

    [Fact]
    public void Nothing_at_all_is_empty() => Assert.Equal("", Html.Of($"{(string?)null}{Html.Empty}").ToString());

    [Theory]
    [InlineData(0.96234, "0.962")]
    [InlineData(1.41421, "1.41")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(1234.4, "1234")]
    [InlineData(0.0000123, "1.23e-5")]
    [InlineData(-0.5, "-0.500")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(0.9994, "0.999")]
    [InlineData(0.99975, "0.9998")]
    [InlineData(-0.99999, "-0.9999")]
    [InlineData(1, "1.00")]
    public void Numbers_have_three_significant_digits(double value, string expected) => Assert.Equal(expected, NumberText.Of(value));

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Durations_read_as_people_say_them(int seconds, string expected) => Assert.Equal(expected, NumberText.Duration(TimeSpan.FromSeconds(seconds)));
}
