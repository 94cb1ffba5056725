using Saccade.Editing.Grid;
using Saccade.Media;

namespace Saccade.Editing.Tests.Grid;

/// <summary>The historical table comes back as it was written, and whatever is wrong with a file is told in one line with its place.</summary>
public sealed class GridCsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(9, 183)]
    [InlineData(12, 243)]
    public void A_table_has_the_historical_columns(int values, int columns)
    {
        var layout = GridLayout.WithValues(values)!;
        GridCsvWriter.Write(folder["a.csv"], [SampleGrids.Of("a", 3, 1, layout)]);
        var header = File.ReadLines(folder["a.csv"]).First().Split(',');
        Assert.Equal(columns, header.Length);
        Assert.Equal(["video_id", "source_video_name", "time", "target_v1_active", "target_v1_asset", "target_v1_scale", "target_v1_x", "target_v1_y"], header[..8]);
        Assert.Equal("target_v20_crop_b", header[^1]);
        Assert.Equal("target_v2_active", header[3 + values]);
    }

    [Fact]
    public void Times_are_written_as_the_historical_files_have_them()
    {
        GridCsvWriter.Write(folder["a.csv"], [SampleGrids.Of("a", 12, 1)]);
        Assert.Equal(["0.0", "0.1", "0.2", "1.1"], File.ReadLines(folder["a.csv"]).Skip(1).Select(l => l.Split(',')[2]).Where((_, i) => i is 0 or 1 or 2 or 11));
    }

    [Fact]
    public void Grids_come_back_as_they_were_written()
    {
        TimelineGrid[] grids = [SampleGrids.Of("first, with a comma", 40, 1, source: "a \"quoted\" name"), SampleGrids.Of("動画", 1, 2), SampleGrids.Of("c", 25, 3, source: "s")];
        GridCsvWriter.Write(folder["a.csv"], grids);
        var read = GridCsvReader.Read(folder["a.csv"]);
        Assert.Equal(grids.Length, read.Count);
        foreach (var (expected, actual) in grids.Zip(read))
            SampleGrids.AssertEqual(expected, actual);
    }

    [Fact]
    public void Another_step_than_a_tenth_of_a_second_comes_back_too()
    {
        var grid = SampleGrids.Of("a", 30, 1);
        var other = new TimelineGrid("a", "", grid.Layout, new MediaTime(1, 25), grid.Values.ToArray());
        GridCsvWriter.Write(folder["a.csv"], [other]);
        SampleGrids.AssertEqual(other, GridCsvReader.Read(folder["a.csv"])[0]);
    }

    [Fact]
    public void Rows_may_stand_in_any_order()
    {
        TimelineGrid[] grids = [SampleGrids.Of("a", 20, 1), SampleGrids.Of("b", 20, 2)];
        GridCsvWriter.Write(folder["a.csv"], grids);
        var lines = File.ReadAllLines(folder["a.csv"]);
        File.WriteAllLines(folder["b.csv"], [lines[0], .. lines.Skip(1).Reverse()]);
        SampleGrids.AssertEqual(grids[0], GridCsvReader.Read(folder["b.csv"]).Single(g => g.VideoId == "a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nan")]
    [InlineData("NaN")]
    public void A_missing_number_is_read_as_not_a_number(string cell)
    {
        Write(Row("a", "0.0", scale: cell));
        Assert.True(float.IsNaN(GridCsvReader.Read(folder["a.csv"])[0].Row(0)[2]));
    }

    [Theory]
    [InlineData("line 2: target_v1_scale is 'wide', which is no number", "a", "0.0", "1", "0", "wide")]
    [InlineData("line 2: target_v1_active is 0.7, where 0 or 1 says whether a clip is there", "a", "0.0", "0.7", "0", "100")]
    [InlineData("line 2: target_v1_asset is -1, which is no asset class", "a", "0.0", "1", "-1", "100")]
    [InlineData("line 2: target_v1_asset is 2.5, which is no asset class", "a", "0.0", "1", "2.5", "100")]
    [InlineData("line 2: time is 'soon', which is no time in seconds", "a", "soon", "1", "0", "100")]
    [InlineData("line 2: time is '-1', which is no time in seconds", "a", "-1", "1", "0", "100")]
    [InlineData("line 2: time 3 of timeline 'a' is its row 1 and should be 0", "a", "3", "1", "0", "100")]
    [InlineData("line 2: video_id is empty", "", "0.0", "1", "0", "100")]
    public void A_bad_row_is_told_with_its_line(string expected, string id, string time, string active, string asset, string scale)
    {
        Write(Row(id, time, active, asset, scale));
        Assert.StartsWith($"{folder["a.csv"]}: {expected}", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
    }

    [Fact]
    public void Rows_that_are_too_short_too_long_or_twice_are_told()
    {
        Write(Row("a", "0.0") + ",1");
        Assert.Contains("line 2: has more than the 183 fields of the header", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        Write(Row("a", "0.0")[..^2]);
        Assert.Contains("line 2: has 182 fields, where the header has 183", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        Write(Row("a", "0.0"), Row("a", "0.0"));
        Assert.Contains("line 3: time 0 of timeline 'a' is its row 2 and should be 0.1", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        Write("a");
        Assert.Contains("line 2: ends after video_id", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        Write("\"a");
        Assert.Contains("line 2: a quotation mark in video_id is not closed", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
    }

    [Fact]
    public void Files_that_are_no_tables_are_told()
    {
        File.WriteAllText(folder["a.csv"], "");
        Assert.Contains("it is empty", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        File.WriteAllText(folder["a.csv"], "a,b,c\n");
        Assert.Contains("line 1: the header has 3 columns, where a grid has 183 or 243", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        GridCsvWriter.Write(folder["a.csv"], [SampleGrids.Of("a", 1, 1)]);
        var lines = File.ReadAllLines(folder["a.csv"]);
        File.WriteAllLines(folder["a.csv"], [lines[0].Replace("target_v7_x", "target_v7_z", StringComparison.Ordinal), lines[1]]);
        Assert.Contains("line 1: column 61 is 'target_v7_z', where a grid has 'target_v7_x'", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        File.WriteAllText(folder["a.csv"], lines[0] + "\n" + new string('x', 1 << 20));
        Assert.Contains("line 2: is longer than", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        File.WriteAllText(folder["a.csv"], lines[0] + "\n");
        Assert.Contains("it has a header and no rows", OneLine(() => GridCsvReader.Read(folder["a.csv"])));
        File.WriteAllBytes(folder["a.csv"], [0xff, 0xfe, 0x00, 0x80, 0xff]);
        OneLine(() => GridCsvReader.Read(folder["a.csv"]));
        Assert.Contains("cannot be read", OneLine(() => GridCsvReader.Read(folder["none.csv"])));
    }

    private void Write(params string[] rows) => File.WriteAllLines(folder["a.csv"], [string.Join(',', GridTable.Columns(GridLayout.Nine)), .. rows]);

    private static string Row(string id, string time, string active = "1", string asset = "0", string scale = "100") =>
        string.Join(',', [id, "source", time, active, asset, scale, .. Enumerable.Repeat("0", 177)]);

    private static string OneLine(Action read)
    {
        var message = Assert.Throws<MediaException>(read).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
