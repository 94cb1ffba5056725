using Saccade.Counting.Geometry;

namespace Saccade.Counting.Tests.Geometry;

public class ImagePlaneTests
{
    private static readonly ImagePlane Plane = new(567, 384);

    [Fact]
    public void Each_axis_normalises_by_its_own_length()
    {
        var (x, y) = Plane.Normalise(new(100, 100));
        Assert.Equal(-0.647266, x, 6);
        Assert.Equal(-0.479167, y, 6);
    }

    [Fact]
    public void A_normalised_place_lies_in_a_pixel()
    {
        Assert.Equal((141, 96), Plane.PixelOf(new(-0.5, -0.5)));
        Assert.Equal((283, 192), Plane.PixelOf(new(0, 0)));
        Assert.Equal((566, 383), Plane.PixelOf(new(1, 1)));
        Assert.Equal((0, 0), Plane.PixelOf(new(-1.3, -1)));
    }

    [Fact]
    public void Restoring_is_the_inverse_of_normalising()
    {
        var point = new PointPixels(12.25, 301.5);
        var back = Plane.Restore(Plane.Normalise(point));
        Assert.Equal(point.X, back.X, 10);
        Assert.Equal(point.Y, back.Y, 10);
    }

    [Fact]
    public void Edges_belong_to_the_image_and_what_lies_beyond_does_not()
    {
        Assert.True(Plane.Holds(new(0, 384)));
        Assert.True(Plane.Holds(new(567, 0)));
        Assert.False(Plane.Holds(new(-0.1, 10)));
        Assert.False(Plane.Holds(new(10, 384.1)));
        Assert.False(Plane.Holds(new(double.NaN, 10)));
    }
}
