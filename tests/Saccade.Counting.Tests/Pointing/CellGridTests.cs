using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;

namespace Saccade.Counting.Tests.Pointing;

public class CellGridTests
{
    private static readonly CellGrid Grid = new(32);

    [Fact]
    public void Cell_and_offset_name_the_place_again()
    {
        foreach (var point in new PointPixels[] { new(0, 0), new(3.9, 4), new(17.25, 30.5), new(31.99, 0.01) })
        {
            var (x, y) = Grid.OffsetOf(Grid.CellOf(point), point);
            var back = Grid.Place(Grid.CellOf(point), x, y);
            Assert.Equal(point.X, back.X, 5);
            Assert.Equal(point.Y, back.Y, 5);
            Assert.InRange(x, -0.5, 0.5);
        }
    }

    [Fact]
    public void Cells_go_row_by_row()
    {
        Assert.Equal((8, 64), (Grid.Side, Grid.Count));
        Assert.Equal(0, Grid.CellOf(new(3.99, 3.99)));
        Assert.Equal(1, Grid.CellOf(new(4, 0)));
        Assert.Equal(8, Grid.CellOf(new(0, 4)));
        Assert.Equal(63, Grid.CellOf(new(32, 32)));
    }

    [Theory]
    [InlineData(0, 1, new[] { 0, 1, 4, 5 })]
    [InlineData(5, 1, new[] { 0, 1, 2, 4, 5, 6, 8, 9, 10 })]
    [InlineData(15, 1, new[] { 10, 11, 14, 15 })]
    [InlineData(7, 0, new[] { 7 })]
    [InlineData(13, 2, new[] { 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 })]
    public void Around_a_cell_lie_those_of_a_square_as_far_as_there_are_any(int cell, int reach, int[] around)
    {
        var found = new List<int>();
        foreach (var other in new CellGrid(16).Around(cell, reach))
            found.Add(other);
        Assert.Equal(around, found);
    }
}
