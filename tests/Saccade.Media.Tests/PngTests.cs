namespace Saccade.Media.Tests;

public sealed class PngTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(64, 33)]
    public void A_frame_comes_back_from_its_file(int width, int height)
    {
        foreach (Frame frame in new[] { Pictures.Noise(width, height, 3), Pictures.Gradient(width, height) })
        {
            PngWriter.Write(_folder["a.png"], frame);
            Frame back = PngReader.Read(_folder["a.png"]);
            Assert.Equal((width, height), (back.Width, back.Height));
            Assert.Equal(frame.Pixels, back.Pixels);
        }
        Assert.Equal(["a.png"], _folder.Entries);
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 0b01000000 }, new byte[] { 0, 255, 0 })]
    [InlineData(2, new byte[] { 0, 0b00_01_10_00 }, new byte[] { 0, 85, 170 })]
    [InlineData(4, new byte[] { 0, 0x0F, 0x80 }, new byte[] { 0, 255, 136 })]
    [InlineData(8, new byte[] { 0, 3, 4, 5 }, new byte[] { 3, 4, 5 })]
    [InlineData(16, new byte[] { 0, 0x01, 0x00, 0x01, 0x81, 0xFF, 0xFF }, new byte[] { 1, 1, 255 })]
    public void Gray_of_every_depth_spreads_over_the_full_range(int depth, byte[] row, byte[] levels)
    {
        Frame frame = Decode(new PngBuilder().Header(3, 1, depth, 0).Pixels(row));
        Assert.Equal(levels, Enumerable.Range(0, 3).Select(x => frame[x, 0].R));
        Assert.All(Enumerable.Range(0, 3), x => Assert.Equal(Rgb.Gray(levels[x]), frame[x, 0]));
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 0b10000000 })]
    [InlineData(2, new byte[] { 0, 0b01_00_0000 })]
    [InlineData(4, new byte[] { 0, 0x10 })]
    [InlineData(8, new byte[] { 0, 1, 0 })]
    public void A_palette_of_every_depth_is_looked_up(int depth, byte[] row)
    {
        Frame frame = Decode(new PngBuilder().Header(2, 1, depth, 3).Chunk("PLTE", 1, 2, 3, 40, 50, 60).Pixels(row));
        Assert.Equal((new Rgb(40, 50, 60), new Rgb(1, 2, 3)), (frame[0, 0], frame[1, 0]));
    }

    [Fact]
    public void Transparency_is_composited_on_black()
    {
        Frame rgba = Decode(new PngBuilder().Header(2, 1, 8, 6).Pixels(0, 200, 100, 50, 128, 9, 9, 9, 255));
        Assert.Equal((new Rgb(100, 50, 25), new Rgb(9, 9, 9)), (rgba[0, 0], rgba[1, 0]));
        Frame grayAlpha = Decode(new PngBuilder().Header(1, 1, 8, 4).Pixels(0, 200, 0));
        Assert.Equal(Rgb.Black, grayAlpha[0, 0]);
        Frame palette = Decode(new PngBuilder().Header(2, 1, 8, 3).Chunk("PLTE", 255, 0, 0, 0, 255, 0).Chunk("tRNS", 0).Pixels(0, 0, 1));
        Assert.Equal((Rgb.Black, new Rgb(0, 255, 0)), (palette[0, 0], palette[1, 0]));
        Frame key = Decode(new PngBuilder().Header(2, 1, 8, 2).Chunk("tRNS", 0, 1, 0, 2, 0, 3).Pixels(0, 1, 2, 3, 1, 2, 4));
        Assert.Equal((Rgb.Black, new Rgb(1, 2, 4)), (key[0, 0], key[1, 0]));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var failure = Assert.Throws<MediaException>(() => PngReader.Read(_folder["none.png"]));
        Assert.Equal($"{_folder["none.png"]}: there is no such file", failure.Message);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error_and_nothing_else()
    {
        byte[] whole = PngWriter.Encode(Pictures.Gradient(9, 9));
        for (int length = 0; length < whole.Length; length++)
            Assert.Throws<MediaException>(() => PngReader.Decode(whole.AsSpan(0, length), "cut.png"));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_an_error()
    {
        byte[] whole = PngWriter.Encode(Pictures.Gradient(9, 9));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x10;
            Assert.Throws<MediaException>(() => PngReader.Decode(changed, "changed.png"));
        }
    }

    public static TheoryData<string, byte[]> HostileFiles => new()
    {
        { "outside of 1 to", new PngBuilder().Header(100_000, 100_000, 8, 2).Pixels(0).Build() },
        { "outside of 1 to", new PngBuilder().Header(0, 1, 8, 2).Pixels(0).Build() },
        { "outside of 1 to", new PngBuilder().Header(-1, -1, 8, 2).Pixels(0).Build() },
        { "cannot hold", new PngBuilder().Header(9_000, 9_000, 8, 2).Pixels(new byte[1000]).Build() },
        { "not a PNG format", new PngBuilder().Header(1, 1, 4, 2).Pixels(0, 0).Build() },
        { "not a PNG format", new PngBuilder().Header(1, 1, 8, 7).Pixels(0, 0).Build() },
        { "does not exist", new PngBuilder().Header(1, 1, 8, 0, interlace: 2).Pixels(0, 0).Build() },
        { "row filter 5", new PngBuilder().Header(1, 1, 8, 0).Pixels(5, 0).Build() },
        { "ends too early", new PngBuilder().Header(1, 2, 8, 0).Pixels(0, 0).Build() },
        { "palette is missing", new PngBuilder().Header(1, 1, 8, 3).Pixels(0, 0).Build() },
        { "palette of 1", new PngBuilder().Header(1, 1, 8, 3).Chunk("PLTE", 1, 2, 3).Pixels(0, 1).Build() },
        { "its palette has 4", new PngBuilder().Header(1, 1, 8, 3).Chunk("PLTE", 1, 2, 3, 4).Pixels(0, 1).Build() },
        { "transparency chunk", new PngBuilder().Header(1, 1, 8, 3).Chunk("PLTE", 1, 2, 3).Chunk("tRNS", 1, 2).Pixels(0, 0).Build() },
        { "unknown kind", new PngBuilder().Header(1, 1, 8, 0).Chunk("EVIL").Pixels(0, 0).Build() },
        { "not the header", new PngBuilder().Pixels(0, 0).Build() },
        { "damaged", new PngBuilder().Header(1, 1, 8, 0).Chunk("IDAT", 1, 2, 3, 4, 5, 6, 7, 8).Build() },
        { "not a PNG file", "GIF89a..."u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(HostileFiles))]
    public void Hostile_files_are_refused_with_their_cause(string cause, byte[] file)
    {
        var failure = Assert.Throws<MediaException>(() => PngReader.Decode(file, "hostile.png"));
        Assert.StartsWith("hostile.png: ", failure.Message);
        Assert.Contains(cause, failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Data_that_expands_beyond_the_picture_is_not_expanded()
    {
        Frame frame = Decode(new PngBuilder().Header(1, 1, 8, 0).Pixels(new byte[50_000_000]));
        Assert.Equal(Rgb.Black, frame[0, 0]);
    }

    [Fact]
    public void Ancillary_chunks_are_passed_over() =>
        Assert.Equal(Rgb.Gray(7), Decode(new PngBuilder().Header(1, 1, 8, 0).Chunk("tEXt", 1, 2).Pixels(0, 7))[0, 0]);

    [Fact]
    public void A_file_that_cannot_be_written_is_one_clear_error_and_leaves_nothing()
    {
        File.WriteAllText(_folder["file"], "");
        foreach (string path in new[] { Path.Combine(_folder["none"], "a.png"), Path.Combine(_folder["file"], "a.png"), _folder.Path })
        {
            var failure = Assert.Throws<MediaException>(() => PngWriter.Write(path, new Frame(1, 1)));
            Assert.StartsWith($"{path}: cannot be written: ", failure.Message);
        }
        Assert.Equal(["file"], _folder.Entries);
    }

    private static Frame Decode(PngBuilder png) => PngReader.Decode(png.Build(), "test.png");
}
