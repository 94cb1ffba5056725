namespace Saccade.Media.Tests;

/// <summary>The built-in PNG reader and writer against ffmpeg's.</summary>
public sealed class FfmpegPngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegTheory]
    [InlineData("rgb24", "")]
    [InlineData("rgb24", "-flags +ildct")]
    [InlineData("rgb24", "-pred paeth")]
    [InlineData("rgb24", "-pred avg")]
    public void Pictures_without_loss_are_read_exactly(string format, string options)
    {
        Frame frame = Pictures.Noise(37, 23, 5);
        FfmpegFiles.Run($"{FfmpegFiles.RawInput(frame)} -pix_fmt {format} {options} \"{_folder["a.png"]}\"", frame.Pixels);
        Assert.Equal(frame.Pixels, PngReader.Read(_folder["a.png"]).Pixels);
    }

    [FfmpegTheory]
    [InlineData("")]
    [InlineData("-flags +ildct")]
    public void Sixteen_bits_are_rounded_to_eight(string options)
    {
        Frame noise = Pictures.Noise(74, 23, 7); // as 16-bit samples, half as many pixels in a row
        string png = _folder["a.png"];
        FfmpegFiles.Run($"-f rawvideo -pix_fmt rgb48be -s 37x23 -i pipe:0 {options} \"{png}\"", noise.Pixels);
        byte[] expected = [.. Enumerable.Range(0, 37 * 23 * 3).Select(i =>
            (byte)Math.Round((noise.Pixels[2 * i] * 256 + noise.Pixels[2 * i + 1]) / 257.0))];
        Assert.Equal(expected, PngReader.Read(png).Pixels);
    }

    [FfmpegTheory]
    [InlineData("gray", "")]
    [InlineData("gray", "-flags +ildct")]
    [InlineData("gray16be", "")]
    [InlineData("monob", "")]
    [InlineData("monob", "-flags +ildct")]
    [InlineData("pal8", "")]
    [InlineData("pal8", "-flags +ildct")]
    public void Other_formats_are_read_as_ffmpeg_reads_them(string format, string options)
    {
        // Eight colours, all of which the fixed palette of pal8 and black and white keep apart.
        Frame frame = Pictures.Noise(37, 23, 6);
        for (int i = 0; i < frame.Pixels.Length; i++) frame.Pixels[i] = frame.Pixels[i] < 128 ? (byte)0 : (byte)255;
        string png = _folder["a.png"];
        FfmpegFiles.Run($"{FfmpegFiles.RawInput(frame)} -pix_fmt {format} {options} -frames:v 1 \"{png}\"", frame.Pixels);
        byte[] expected = FfmpegFiles.Run($"-i \"{png}\" -f rawvideo -pix_fmt rgb24 pipe:1");
        byte[] actual = PngReader.Read(png).Pixels;
        // ffmpeg itself is off by a few levels when it turns gray into RGB.
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -2, 2));
        Assert.True(expected.Distinct().Count() >= 2);
    }

    [FfmpegTheory]
    [InlineData("rgba")]
    [InlineData("rgba64be")]
    [InlineData("ya8")]
    public void Transparency_made_by_ffmpeg_is_composited_on_black(string format)
    {
        byte[] rgba = new byte[16 * 16 * 4];
        for (int i = 0; i < 256; i++)
        {
            rgba.AsSpan(i * 4, 3).Fill((byte)(255 - i));
            rgba[i * 4 + 3] = (byte)(i * 3);
        }
        string png = _folder["a.png"];
        FfmpegFiles.Run($"-f rawvideo -pix_fmt rgba -s 16x16 -i pipe:0 -pix_fmt {format} \"{png}\"", rgba);
        byte[] stored = FfmpegFiles.Run($"-i \"{png}\" -f rawvideo -pix_fmt rgba pipe:1");
        Frame frame = PngReader.Read(png);
        for (int i = 0; i < 256 * 3; i++)
        {
            int expected = (stored[i / 3 * 4 + i % 3] * stored[i / 3 * 4 + 3] + 127) / 255;
            Assert.InRange(frame.Pixels[i] - expected, -2, 2);
        }
    }

    [FfmpegFact]
    public void Ffmpeg_reads_what_the_writer_writes()
    {
        Frame frame = Pictures.Gradient(41, 19);
        PngWriter.Write(_folder["a.png"], frame);
        Assert.Equal(frame.Pixels, FfmpegFiles.Run($"-i \"{_folder["a.png"]}\" -f rawvideo -pix_fmt rgb24 pipe:1"));
    }
}
