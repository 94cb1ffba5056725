using Saccade.Counting.Geometry;

namespace Saccade.Counting.Tests.Geometry;

public class SpacingTests
{
    [Fact]
    public void The_usual_distance_is_that_of_most_things_to_their_neighbours()
    {
        Assert.Equal(10, Spacing.Of([new(0, 0), new(10, 0), new(20, 0), new(500, 0)]));
        Assert.Null(Spacing.Of([new(3, 3)]));
        // Groups do not see each other.
        Assert.Equal(7, Spacing.Within([[new(0, 0), new(7, 0)], [new(1, 0), new(8, 0)], [new(2, 2)]]));
    }
}
