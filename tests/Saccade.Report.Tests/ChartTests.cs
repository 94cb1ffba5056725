using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Report.Tests;

public class ChartTests
{
    [Fact]
    public void A_line_chart_is_well_formed_whatever_its_names_and_values_are()
    {
        var svg = MarkupAssert.IsSvg(new LineChart(SampleRun.Hostile, SampleRun.Hostile,
        [
            new Curve(SampleRun.Hostile, [new(0, 1), new(1, double.NaN), new(2, 0), new(3, 1e-7), new(4, 1e7)]),
            new Curve("one point", [new(1, 2)]),
            new Curve("none", []),
        ], AxisScale.Logarithmic).ToSvg());
        Assert.Equal(2, svg.Descendants().Count(e => e.Name.LocalName == "polyline"));
        Assert.Single(svg.Descendants(), e => e.Name.LocalName == "circle");
        Assert.Contains(svg.Descendants(), e => e.Value == SampleRun.Hostile);
    }

    [Fact]
    public void Points_lie_within_the_picture_and_higher_values_lie_higher()
    {
        var svg = MarkupAssert.IsSvg(new LineChart("a", "x", [new Curve("a", [new(0, -3), new(10, 17), new(20, 4)])]).ToSvg());
        var points = svg.Descendants().Single(e => e.Name.LocalName == "polyline").Attribute("points")!.Value.Split(' ')
            .Select(p => p.Split(',').Select(double.Parse).ToArray()).ToArray();
        Assert.All(points, p => { Assert.InRange(p[0], 0, 460); Assert.InRange(p[1], 0, 260); });
        Assert.True(points[1][1] < points[2][1] && points[2][1] < points[0][1]);
        Assert.True(points[0][0] < points[1][0] && points[1][0] < points[2][0]);
    }

    [Fact]
    public void A_long_curve_is_thinned_by_averages()
    {
        var svg = MarkupAssert.IsSvg(new LineChart("a", "x", [new Curve("a", [.. Enumerable.Range(0, 100_000).Select(i => new CurvePoint(i, 1))])]).ToSvg());
        Assert.InRange(svg.ToString().Length, 1000, 12_000);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.31, 0.3100001)]
    [InlineData(-5, 1e6)]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    public void A_linear_axis_holds_its_values_between_round_ends(double low, double high)
    {
        var axis = new LinearAxis(low, high);
        Assert.InRange(axis.Place(low), 0, 1);
        Assert.InRange(axis.Place(high), 0, 1);
        Assert.InRange(axis.Ticks.Count, 3, 8);
        Assert.Equal(0, axis.Place(axis.Ticks[0]), 6);
        Assert.Equal(1, axis.Place(axis.Ticks[^1]), 6);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.012, 3.4)]
    [InlineData(1e-9, 1e9)]
    [InlineData(1.5, 1.6)]
    public void A_logarithmic_axis_holds_its_values(double low, double high)
    {
        var axis = new LogarithmicAxis(low, high);
        Assert.InRange(axis.Place(low), 0, 1);
        Assert.InRange(axis.Place(high), 0, 1);
        Assert.True(axis.Ticks.Count >= 2);
    }

    [Theory]
    [InlineData(2.0, 5.0, AxisScale.Linear)]
    [InlineData(0.02, 5.0, AxisScale.Logarithmic)]
    [InlineData(0.0, 5.0, AxisScale.Linear)]
    [InlineData(double.NaN, double.NaN, AxisScale.Linear)]
    public void A_scale_is_logarithmic_only_where_it_shows_more(double low, double high, AxisScale expected) => Assert.Equal(expected, Axis.ScaleFor([low, high]));

    [Fact]
    public void A_bar_is_as_long_as_its_value_and_a_missing_one_says_so()
    {
        var svg = MarkupAssert.IsSvg(new BarChart("accuracy",
            [new Bar("model", 0.8, 0.75, 0.85, IsModel: true), new Bar(SampleRun.Hostile, 0.4), new Bar("none", double.NaN), new Bar("below", -0.2)]).ToSvg());
        var widths = svg.Descendants().Where(e => e.Name.LocalName == "rect").Select(e => (double)e.Attribute("width")!).ToArray();
        Assert.Equal(3, widths.Length);
        Assert.Equal(2, widths[0] / widths[1], 0.01);
        Assert.Equal(4, widths[0] / widths[2], 0.02);
        Assert.Single(svg.Descendants(), e => (string?)e.Attribute("class") == "interval");
        Assert.Contains(svg.Descendants(), e => e.Value == "n/a");
    }

    [Fact]
    public void A_confusion_matrix_shows_every_count_and_the_recall_of_each_row()
    {
        var svg = MarkupAssert.IsSvg(ConfusionChart.ToSvg(new ConfusionMatrix(["a", SampleRun.Hostile, "unseen"], [[90, 10, 0], [25, 75, 0], [0, 0, 0]])));
        var texts = svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToArray();
        foreach (var expected in new[] { "90", "10", "25", "75", "0.900", "0.750", "n/a" })
            Assert.Contains(expected, texts);
        Assert.Contains(svg.Descendants(), e => (string?)e.Attribute("fill-opacity") == "0.25");
    }
}
