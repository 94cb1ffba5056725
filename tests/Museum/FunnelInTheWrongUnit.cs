using Saccade.Counting.Geometry;
using Saccade.Counting.Losses;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: the funnel's threshold of 0.3 is about 115 pixels, so anything nearer is pulled in. True: coordinates run from -1 to 1, and 0.3 of these is 57.6 pixels along an axis of 384, half of that on a diagonal
/// and 85 where an image is 567 wide. Caught by <c>PointNormal</c> and <c>PointPixels</c>, which are two types and meet in <c>ImagePlane</c> alone, by the loaded image's own size.
/// </summary>
public class FunnelInTheWrongUnit
{
    private const double Threshold = 0.3, Reported = 115.2;

    [Theory]
    [InlineData(384, 57.6)]
    [InlineData(567, 85.05)]
    [InlineData(768, Reported)]
    public void The_threshold_lies_where_the_image_s_own_size_puts_it(int width, double pixels)
    {
        var plane = new ImagePlane(width, 384);
        Assert.True(IsInside(plane, pixels - 0.1, 0));
        Assert.False(IsInside(plane, pixels + 0.1, 0));
    }

    [Fact]
    public void It_is_half_as_far_along_each_axis_of_a_diagonal()
    {
        var plane = new ImagePlane(384, 384);
        Assert.True(IsInside(plane, 28.7, 28.7));
        Assert.False(IsInside(plane, 28.9, 28.9));
    }

    [Fact]
    public void What_was_reported_is_far_outside_of_it_and_pulled_with_half_of_the_slope() =>
        Assert.Equal(0.5, SpatialLoss.WideFunnel.At(Distance(new(384, 384), Reported, 0)).Slope / SpatialLoss.WideFunnel.At(Threshold - 1e-9).Slope, 6);

    private static bool IsInside(ImagePlane plane, double right, double down) => Distance(plane, right, down) < Threshold;

    /// <summary>|dx| + |dy| of two places so many pixels apart, normalised.</summary>
    private static double Distance(ImagePlane plane, double right, double down)
    {
        var (a, b) = (plane.Normalise(new(100, 100)), plane.Normalise(new(100 + right, 100 + down)));
        return Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);
    }
}
