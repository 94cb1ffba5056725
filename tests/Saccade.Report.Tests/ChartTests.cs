using Saccade.Report.Charts;
using Saccade.Report.Elements;
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
    public void A_heat_chart_has_a_cell_for_each_value_within_the_picture_and_the_largest_is_the_darkest()
    {
        var svg = MarkupAssert.IsSvg(new HeatChart("heat", "frame", 32,
        [
            new HeatRow(SampleRun.Hostile, 2, [new(0, 1), new(31, 4)]), new HeatRow("a row without values", 1, []),
        ]) { Marks = new(SampleRun.Hostile, [0, 31], 1) }.ToSvg());
        var cells = svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.Elements().Any(t => t.Name.LocalName == "title")).ToArray();
        Assert.Equal([0.25, 1], cells.Select(c => double.Parse(c.Attribute("fill-opacity")!.Value)));
        Assert.All(cells, c => Assert.InRange(double.Parse(c.Attribute("x")!.Value), 0, 460 - 5));
        Assert.Equal(2, svg.Descendants().Count(e => (string?)e.Attribute("class") == "s1" && (string?)e.Attribute("height") == "4"));
    }

    [Fact]
    public void A_timeline_has_a_band_for_each_stretch_twice_and_what_has_no_partner_is_hollow()
    {
        var svg = MarkupAssert.IsSvg(new TimelineChart(SampleRun.Hostile, 10, 30,
        [
            new TimelineRow(SampleRun.Hostile, [new(5, 15, SampleRun.Hostile, 1), new(15, 28, "150 %", 7), new(31, 40, "later", 2)], [new(12, 12.01, "narrow", 1)], [new(15, true), new(28, false), new(5, true)], [new(15.2, true), new(20, false)]),
            new TimelineRow("V2", [], [], [], []),
        ]).ToSvg());
        var bands = svg.Descendants().Where(e => e.Name.LocalName == "rect").ToArray();
        Assert.Equal(["s1", "s1"], bands.Select(b => (string?)b.Attribute("class")));
        Assert.All(bands, b => Assert.InRange(double.Parse(b.Attribute("x")!.Value) + double.Parse(b.Attribute("width")!.Value), 44, 940));
        Assert.Equal(["pointer truth", "pointer truth alone", "pointer said", "pointer said alone"], svg.Descendants().Where(e => e.Name.LocalName == "polygon").Select(p => (string?)p.Attribute("class")));
        Assert.Contains("2 of 3 boundaries were announced, 1 more that did not come", svg.Elements().ElementAt(1).Value);
    }

    [Fact]
    public void A_heat_chart_without_rows_is_still_a_chart() => MarkupAssert.IsSvg(new HeatChart("none", "frame", 0, []).ToSvg());

    [Fact]
    public void A_single_one_among_thousands_is_seen_in_a_histogram_and_what_is_marked_is_in_full_colour()
    {
        var svg = MarkupAssert.IsSvg(new HistogramChart("sure", "p", new("up", 2, "wrong"), new("down", 1, "wrong"),
            [new(0, 0.5, 1, 5000, IsAboveMarked: true), new(0.5, 1, 4000, 0, IsBelowMarked: true)]) { Mark = new(0.5, "threshold") }.ToSvg());
        var bars = svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.HasElements).ToArray();
        Assert.Equal(["s2", "s1 pale", "s2 pale"], bars.Select(b => b.Attribute("class")!.Value));
        Assert.All(bars, b => Assert.InRange(double.Parse(b.Attribute("height")!.Value), 5, 96));
        Assert.Contains("up: 4,001, of them 1 wrong; down: 5,000, of them 0 wrong", svg.Elements().ElementAt(1).Value);
    }

    [Fact]
    public void A_histogram_of_one_kind_and_of_nothing_is_a_chart()
    {
        MarkupAssert.IsSvg(new HistogramChart("ratio", "ratio", new("clips", 0, "below"), null, [new(0.1, 1, 3), new(1, 10, 0)], AxisScale.Logarithmic).ToSvg());
        MarkupAssert.IsSvg(new HistogramChart("none", "x", new("up", 2, "wrong"), new("down", 1, "wrong"), []).ToSvg());
    }

    [Fact]
    public void Bars_of_ratios_begin_at_one_and_what_has_no_logarithm_keeps_its_number()
    {
        var svg = MarkupAssert.IsSvg(new BarChart("ratio", [new("more", 100, Colour: 0), new("less", 0.01), new("none", 0), new("unknown", double.NaN)], AxisScale.Logarithmic).ToSvg());
        var bars = svg.Descendants().Where(e => e.Name.LocalName == "rect").Select(b => (X: double.Parse(b.Attribute("x")!.Value), Width: double.Parse(b.Attribute("width")!.Value))).ToArray();
        Assert.Equal(2, bars.Length);
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, 0.15);
        Assert.Equal(bars[0].Width, bars[1].Width, 0.15);
        Assert.Contains(svg.Descendants(), e => e.Value == "n/a");
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(3, false)]
    public void A_scale_is_logarithmic_only_where_one_bar_would_hide_the_others(double largest, bool isLogarithmic)
    {
        var chart = BarChart.InView("ratio", [new("this model", largest, Colour: 0), new("a", 1), new("b", 0.7)]);
        Assert.Equal(isLogarithmic, chart.Scale == AxisScale.Logarithmic);
        Assert.Equal(isLogarithmic, chart.Title.Contains("logarithmic", StringComparison.Ordinal));
        Assert.Equal(AxisScale.Linear, BarChart.InView("difference", [new("a", 1000), new("b", -1)]).Scale);
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
            [new Bar("model", 0.8, 0.75, 0.85, Colour: 0), new Bar(SampleRun.Hostile, 0.4), new Bar("none", double.NaN), new Bar("below", -0.2)]).ToSvg());
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

    [Fact]
    public void A_confusion_matrix_of_many_classes_stays_readable()
    {
        var counts = Enumerable.Range(0, 40).Select(row => (IReadOnlyList<int>)[.. Enumerable.Range(0, 40).Select(column => row == column ? 12_345 : 0)]).ToArray();
        var svg = MarkupAssert.IsSvg(ConfusionChart.ToSvg(new ConfusionMatrix([.. Enumerable.Range(0, 40).Select(i => $"a class with a long name {i}")], counts)));
        Assert.InRange(double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[2]), 700, 1000);
        Assert.DoesNotContain(svg.Elements(), e => e.Name.LocalName == "text" && e.Value == "12,345"); // it would not fit into its cell
        Assert.Contains(svg.Descendants(), e => e.Name.LocalName == "title" && e.Value == "a class with a long name 3 taken for a class with a long name 3: 12,345");
    }

    [Fact]
    public void Names_in_a_legend_take_as_many_rows_as_they_need()
    {
        var curves = Enumerable.Range(0, 7).Select(i => new Curve($"a model with a long name {i}", [new(0, i), new(1, i + 1)])).ToArray();
        var svg = MarkupAssert.IsSvg(new LineChart("a", "x", curves).ToSvg());
        var names = svg.Elements().Where(e => e.Name.LocalName == "text" && e.Value.StartsWith("a model", StringComparison.Ordinal)).ToArray();
        Assert.Equal(7, names.Length);
        Assert.All(names, n => Assert.InRange((double)n.Attribute("x")! + 7 * n.Value.Length, 0, 460));
        Assert.Equal(7, names.Select(n => ((string?)n.Attribute("x"), (string?)n.Attribute("y"))).Distinct().Count());
        var lowest = names.Max(n => (double)n.Attribute("y")!);
        Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "polyline"), p => Assert.All(p.Attribute("points")!.Value.Split(' '), at => Assert.True(double.Parse(at.Split(',')[1]) > lowest)));
    }

    [Fact]
    public void A_band_reaches_from_the_lowest_to_the_highest_and_a_mark_says_its_word()
    {
        var svg = MarkupAssert.IsSvg(new LineChart("a", "x", [new Curve("a", [new(0, 2, 1, 3), new(1, 4, 3, 6), new(2, 5)])]) { Mark = new ChartMark(1, SampleRun.Hostile) }.ToSvg());
        var band = svg.Descendants().Single(e => e.Name.LocalName == "polygon").Attribute("points")!.Value.Split(' ').Select(p => double.Parse(p.Split(',')[1])).ToArray();
        Assert.Equal(4, band.Length);
        Assert.True(band[1] < band[0] && band[2] < band[3] && band[1] < band[2]); // up is less: 6 above 3, and each end's high above its low
        Assert.Contains(svg.Elements(), e => e.Value == SampleRun.Hostile);
    }

    [Fact]
    public void A_reliability_diagram_has_a_column_for_each_bin_as_high_as_it_was_right()
    {
        var svg = MarkupAssert.IsSvg(new ReliabilityChart("a", [new(0.4, 0.5, 10, 0.45, 0.25), new(0.9, 1, 40, 0.97, 0.75)]).ToSvg());
        var columns = svg.Descendants().Where(e => (string?)e.Attribute("class") == "s0 pale").Select(e => (double)e.Attribute("height")!).ToArray();
        Assert.Equal(3, columns[1] / columns[0], 0.01);
        var samples = svg.Descendants().Where(e => (string?)e.Attribute("class") == "control").Select(e => (double)e.Attribute("height")!).ToArray();
        Assert.Equal(4, samples[1] / samples[0], 0.01);
    }

    [Fact]
    public void Equal_pairs_lie_on_the_diagonal_and_areas_go_by_how_many_there_are()
    {
        var svg = MarkupAssert.IsSvg(new ScatterChart("a", "x", SampleRun.Hostile, [(0, 0), (4, 4), (4, 4), (4, 4), (4, 4), (2, 4)]).ToSvg());
        var discs = svg.Descendants().Where(e => e.Name.LocalName == "circle").Select(e => (X: (double)e.Attribute("cx")!, Y: (double)e.Attribute("cy")!, R: (double)e.Attribute("r")!)).ToArray();
        Assert.Equal(3, discs.Length);
        Assert.Equal(2, discs[2].R / discs[0].R, 0.1);
        Assert.Equal(discs[2].X - discs[0].X, discs[0].Y - discs[2].Y, 0.2);
        Assert.True(discs[1].Y == discs[2].Y && discs[1].X < discs[2].X);
        MarkupAssert.IsSvg(new ScatterChart("a", "x", "y", []).ToSvg());
    }

    [Fact]
    public void Reliabilities_of_several_runs_are_one_weighed_by_their_samples()
    {
        var run = SampleRun.Evaluation() with { Reliability = [new(0.9, 1, 10, 0.92, 0.5)] };
        var other = SampleRun.Evaluation() with { Reliability = [new(0.4, 0.5, 5, 0.45, 0.2), new(0.9, 1, 30, 0.96, 0.9)] };
        var bins = ReliabilityPart.Together([run, other])!;
        Assert.Equal([0.4, 0.9], bins.Select(b => b.Low));
        Assert.Equal(40, bins[1].Samples);
        Assert.Equal(0.95, bins[1].Confidence, 1e-9);
        Assert.Equal(0.8, bins[1].Accuracy, 1e-9);
    }

    [Fact]
    public void An_interval_lies_about_its_value_and_only_what_is_clear_has_colour()
    {
        var svg = MarkupAssert.IsSvg(new IntervalChart("a", [new(SampleRun.Hostile, 0.3, 0.1, 0.4, IsClear: true), new("b", -0.1, -0.3, 0.2, IsClear: false), new("c", double.NaN, double.NaN, double.NaN, IsClear: false)]).ToSvg());
        var dots = svg.Descendants().Where(e => e.Name.LocalName == "circle").ToArray();
        var lines = svg.Descendants().Where(e => ((string?)e.Attribute("class"))?.StartsWith("reach", StringComparison.Ordinal) == true).ToArray();
        Assert.Equal(["dot s0", "dot control"], dots.Select(d => (string?)d.Attribute("class")));
        Assert.All(dots.Zip(lines), pair => Assert.InRange((double)pair.First.Attribute("cx")!, (double)pair.Second.Attribute("x1")!, (double)pair.Second.Attribute("x2")!));
        var zero = (double)svg.Descendants().Single(e => (string?)e.Attribute("class") == "zero").Attribute("x1")!;
        var ticks = svg.Descendants().Where(e => (string?)e.Attribute("text-anchor") == "middle").ToArray();
        Assert.All(ticks, t => Assert.InRange((double)t.Attribute("x")!, 3.5 * t.Value.Length, 460 - 3.5 * t.Value.Length)); // a sign that is cut off would be a lie
        Assert.True((double)lines[0].Attribute("x1")! > zero && (double)lines[1].Attribute("x1")! < zero && (double)lines[1].Attribute("x2")! > zero);
    }

    [Fact]
    public void A_bars_name_that_is_too_long_is_cut_within_the_picture()
    {
        var svg = MarkupAssert.IsSvg(new BarChart("a", [new Bar(new string('x', 200), 1)]).ToSvg());
        var name = svg.Elements().Single(e => e.Name.LocalName == "text" && e.Value.StartsWith("xx", StringComparison.Ordinal));
        Assert.EndsWith("…", name.Value);
        Assert.True(7 * name.Value.Length <= (double)name.Attribute("x")!);
    }
}
