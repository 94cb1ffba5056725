using Saccade.Media.Tests;

namespace Saccade.Cli.Tests;

/// <summary>What users have in their folders: images of every kind are counted, what is none is named with its cause, and the others go on.</summary>
public sealed class CountBadInputTests : IDisposable
{
    private const int Width = 16, Height = 12;

    private readonly TemporaryFolder _folder = new();

    private string Images => _folder["images"];

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void Of_a_folder_everything_is_counted_that_can_be_and_the_rest_is_listed_with_its_cause()
    {
        var run = CountingRuns.Hardly(_folder);
        Directory.CreateDirectory(Images);
        Write("grey16.png", new PngBuilder().Header(Width, Height, 16, 0).Pixels(Rows(2)).Build());
        Write("palette.png", new PngBuilder().Header(Width, Height, 8, 3).Chunk("PLTE", 200, 10, 10).Chunk("tRNS", 0).Pixels(Rows(1)).Build());
        Write("alpha.png", new PngBuilder().Header(Width, Height, 8, 6).Pixels(Rows(4)).Build());
        Write("bit.png", new PngBuilder().Header(Width, Height, 1, 0).Pixels([.. Enumerable.Repeat<byte>(0, Height * 3)]).Build());
        var jpeg = FfmpegFiles.Run($"-f lavfi -i testsrc=size={Width}x{Height}:duration=0.04 -frames:v 1 -pix_fmt gray -f image2pipe -c:v mjpeg pipe:1");
        Write("grey.jpg", jpeg);

        Write("huge.png", new PngBuilder().Header(60_000, 60_000, 8, 2).Pixels(0).Build());
        Write("none.png", new PngBuilder().Header(0, 12, 8, 2).Pixels(0).Build());
        Write("cut.png", new PngBuilder().Header(Width, Height, 8, 2).Pixels(Rows(3)).Build()[..60]);
        Write("vast.jpg", OfSize(jpeg, 65_000));
        Write("nil.jpg", OfSize(jpeg, 0));
        var larger = FfmpegFiles.Run("-f lavfi -i testsrc=size=160x120:duration=0.04 -frames:v 1 -f image2pipe -c:v mjpeg pipe:1");
        Write("torn.jpg", larger[..(larger.Length / 2)]);
        Write("text.jpg", "a list of apples"u8.ToArray());
        Write("empty.jpg", []);

        var counted = RecordedRun.Of("count", Images, "--model", run, "--out", _folder["out"], "--json");
        Assert.Equal(ExitCode.Failed, counted.Code);
        Assert.Equal(["alpha", "bit", "grey", "grey16", "palette"], counted.Json().GetProperty("predictions").EnumerateArray().Select(p => Path.GetFileNameWithoutExtension(p.GetProperty("input").GetString())!));
        string[] failures = [.. counted.Json().GetProperty("failures").EnumerateArray().Select(f => f.GetString()!)];
        (string File, string Cause)[] expected =
        [
            ("cut.png", "truncated"), ("empty.jpg", "the file is empty"), ("huge.png", "60000 x 60000 is outside of 1 to 100000000 pixels"), ("nil.jpg", ""), ("none.png", "0 x 12 is outside of 1 to"),
            ("text.jpg", "not a video or picture of a known kind"), ("torn.jpg", ""), ("vast.jpg", ""),
        ];
        Assert.Equal(expected.Length, failures.Length);
        Assert.All(expected.Zip(failures), pair =>
        {
            Assert.StartsWith($"{Path.Combine(Images, pair.First.File)}: ", pair.Second, StringComparison.Ordinal);
            Assert.Contains(pair.First.Cause, pair.Second, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', pair.Second);
        });
        Assert.False(File.Exists(Path.Combine(_folder["out"], "huge.json")));
    }

    [Fact]
    public void One_image_that_cannot_be_read_is_an_error_of_its_own()
    {
        var run = CountingRuns.Hardly(_folder);
        Directory.CreateDirectory(Images);
        Write("huge.png", new PngBuilder().Header(60_000, 60_000, 8, 2).Pixels(0).Build());
        var counted = RecordedRun.Of("count", Path.Combine(Images, "huge.png"), "--model", run, "--out", _folder["out"]);
        Assert.Equal(ExitCode.Failed, counted.Code);
        Assert.Contains("huge.png: its size of 60000 x 60000", counted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_c_stops_between_images_and_leaves_only_whole_results()
    {
        var run = CountingRuns.Hardly(_folder);
        Directory.CreateDirectory(Images);
        Write("a.png", new PngBuilder().Header(Width, Height, 8, 0).Pixels(Rows(1)).Build());
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var stopped = RecordedRun.Of(CommandList.All(Applications.All), ["count", Images, "--model", run, "--out", _folder["out"]], stop.Token);
        Assert.Equal(ExitCode.Interrupted, stopped.Code);
        Assert.Empty(Directory.EnumerateFiles(_folder["out"]));
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Images, name), bytes);

    /// <summary>Rows of zeros with their filter bytes.</summary>
    private static byte[] Rows(int pixelBytes) => new byte[Height * (1 + (Width * pixelBytes))];

    /// <summary>The same JPEG with another size in its frame header (marker FFC0: length, precision, height, width).</summary>
    private static byte[] OfSize(byte[] jpeg, int side)
    {
        var changed = jpeg.ToArray();
        var at = changed.AsSpan().IndexOf((byte[])[0xFF, 0xC0]) + 5;
        for (var i = 0; i < 4; i++)
            changed[at + i] = (byte)(i % 2 == 0 ? side >> 8 : side);
        return changed;
    }
}
