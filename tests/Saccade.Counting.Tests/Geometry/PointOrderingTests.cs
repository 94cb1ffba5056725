using Saccade.Counting.Geometry;

namespace Saccade.Counting.Tests.Geometry;

public class PointOrderingTests
{
    private static readonly PointPixels[] Points = [new(300, 49), new(20, 51), new(500, 10), new(100, 60), new(250, 120)];

    [Theory]
    [InlineData(PointOrder.Reading, new[] { 0, 2, 1, 3, 4 })]
    [InlineData(PointOrder.LeftToRight, new[] { 1, 3, 4, 0, 2 })]
    [InlineData(PointOrder.NearestNeighbour, new[] { 2, 0, 4, 3, 1 })]
    public void Points_are_sorted_as_the_specification_says(PointOrder order, int[] expected) =>
        Assert.Equal(expected, PointOrdering.Sort(Points, order, PointOrdering.HistoricalRowHeight));

    [Fact]
    public void Rows_of_another_height_read_otherwise() =>
        Assert.Equal([1, 3, 0, 2, 4], PointOrdering.Sort(Points, PointOrder.Reading, rowHeight: 100));

    [Fact]
    public void Equal_places_keep_their_order()
    {
        PointPixels[] same = [new(5, 5), new(5, 5), new(5, 5)];
        Assert.All(Enum.GetValues<PointOrder>(), order => Assert.Equal([0, 1, 2], PointOrdering.Sort(same, order, 50)));
    }

    [Fact]
    public void Nothing_is_sorted_into_nothing() =>
        Assert.All(Enum.GetValues<PointOrder>(), order => Assert.Empty(PointOrdering.Sort([], order, 50)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Rows_without_height_are_refused(double height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PointOrdering.Sort(Points, PointOrder.Reading, height));
}
