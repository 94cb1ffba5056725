using Saccade.Counting.Geometry;
using Saccade.Counting.Pointing;

namespace Saccade.Counting.Tests.Pointing;

public class VisitedPlanesTests
{
    private static readonly CellGrid Grid = new(32);
    private static readonly PointPixels[] Middles = [.. Enumerable.Range(0, Grid.Count).Select(Grid.Middle)];

    [Fact]
    public void Visited_places_show_around_them_and_the_last_one_apart()
    {
        var of = Planes([new(6, 6), new(26, 26)], Middles);
        Assert.Equal((1.0, 1.0), (of(9, 0), of(54, 0)));
        Assert.InRange(of(10, 0), 0.1, 0.2);
        Assert.InRange(of(10, 1), 0.9, 0.95);
        Assert.Equal(1, of(54, 2));
        Assert.InRange(of(9, 2), 0, 0.05);
        Assert.Equal((0.0, 0.0), (of(54, 3), of(54, 4)));
        Assert.Equal(-1.25, of(9, 3), 5);
        Assert.All(Enumerable.Range(0, Grid.Count), cell => Assert.Equal(0, of(cell, 5)));
    }

    [Fact]
    public void A_cell_is_visited_where_it_says_that_its_thing_lies()
    {
        PointPixels[] places = [.. Middles];
        places[10] = new(8.5, 6);
        var of = Planes([new(8.5, 6)], places);
        Assert.Equal(1, of(10, 0));
        Assert.InRange(of(9, 0), 0.4, 0.5);
    }

    [Fact]
    public void Where_nothing_is_visited_that_alone_is_said()
    {
        var planes = new float[Grid.Count * VisitedPlanes.Count];
        Array.Fill(planes, 7);
        VisitedPlanes.Fill(planes, [], Middles, Grid);
        Assert.Equal(Grid.Count, planes.Sum());
        Assert.Equal(1, planes[5]);
    }

    private static Func<int, int, double> Planes(PointPixels[] visited, PointPixels[] places)
    {
        var planes = new float[Grid.Count * VisitedPlanes.Count];
        VisitedPlanes.Fill(planes, visited, places, Grid);
        return (cell, plane) => planes[(cell * VisitedPlanes.Count) + plane];
    }
}
