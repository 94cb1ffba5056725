using Saccade.Trajectories.Explaining;

namespace Saccade.Trajectories.Tests.Explaining;

public class ClipMapTests
{
    [Fact]
    public void Shares_add_up_to_one_and_a_step_is_shared_by_its_frames()
    {
        // 2 views of 4 frames, 2 steps, a row of 2 cells.
        var map = new ClipMap(2, 4, 2, 1, 2, [1, 0, 2, 3, 0, 0, 4, 10]);
        Assert.Equal(1, map.Shares.ToArray().Sum(), 6);
        Assert.Equal([0.025, 0.025, 0.475, 0.475], map.FrameShares().Select(s => Math.Round(s, 6)));
        Assert.Equal([8f * 4 / 20, 8f * 10 / 20], map.CellsOf(view: 1, frame: 3));
        Assert.False(map.IsEmpty);
    }

    [Fact]
    public void A_map_of_nothing_is_empty_rather_than_not_a_number()
    {
        var map = new ClipMap(1, 4, 4, 1, 1, new float[4]);
        Assert.True(map.IsEmpty);
        Assert.Equal([0.0, 0, 0, 0], map.FrameShares());
    }

    [Fact]
    public void A_cell_on_the_edge_of_a_box_counts_by_its_part_inside()
    {
        var map = new ClipMap(1, 2, 2, 2, 2, [8, 0, 0, 0, 0, 0, 0, 8]);
        // In the first frame the upper half of the picture: the whole warm cell; in the second nothing.
        var (ofMap, ofClip) = map.ShareWithin([new MapBox(0, 0, 1, 0.5), null]);
        Assert.Equal((0.5, 0.25), (Math.Round(ofMap, 6), Math.Round(ofClip, 6)));
        // A quarter of the warm cell of the second frame.
        Assert.Equal(0.125, map.ShareWithin([null, new MapBox(0.75, 0.75, 1, 1)]).OfMap, 6);
    }

    [Fact]
    public void An_even_map_has_in_a_box_what_the_box_has_of_the_clip()
    {
        var map = new ClipMap(1, 6, 3, 5, 7, Enumerable.Repeat(0.3f, 105).ToArray());
        var (ofMap, ofClip) = map.ShareWithin([.. Enumerable.Range(0, 6).Select(t => (MapBox?)MapBox.Around(0.1 * t, 0.4, 0.3))]);
        Assert.Equal(ofClip, ofMap, 6);
    }

    [Fact]
    public void Values_that_do_not_fit_the_shape_are_refused() =>
        Assert.Contains("7 values", Assert.Throws<ArgumentException>(() => new ClipMap(1, 4, 2, 2, 2, new float[7])).Message);

    [Fact]
    public void Rank_correlation_knows_order_alone()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 10], [0.1f, 0.2f, 0.9f, 1000]), 12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3, 10], [4, 3, 2, 1]), 12);
        // Ranks 1.5 1.5 3 4 against 1 2 3 4, worked out by hand: covariance 4.5, variances 4.5 and 5.
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Of([7, 7, 8, 9], [1, 2, 3, 4]), 12);
        Assert.Equal(0, RankCorrelation.Of([5, 5, 5], [1, 2, 3]));
    }
}
