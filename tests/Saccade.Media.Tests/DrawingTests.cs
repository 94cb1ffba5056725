namespace Saccade.Media.Tests;

public class DrawingTests
{
    [Theory]
    [InlineData(8, 8, 5)]
    [InlineData(8.3, 7.6, 3.4)]
    [InlineData(8.5, 8.5, 0.2)]
    public void A_disc_covers_its_area_around_its_centre(double x, double y, double radius)
    {
        var frame = new Frame(17, 16);
        frame.FillDisc(x, y, radius, Rgb.White);
        double mass = 0, centreX = 0, centreY = 0;
        for (int py = 0; py < 16; py++)
        {
            for (int px = 0; px < 17; px++)
            {
                double share = frame[px, py].R / 255.0;
                mass += share;
                centreX += share * (px + 0.5);
                centreY += share * (py + 0.5);
            }
        }
        Assert.Equal(Math.PI * radius * radius, mass, 0.01 * mass + 0.01);
        Assert.Equal(x, centreX / mass, 0.01);
        Assert.Equal(y, centreY / mass, 0.01);
    }

    [Fact]
    public void A_disc_without_anti_aliasing_paints_pixels_by_their_centre()
    {
        var frame = new Frame(5, 5);
        frame.FillDisc(2.5, 2.5, 1.5, Rgb.White, antialias: false);
        Assert.Equal(".....|.###.|.###.|.###.|.....", Shape(frame));
    }

    [Fact]
    public void A_circle_leaves_its_inside_alone()
    {
        var frame = new Frame(21, 21);
        frame.DrawCircle(10.5, 10.5, 8, Rgb.White, thickness: 1);
        Assert.Equal(Rgb.Black, frame[10, 10]);
        Assert.Equal(Rgb.White, frame[18, 10]);
        Assert.Equal(Rgb.White, frame[10, 2]);
        Assert.Equal(Rgb.Black, frame[20, 10]);
    }

    [Fact]
    public void A_box_is_drawn_inside_its_edges_with_even_alpha()
    {
        var frame = new Frame(6, 5);
        frame.DrawBox(1, 1, 5, 4, Rgb.White, thickness: 1, alpha: 0.5);
        Assert.Equal("......|.####.|.#..#.|.####.|......", Shape(frame));
        Assert.All(frame.Pixels, value => Assert.Contains(value, new byte[] { 0, 128 }));
    }

    [Fact]
    public void A_box_thicker_than_itself_is_full()
    {
        var frame = new Frame(4, 4);
        frame.DrawBox(1, 1, 3, 3, Rgb.White, thickness: 9, alpha: 0.5);
        Assert.Equal("....|.##.|.##.|....", Shape(frame));
        Assert.Equal(Rgb.Gray(128), frame[2, 2]);
    }

    [Fact]
    public void A_box_between_pixels_is_shared_between_them()
    {
        var frame = new Frame(3, 1);
        frame.FillBox(0.5, 0, 2.25, 1, Rgb.White);
        Assert.Equal([128, 255, 64], new[] { frame[0, 0].R, frame[1, 0].R, frame[2, 0].R });
    }

    [Fact]
    public void A_line_reaches_both_of_its_ends()
    {
        var frame = new Frame(6, 3);
        frame.DrawLine(0.5, 1.5, 5.5, 1.5, Rgb.White);
        Assert.Equal("......|######|......", Shape(frame));
        Assert.Equal(Rgb.White, frame[5, 1]);
    }

    [Fact]
    public void Letters_are_those_of_the_font()
    {
        var frame = new Frame(11, 9);
        frame.DrawText(0, 0, "Tg", Rgb.White);
        Assert.Equal(
            "#####......|..#........|..#....####|..#...#...#|..#...#...#|..#...#...#|..#....####|..........#|.......###.",
            Shape(frame));
        Assert.Equal((11, 9), BitmapFont.Measure("Tg"));
    }

    [Fact]
    public void Text_is_scaled_by_whole_factors_and_broken_at_line_feeds()
    {
        var frame = new Frame(22, 40);
        frame.DrawText(0, 0, "\nl", Rgb.White, scale: 2);
        Assert.Equal(BitmapFont.LineHeight * 2, Enumerable.Range(0, 40).First(y => frame.Row(y).ContainsAnyExcept((byte)0)));
        Assert.Equal(Rgb.White, frame[3, 23]);
        Assert.Equal((5, 20), BitmapFont.Measure("a\nb"));
    }

    [Fact]
    public void Every_printable_character_has_a_letter_of_its_own_and_others_show_a_question_mark()
    {
        string[] shapes = [.. Enumerable.Range(32, 95).Select(code => Letter((char)code))];
        Assert.Equal(95, shapes.Distinct().Count());
        Assert.Equal(Letter('?'), Letter('\u00e9'));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(-1e300, 1e300)]
    [InlineData(50, 50)]
    public void What_lies_outside_or_nowhere_draws_nothing(double x, double y)
    {
        var frame = new Frame(8, 8);
        frame.FillDisc(x, y, 3, Rgb.White);
        frame.DrawCircle(x, y, 3, Rgb.White);
        frame.DrawLine(x, y, x, y + 1, Rgb.White);
        frame.FillBox(x, y, x + 3, y + 3, Rgb.White);
        frame.DrawBox(x, y, x + 3, y + 3, Rgb.White);
        frame.DrawText(int.MaxValue, int.MinValue, "text", Rgb.White);
        Assert.All(frame.Pixels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_shape_larger_than_the_frame_is_clipped_to_it()
    {
        var frame = new Frame(4, 4);
        frame.FillDisc(2, 2, 1e9, Rgb.White);
        Assert.All(frame.Pixels, value => Assert.Equal(255, value));
    }

    private static string Letter(char character)
    {
        var frame = new Frame(5, 9);
        frame.DrawText(0, 0, character.ToString(), Rgb.White);
        return Shape(frame);
    }

    private static string Shape(Frame frame) => string.Join('|', Enumerable.Range(0, frame.Height).Select(y =>
        string.Concat(Enumerable.Range(0, frame.Width).Select(x => frame[x, y].R > 0 ? '#' : '.'))));
}
