using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Media;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Learning;

public class InputStatisticsTests
{
    [Fact]
    public void A_grey_picture_has_no_saturation_and_a_red_one_all_of_it()
    {
        Assert.Equal(0, Of((_, _) => new Rgb(90, 90, 90))["saturation"]);
        Assert.Equal(1, Of((_, _) => new Rgb(255, 0, 0))["saturation"]);
    }

    [Fact]
    public void Stripes_have_edges_and_an_even_picture_has_none()
    {
        Assert.Equal(1, Of((x, _) => x % 2 == 0 ? new Rgb(255, 255, 255) : new Rgb(0, 0, 0))["edges"]);
        Assert.Equal(0, Of((_, _) => new Rgb(255, 255, 255))["edges"]);
    }

    private static IReadOnlyDictionary<string, double> Of(Func<int, int, Rgb> colour)
    {
        var picture = new Frame(16, 8);
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                var (at, c) = (3 * ((y * 16) + x), colour(x, y));
                (picture.Pixels[at], picture.Pixels[at + 1], picture.Pixels[at + 2]) = (c.R, c.G, c.B);
            }
        }
        var engine = new Engine();
        using var scope = engine.BeginScope();
        return InputStatistics.Of(CountingImage.On("x", picture, 16, 0, [], PointOrder.Reading), engine.Zeros(1, 4, 2), 0);
    }
}
