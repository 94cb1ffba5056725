using Saccade.Editing.Cutting;

namespace Saccade.Editing.Tests.Cutting;

public sealed class CutDecodingTests
{
    private static readonly ClipShape Plain = ClipShape.None;

    [Fact]
    public void Steps_that_reach_the_threshold_are_kept()
    {
        Assert.Equal([new(1, 3), new(4, 5)], CutDecoding.Decode([0.1f, 0.5f, 0.9f, 0.4f, 0.6f], 0.5, Plain));
        Assert.Empty(CutDecoding.Decode([0.1f, 0.2f], 0.5, Plain));
        Assert.Empty(CutDecoding.Decode([], 0.5, Plain));
    }

    [Fact]
    public void Short_gaps_are_closed_before_short_clips_are_dropped_and_margins_come_last()
    {
        // Two blips with a gap of two steps are one clip of five; the one at the end is alone.
        float[] scores = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1];

        Assert.Equal([new(3, 8)], CutDecoding.Decode(scores, 0.5, Plain with { Merge = 0.3, Shortest = 0.3 }));
        Assert.Equal([new(1, 9)], CutDecoding.Decode(scores, 0.5, Plain with { Merge = 0.3, Shortest = 0.3, Before = 0.2, After = 0.1 }));
        Assert.Equal([new(0, 15)], CutDecoding.Decode(scores, 0.5, Plain with { Before = 0.5, After = 0.5 }));
    }

    [Fact]
    public void A_gap_as_long_as_the_shortest_that_stays_stays()
    {
        float[] scores = [1, 0, 0, 1];

        Assert.Equal([new(0, 1), new(3, 4)], CutDecoding.Decode(scores, 0.5, Plain with { Merge = 0.2 }));
        Assert.Equal([new(0, 4)], CutDecoding.Decode(scores, 0.5, Plain with { Merge = 0.3 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(119)]
    public void No_result_is_longer_than_its_target_and_hardly_one_much_shorter(int target)
    {
        var scores = Enumerable.Range(0, 120).Select(i => (float)(0.5 + (0.4 * Math.Sin(i * 0.35)) + (0.1 * Math.Sin(i * 0.05)))).ToArray();

        var ranges = CutDecoding.DecodeTo(scores, target, Plain);

        var total = ranges.Sum(r => r.Count);
        Assert.InRange(total, Math.Max(1, target - 20), target);
        Assert.Equal(ranges.OrderBy(r => r.First), ranges);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.First));
    }

    [Fact]
    public void What_is_surest_is_kept_when_there_is_no_room_for_everything()
    {
        float[] scores = [.. Enumerable.Repeat(0.7f, 10), .. Enumerable.Repeat(0f, 5), .. Enumerable.Repeat(0.9f, 10), .. Enumerable.Repeat(0f, 5), .. Enumerable.Repeat(0.6f, 10)];

        Assert.Equal([new(15, 25)], CutDecoding.DecodeTo(scores, 12, Plain));
        Assert.Equal([new(0, 10), new(15, 25)], CutDecoding.DecodeTo(scores, 29, Plain));
        Assert.Equal([new(0, 40)], CutDecoding.DecodeTo(scores, 40, Plain));
    }

    [Fact]
    public void Where_every_clip_is_too_long_the_strongest_piece_is_taken()
    {
        float[] scores = [.. Enumerable.Repeat(0.5f, 20), .. Enumerable.Repeat(0.5f, 20)];
        scores[30] = 0.51f;

        var ranges = CutDecoding.DecodeTo(scores, 5, Plain with { Shortest = 1 });

        Assert.Equal(5, Assert.Single(ranges).Count);
        Assert.InRange(30, ranges[0].First, ranges[0].End - 1);
    }
}
