using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Npz;
using Saccade.Media;

namespace Saccade.Editing.Tests.Grid;

/// <summary>Timelines come back from the windows that the historical system cut them into.</summary>
public sealed class WindowNpzTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(100, 20, 9)]
    [InlineData(100, 0, 9)]
    [InlineData(50, 25, 12)]
    [InlineData(10, 9, 9)]
    public void Timelines_are_put_together_from_their_windows(int length, int overlap, int values)
    {
        var layout = GridLayout.WithValues(values)!;
        TimelineGrid[] grids = [SampleGrids.Of("a", 230, 1, layout, "source"), SampleGrids.Of("b", 7, 2, layout, "source"), SampleGrids.Of("c", 181, 3, layout, "other")];
        Save(grids, new WindowPlan(length, overlap));
        var read = GridNpz.Read(folder["windows.npz"]);
        Assert.Equal(grids.Length, read.Count);
        foreach (var (expected, actual) in grids.Zip(read))
            SampleGrids.AssertEqual(expected, actual);
    }

    [Fact]
    public void Where_nothing_ever_changes_windows_overlap_as_the_historical_ones_did()
    {
        var still = new TimelineGrid("a", TimelineGrid.UnknownSource, GridLayout.Nine, TimelineGrid.DefaultStep, new float[181 * 180]);
        Save([still], new WindowPlan(100, 20));
        Assert.Equal(181, Assert.Single(GridNpz.Read(folder["windows.npz"])).Steps);
    }

    [Theory]
    [InlineData("masks", "it has windows and no array 'masks'")]
    [InlineData("hole", "the mask of window 1 is not ones and then zeros")]
    [InlineData("empty", "the mask of window 2 is not ones and then zeros")]
    [InlineData("short", "window 0 has padding and is not the last of 'a'")]
    [InlineData("shape", "the shape of sequences is (3, 100, 181), where windows are (N, L, 180 or 240)")]
    [InlineData("names", "2 video_ids and 2 source_video_names are not those of 3 windows")]
    public void Windows_of_no_timeline_are_refused_in_one_line(string fault, string expected)
    {
        var masks = Enumerable.Repeat(true, 300).ToArray();
        if (fault == "hole")
            masks[150] = false;
        if (fault == "empty")
            masks.AsSpan(200).Clear();
        if (fault == "short")
            masks[99] = false;
        var width = fault == "shape" ? 181 : 180;
        (string, NpyArray)[] arrays =
        [
            ("sequences", NpyArray.Of(new float[300 * width], 3, 100, width)),
            (fault == "masks" ? "mask" : "masks", NpyArray.Of(masks, 3, 100)),
            ("video_ids", NpyArray.Of(fault == "names" ? ["a", "a"] : ["a", "a", "b"])),
        ];
        NpzFile.Write(folder["windows.npz"], arrays);
        var refused = Assert.Throws<MediaException>(() => GridNpz.Read(folder["windows.npz"])).Message;
        Assert.Contains(expected, refused, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused);
    }

    private void Save(TimelineGrid[] grids, WindowPlan plan)
    {
        var (values, masks, ids, sources) = (new List<float>(), new List<bool>(), new List<string>(), new List<string>());
        foreach (var grid in grids)
        {
            for (var i = 0; i < plan.Count(grid.Steps); i++)
            {
                var (start, steps) = plan.Window(i, grid.Steps);
                values.AddRange(grid.Values.Slice(start * grid.Layout.Width, steps * grid.Layout.Width).ToArray());
                values.AddRange(new float[(plan.Length - steps) * grid.Layout.Width]);
                masks.AddRange(Enumerable.Range(0, plan.Length).Select(step => step < steps));
                ids.Add(grid.VideoId);
                sources.Add(grid.SourceVideoName);
            }
        }
        NpzFile.Write(folder["windows.npz"], [
            ("sequences", NpyArray.Of([.. values], ids.Count, plan.Length, grids[0].Layout.Width)), ("masks", NpyArray.Of(masks.ToArray(), ids.Count, plan.Length)),
            ("video_ids", NpyArray.Of(ids)), ("source_video_names", NpyArray.Of(sources)),
        ]);
    }
}
