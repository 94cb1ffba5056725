namespace Saccade.Media.Tests;

public class ContactSheetTests
{
    [Theory]
    [InlineData(16, 4, new[] { 0, 5, 10, 15 })]
    [InlineData(3, 8, new[] { 0, 1, 2 })]
    [InlineData(9, 1, new[] { 0 })]
    public void Columns_run_from_the_first_frame_to_the_last(int frames, int columns, int[] chosen) =>
        Assert.Equal(chosen, ContactSheet.Choose(frames, columns));

    [Fact]
    public void Each_clip_stands_in_a_row_below_its_caption()
    {
        var red = new Clip(4, 100, 100, new FrameRate(25, 1));
        for (int i = 0; i < red.Bytes.Length; i += 3) red.Bytes[i] = 255;
        var small = new Clip(2, 10, 50, new FrameRate(25, 1));
        small.Bytes.AsSpan().Fill(200);
        Frame sheet = ContactSheet.Draw([new("a red clip", red), new("enlarged twice", small)], columns: 3);
        Assert.Equal(4 + 3 * 104, sheet.Width);
        Assert.Equal(4 + (100 + 28) + (20 + 28), sheet.Height);
        Assert.Equal(new Rgb(255, 0, 0), sheet[4, 16]);
        Assert.Equal(new Rgb(255, 0, 0), sheet[4 + 2 * 104 + 99, 16 + 99]);
        Assert.Equal(Rgb.Gray(200), sheet[4 + 104 + 99, 4 + 128 + 12 + 19]);
        Assert.Equal(Rgb.Gray(24), sheet[4 + 2 * 104 + 50, 4 + 128 + 12 + 5]);
    }

    [Fact]
    public void A_long_caption_is_not_cut()
    {
        var clip = new Clip(1, 96, 96, new FrameRate(25, 1));
        string caption = new('M', 60);
        Frame sheet = ContactSheet.Draw([new(caption, clip)], columns: 1);
        Assert.True(sheet.Width >= BitmapFont.Measure(caption).Width + 4);
    }
}
