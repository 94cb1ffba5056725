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
            var (x, y) = Grid.OffsetOf(point);
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

    [Fact]
    public void Visited_places_show_in_their_cell_and_around_it_and_the_last_one_apart()
    {
        var planes = new float[Grid.Count * VisitedPlanes.Count];
        VisitedPlanes.Fill(planes, [new(6, 6), new(26, 26)], Grid);
        Assert.Equal(1, Of(9, 0));
        Assert.Equal(1, Of(54, 0));
        Assert.Equal(0, Of(10, 0));
        Assert.InRange(Of(10, 1), 0.5, 0.7);
        Assert.Equal(1, Of(54, 3));
        Assert.InRange(Of(9, 3), 0, 0.05);
        Assert.Equal((0.0, 0.0), (Of(54, 4), Of(54, 5)));
        Assert.Equal(-1.25, Of(9, 4), 5);
        Assert.All(Enumerable.Range(0, Grid.Count), cell => Assert.Equal(0, Of(cell, 6)));

        float Of(int cell, int plane) => planes[(cell * VisitedPlanes.Count) + plane];
    }

    [Fact]
    public void Where_nothing_is_visited_that_alone_is_said()
    {
        var planes = new float[Grid.Count * VisitedPlanes.Count];
        Array.Fill(planes, 7);
        VisitedPlanes.Fill(planes, [], Grid);
        Assert.Equal(Grid.Count, planes.Sum());
        Assert.Equal(1, planes[6]);
    }
}
