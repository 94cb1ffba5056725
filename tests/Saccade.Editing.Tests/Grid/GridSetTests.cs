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
    public void Content_and_editor_come_back_with_their_grid_and_count_for_the_data_hash()
    {
        var (plain, told) = (SampleGrids.Of("a", 50, 1), SampleGrids.Of("b", 30, 2).With(Heard(30)));
        using (var writer = new GridSetWriter(folder["set"], GridLayout.Nine))
        {
            writer.Append(new StoredGrid(plain, "a", null));
            writer.Append(new StoredGrid(told, "b", null) { Editor = "somebody" });
            writer.Append(new StoredGrid(SampleGrids.Of("c", 20, 3), "c", null));
            writer.Complete();
        }
        var grids = GridFolder.Open(folder["set"]).Grids;
        Assert.Equal([null, "somebody", null], grids.Select(g => g.Editor));
        Assert.Equal((null, null), (grids[0].Grid.Content, grids[2].Grid.Content));
        Assert.Equal(["loudness", "motion"], grids[1].Grid.Content!.Names);
        Assert.Equal(told.Content!.Values.ToArray(), grids[1].Grid.Content!.Values.ToArray());
        SampleGrids.AssertEqual(SampleGrids.Of("c", 20, 3), grids[2].Grid);

        using (var writer = new GridSetWriter(folder["silent"], GridLayout.Nine))
        {
            foreach (var stored in grids)
                writer.Append(stored with { Grid = stored.Grid.With(null) });
            writer.Complete();
        }
        Assert.NotEqual(GridFolder.Open(folder["set"]).DataHash, GridFolder.Open(folder["silent"]).DataHash);
    }

    [Theory]
    [InlineData("\"offset\": 36000", "\"offset\": 36004", "the content of grid 'a' lies outside of its shard")]
    [InlineData("\"offset\": 36000", "\"offset\": -4", "the content of grid 'a' lies outside of its shard")]
    [InlineData("\"motion\"", "\"loudness\"", "without a name of their own")]
    [InlineData("\"motion\"", "null", "without a name of their own")]
    [InlineData("\"motion\"", "\"a,b\"", "without a name of their own")]
    [InlineData("\"somebody\"", "\"\"", "has no name")]
    public void An_index_that_says_something_impossible_of_content_is_refused(string from, string to, string expected)
    {
        using (var writer = new GridSetWriter(folder["set"], GridLayout.Nine))
        {
            writer.Append(new StoredGrid(SampleGrids.Of("a", 50, 1).With(Heard(50)), "a", null) { Editor = "somebody" });
            writer.Complete();
        }
        var index = Path.Combine(folder["set"], "index.json");
        var changed = File.ReadAllText(index).Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(File.ReadAllText(index), changed);
        File.WriteAllText(index, changed);
        Assert.Contains(expected, Assert.Throws<MediaException>(() => GridSet.Open(folder["set"])).Message);
    }

    [Fact]
    public void Damaged_content_is_told_with_its_grid()
    {
        using (var writer = new GridSetWriter(folder["set"], GridLayout.Nine))
        {
            writer.Append(new StoredGrid(SampleGrids.Of("a", 50, 1).With(Heard(50)), "a", null));
            writer.Complete();
        }
        var shard = Path.Combine(folder["set"], "shard-00000.bin");
        var bytes = File.ReadAllBytes(shard);
        bytes[^1] ^= 1;
        File.WriteAllBytes(shard, bytes);
        Assert.Contains("the checksum of the content of grid 'a' does not match", Assert.Throws<MediaException>(() => GridSet.Open(folder["set"]).Read(0)).Message);
    }

    [Fact]
    public void Content_is_finite_has_names_and_as_many_steps_as_its_timeline()
    {
        Assert.Throws<ArgumentException>(() => new GridContent([], []));
        Assert.Throws<ArgumentException>(() => new GridContent(["a", "a"], [1, 2]));
        Assert.Throws<ArgumentException>(() => new GridContent(["a", "b"], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new GridContent(["a"], [float.NaN]));
        Assert.Throws<ArgumentException>(() => new GridContent(["a"], [float.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => SampleGrids.Of("a", 50, 1).With(Heard(49)));
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

    private static GridContent Heard(int steps) => new(["loudness", "motion"], [.. Enumerable.Range(0, 2 * steps).Select(i => i / 7f)]);

    private void Make()
    {
        using var writer = new GridSetWriter(folder["set"], GridLayout.Nine);
        writer.Append(new StoredGrid(SampleGrids.Of("a", 50, 1), "a", null));
        writer.Append(new StoredGrid(SampleGrids.Of("b", 30, 2, source: "film"), "film", Split.Test));
        writer.Complete();
    }
}
