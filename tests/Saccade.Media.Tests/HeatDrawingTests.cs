namespace Saccade.Media.Tests;

public class HeatDrawingTests
{
    [Fact]
    public void The_colour_scale_grows_lighter_all_the_way_and_clamps()
    {
        double before = -1;
        for (int i = 0; i <= 100; i++)
        {
            Rgb colour = ColourScale.At(i / 100.0);
            double lightness = 0.2126 * colour.R + 0.7152 * colour.G + 0.0722 * colour.B;
            Assert.True(lightness > before, $"{i}: {lightness} after {before}");
            before = lightness;
        }
        Assert.Equal(ColourScale.At(0), ColourScale.At(-3));
        Assert.Equal(ColourScale.At(0), ColourScale.At(double.NaN));
        Assert.Equal(ColourScale.At(1), ColourScale.At(7));
    }

    [Fact]
    public void Heat_is_painted_where_it_lies_and_leaves_the_cold_alone()
    {
        var frame = new Frame(40, 20);
        frame.Fill(Rgb.Gray(100));
        // One warm cell of 2 x 4: the second of the lower row, pixels 10 to 20 across and 10 to 20 down.
        frame.PaintHeat([0, 0, 0, 0, 0, 5, 0, 0], rows: 2, columns: 4, largest: 5, area: (0, 0, 40, 20));
        Assert.Equal(Rgb.Gray(100), frame[35, 5]);
        Assert.Equal(Rgb.Gray(100), frame[30, 17]);
        Assert.True(frame[15, 17].R > 180 && frame[15, 17].R - frame[15, 17].B > 50, $"{frame[15, 17]}");
        Assert.True(frame[15, 17].R > frame[10, 17].R, "The middle of the cell is warmer than its edge.");
    }

    [Fact]
    public void A_grid_may_reach_beyond_the_picture()
    {
        var frame = new Frame(40, 20);
        // The square of a letterboxed picture: the warm cell's middle, at 30 across and 20 down, is on the lower edge.
        frame.PaintHeat([0, 0, 0, 8], rows: 2, columns: 2, largest: 8, area: (0, -10, 40, 30));
        Assert.True(frame[35, 19].R > frame[35, 5].R);
        Assert.Equal(Rgb.Black, frame[5, 2]);
    }

    [Fact]
    public void Values_that_are_no_grid_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Frame(4, 4).PaintHeat([1, 2, 3], 2, 2, 1, (0, 0, 4, 4)));

    [Fact]
    public void An_enlarged_picture_has_a_square_for_each_pixel()
    {
        var frame = new Frame(2, 1) { [0, 0] = new Rgb(1, 2, 3), [1, 0] = new Rgb(4, 5, 6) };
        Frame large = frame.Enlarged(3);
        Assert.Equal((6, 3), (large.Width, large.Height));
        Assert.Equal(new Rgb(1, 2, 3), large[2, 2]);
        Assert.Equal(new Rgb(4, 5, 6), large[3, 0]);
    }
}
