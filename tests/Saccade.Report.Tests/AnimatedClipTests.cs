using Saccade.Media;
using Saccade.Report.Elements;

namespace Saccade.Report.Tests;

public class AnimatedClipTests
{
    [Fact]
    public void A_clip_is_one_picture_of_all_frames_that_moves_by_whole_frames_and_ends_at_the_last()
    {
        var frames = Enumerable.Range(0, 5).Select(t => Filled(6, 4, (byte)(50 * t))).ToArray();
        var html = new AnimatedClip(frames, "five shades").ToHtml().ToString();
        var strip = PictureIn(html);
        Assert.Equal((30, 4), (strip.Width, strip.Height));
        Assert.Equal(Enumerable.Range(0, 5).Select(t => Rgb.Gray((byte)(50 * t))), Enumerable.Range(0, 5).Select(t => strip[6 * t + 3, 2]));
        Assert.Contains("width:500%;--end:-80%;", html);
        Assert.Contains("steps(4)", html);
        Assert.Contains("alt=\"five shades\"", html);
    }

    [Fact]
    public void A_single_frame_stands_still() => Assert.Contains("animation:none", new AnimatedClip([new Frame(4, 4)], "").ToHtml().ToString());

    [Fact]
    public void A_long_clip_shows_32_of_its_frames_the_first_and_the_last_among_them()
    {
        var strip = PictureIn(new AnimatedClip([.. Enumerable.Range(0, 200).Select(t => Filled(2, 2, (byte)t))], "").ToHtml().ToString());
        Assert.Equal(64, strip.Width);
        Assert.Equal((Rgb.Gray(0), Rgb.Gray(199)), (strip[0, 0], strip[63, 1]));
    }

    [Theory]
    [InlineData(64, 16)]
    [InlineData(224, 100)]
    public void A_clip_of_pure_noise_stays_small(int size, int count)
    {
        var frames = Enumerable.Range(0, count).Select(t => Noise(size, (uint)t)).ToArray();
        Assert.InRange(new AnimatedClip(frames, "").ToHtml().ToString().Length, 1000, FilmStrip.MostBytes * 4 / 3 + 1000);
    }

    [Fact]
    public void Coarser_shades_are_neither_darker_nor_brighter_on_average()
    {
        var frames = Enumerable.Range(0, 16).Select(t => Noise(64, (uint)t)).ToArray();
        var strip = PictureIn(new AnimatedClip(frames, "").ToHtml().ToString());
        Assert.Equal(127.5, strip.Pixels.Average(p => (double)p), 1.5);
    }

    private static Frame Filled(int width, int height, byte grey)
    {
        var frame = new Frame(width, height);
        frame.Fill(Rgb.Gray(grey));
        return frame;
    }

    // A linear congruential generator: what does not compress, the same every time.
    private static Frame Noise(int size, uint seed)
    {
        var frame = new Frame(size, size);
        var state = seed * 2654435761u + 1;
        for (var i = 0; i < frame.Pixels.Length; i++)
            frame.Pixels[i] = (byte)((state = state * 1664525 + 1013904223) >> 24);
        return frame;
    }

    private static Frame PictureIn(string html)
    {
        var start = html.IndexOf("base64,", StringComparison.Ordinal) + 7;
        return PngReader.Decode(Convert.FromBase64String(html[start..html.IndexOf('"', start)]), "strip");
    }
}
