using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Tests.Grid;

/// <summary>A stored set gives back what was put in, and says clearly what is wrong with a bad one; a folder of files takes what can be read.</summary>
public sealed class GridSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_grid_comes_back_with_its_place()
    {
        Make();
        var set = GridSet.Open(folder["set"]);
        Assert.Equal((2, GridLayout.Nine), (set.Count, set.Layout));
        SampleGrids.AssertEqual(SampleGrids.Of("b", 30, 2, source: "film"), set.Read(1).Grid);
        Assert.Equal(("film", (Split?)Split.Test), (set.Read(1).Project, set.Read(1).Split));
        Assert.Null(set.Read(0).Split);
    }

    [Fact]
    public void A_set_that_was_not_completed_leaves_nothing()
    {
        using (var writer = new GridSetWriter(folder["set"], GridLayout.Nine))
            writer.Append(new StoredGrid(SampleGrids.Of("a", 10, 1), "a", null));
        Assert.False(Directory.Exists(folder["set"]));
    }

    [Fact]
    public void A_damaged_shard_is_told_and_the_others_stay_readable()
    {
        Make();
        var shard = Path.Combine(folder["set"], "shard-00000.bin");
        var bytes = File.ReadAllBytes(shard);
        bytes[5] ^= 1;
        File.WriteAllBytes(shard, bytes);
        var opened = GridFolder.Open(folder["set"]);
        Assert.Equal("b", Assert.Single(opened.Grids).Grid.VideoId);
        Assert.Contains("the checksum of grid 'a' does not match", Assert.Single(opened.LeftOut).Cause);
        File.WriteAllBytes(shard, bytes[..^1]);
        Assert.Contains("bytes instead of", Assert.Throws<MediaException>(() => GridSet.Open(folder["set"]).Read(0)).Message);
    }

    [Theory]
    [InlineData("\"steps\": 50", "\"steps\": 2000000000", "lies outside of its shard")]
    [InlineData("\"values_per_track\": 9", "\"values_per_track\": 7", "it has 7 values a track")]
    [InlineData("\"version\": 1", "\"version\": 2", "this program reads saccade-grids version 1")]
    [InlineData("\"steps\": 50", "\"steps\": -1", "lies outside of its shard")]
    [InlineData("\"shard\": 0", "\"shard\": 7", "lies outside of its shard")]
    [InlineData("\"video_id\": \"b\"", "\"video_id\": \"a\"", "there already")]
    [InlineData("{", "[", "it is no index of grids")]
    public void An_index_that_says_something_impossible_is_refused(string from, string to, string expected)
    {
        Make();
        var index = Path.Combine(folder["set"], "index.json");
        File.WriteAllText(index, File.ReadAllText(index).Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(expected, Assert.Throws<MediaException>(() => GridSet.Open(folder["set"])).Message);
    }

    [Fact]
    public void A_folder_of_files_takes_what_can_be_read_and_tells_of_the_rest()
    {
        GridCsvWriter.Write(folder["1.csv"], [SampleGrids.Of("a", 20, 1), SampleGrids.Of("b", 20, 2)]);
        GridNpz.Write(folder["2.npz"], [SampleGrids.Of("copy of a", 20, 1), SampleGrids.Of("c", 20, 3)]);
        File.WriteAllText(folder["3.csv"], "broken");
        File.WriteAllText(folder["notes.txt"], "no grid");
        var opened = GridFolder.Open(folder.Path);
        Assert.Equal(["a", "b", "c"], opened.Grids.Select(g => g.Grid.VideoId));
        Assert.Equal([("copy of a", false), ("3.csv", true)], opened.LeftOut.Select(l => (l.Name, l.IsUnreadable)));
    }

    [Fact]
    public void Folders_without_grids_or_with_two_layouts_are_told()
    {
        Assert.Contains("it holds no stored set of grids, no .csv and no .npz", Assert.Throws<MediaException>(() => GridFolder.Open(folder.Path)).Message);
        Assert.Contains("there is no such folder", Assert.Throws<MediaException>(() => GridFolder.Open(folder["none"])).Message);
        GridCsvWriter.Write(folder["1.csv"], [SampleGrids.Of("a", 20, 1)]);
        GridCsvWriter.Write(folder["2.csv"], [SampleGrids.Of("b", 20, 1, GridLayout.Twelve)]);
        Assert.Contains("keep them in two folders", Assert.Throws<MediaException>(() => GridFolder.Open(folder.Path)).Message);
    }

    private void Make()
    {
        using var writer = new GridSetWriter(folder["set"], GridLayout.Nine);
        writer.Append(new StoredGrid(SampleGrids.Of("a", 50, 1), "a", null));
        writer.Append(new StoredGrid(SampleGrids.Of("b", 30, 2, source: "film"), "film", Split.Test));
        writer.Complete();
    }
}
