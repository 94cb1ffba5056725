using Saccade.Counting.Marks;
using Saccade.Media;

namespace Saccade.Counting.Tests.Marks;

public class MarkDrawingTests
{
    [Theory]
    [InlineData(MarkStyle.Numbers)]
    [InlineData(MarkStyle.Dots)]
    [InlineData(MarkStyle.Halo)]
    public void Without_points_a_picture_stays_as_it_is(MarkStyle style)
    {
        var frame = Grey();
        frame.Mark([], style, MarkDrawing.HistoricalRadius);
        Assert.Equal(Grey().Pixels, frame.Pixels);
    }

    [Fact]
    public void A_numbered_disc_is_six_tenths_green_over_the_picture()
    {
        var frame = Grey();
        frame.Mark([new(32, 32)], MarkStyle.Numbers, MarkDrawing.HistoricalRadius);
        // Beside the digit, well inside of the disc.
        Assert.Equal(new Rgb(40, 193, 40), frame[32, 40]);
        Assert.Equal(new Rgb(100, 100, 100), frame[32, 50]);
        Assert.Contains(Enumerable.Range(0, 64 * 64), i => frame[i % 64, i / 64] == Rgb.White);
    }

    [Fact]
    public void Marks_grow_with_the_radius()
    {
        var (small, large) = (Grey(), Grey());
        small.Mark([new(32, 32)], MarkStyle.Numbers, 6);
        large.Mark([new(32, 32)], MarkStyle.Numbers, 18);
        Assert.True(Changed(large) > 6 * Changed(small));
    }

    [Fact]
    public void Dots_of_a_count_have_hues_of_their_own()
    {
        var frame = Grey();
        frame.Mark([new(16, 16), new(48, 16), new(32, 48)], MarkStyle.Dots, 12);
        Rgb[] hues = [frame[16, 16], frame[48, 16], frame[32, 48]];
        Assert.Equal(3, hues.Distinct().Count());
        Assert.True(hues[0].R > hues[0].G && hues[1].G > hues[1].R && hues[2].B > hues[2].R);
    }

    [Fact]
    public void A_halo_is_red_and_fades()
    {
        var frame = Grey();
        frame.Mark([new(32, 32)], MarkStyle.Halo, 10);
        Assert.True(frame[32, 32].R > frame[38, 32].R && frame[38, 32].R > frame[46, 32].R);
        Assert.True(frame[32, 32].R > frame[32, 32].B);
    }

    [Fact]
    public void Marks_at_the_edge_are_clipped()
    {
        var frame = Grey();
        foreach (var style in Enum.GetValues<MarkStyle>())
            frame.Mark([new(0, 0), new(64, 64)], style, 12);
    }

    private static Frame Grey()
    {
        var frame = new Frame(64, 64);
        frame.Fill(Rgb.Gray(100));
        return frame;
    }

    private static int Changed(Frame frame) => Enumerable.Range(0, 64 * 64).Count(i => frame[i % 64, i / 64] != Rgb.Gray(100));
}
