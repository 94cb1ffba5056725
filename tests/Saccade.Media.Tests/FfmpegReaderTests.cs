namespace Saccade.Media.Tests;

public sealed class FfmpegReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void A_video_says_what_it_is()
    {
        MediaProbe probe = MediaProbe.Read(FfmpegFiles.Video(_folder["a.mp4"], "64x48", "30000/1001", "2"));
        Assert.Equal((64, 48, 0, false), (probe.Width, probe.Height, probe.Rotation, probe.IsPicture));
        Assert.Equal(new FrameRate(30000, 1001), probe.Rate);
        Assert.Equal(60, probe.Frames);
        Assert.Equal(new MediaTime(1001, 500), probe.Duration);
    }

    [FfmpegFact]
    public void Every_frame_comes_once_with_its_exact_time()
    {
        var reader = new FfmpegReader(FfmpegFiles.Video(_folder["a.mp4"], "64x48", "30000/1001", "1"));
        TimedFrame[] frames = [.. reader.ReadFrames()];
        Assert.Equal(30, frames.Length);
        Assert.Equal(reader.ExpectedFrames, frames.Length);
        Assert.Equal(new MediaTime(29 * 1001, 30000), frames[^1].Time);
        Assert.Equal((64, 48), (frames[0].Frame.Width, frames[0].Frame.Height));
    }

    [FfmpegFact]
    public void Rate_and_size_are_changed_on_request()
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"], "64x48", "25", "2");
        var reader = new FfmpegReader(path, new FfmpegReaderOptions { Rate = new FrameRate(10, 1), Size = (21, 33) });
        TimedFrame[] frames = [.. reader.ReadFrames()];
        Assert.Equal(20, frames.Length);
        Assert.Equal(20, reader.ExpectedFrames);
        Assert.Equal("19/10", frames[19].Time.ToString());
        Assert.All(frames, frame => Assert.Equal((21, 33), (frame.Frame.Width, frame.Frame.Height)));
    }

    [FfmpegTheory]
    [InlineData(1, 2, 1, 2)]
    [InlineData(1, 1, 1, 3)]
    [InlineData(4, 3, 10, 1)] // to the end, and a start that no decimal says exactly
    public void A_stretch_has_the_frames_that_the_whole_video_has_there(int start, int startParts, int length, int lengthParts)
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"], "64x48", "30", "2");
        TimedFrame[] all = [.. new FfmpegReader(path).ReadFrames()];
        var reader = new FfmpegReader(path, new FfmpegReaderOptions { Start = new MediaTime(start, startParts), Length = new MediaTime(length, lengthParts) });
        TimedFrame[] part = [.. reader.ReadFrames()];
        int first = 30 * start / startParts, count = Math.Min(60 - first, 30 * length / lengthParts);
        Assert.Equal(count, part.Length);
        Assert.Equal(count, reader.ExpectedFrames);
        Assert.All(part.Index(), frame => Assert.Equal(all[first + frame.Index].Frame.Pixels, frame.Item.Frame.Pixels));
        Assert.Equal(MediaTime.Zero, part[0].Time);
    }

    [FfmpegFact]
    public void A_rotated_video_is_turned_upright()
    {
        string flat = FfmpegFiles.Video(_folder["flat.mp4"]);
        string turned = _folder["turned.mp4"];
        FfmpegFiles.Run($"-i \"{flat}\" -c copy -metadata:s:v:0 rotate=90 \"{turned}\"");
        var reader = new FfmpegReader(turned);
        Assert.Equal((48, 64), (reader.Probe.Width, reader.Probe.Height));
        Assert.Contains(reader.Probe.Rotation, new[] { 90, 270 });
        Frame upright = reader.ReadFrames().First().Frame;
        Frame stored = new FfmpegReader(flat).ReadFrames().First().Frame;
        Assert.Equal((48, 64), (upright.Width, upright.Height));
        Rgb corner = reader.Probe.Rotation == 270 ? stored[0, 47] : stored[63, 0];
        Assert.InRange(upright[0, 0].R - corner.R, -8, 8);
    }

    [FfmpegTheory]
    [InlineData("mkv", "-c:v libx264 -preset ultrafast")]
    [InlineData("webm", "-c:v libvpx -deadline realtime")]
    [InlineData("avi", "-c:v mpeg4")]
    [InlineData("mov", "-c:v mjpeg")]
    [InlineData("ts", "-c:v mpeg2video")]
    [InlineData("m2ts", "-c:v mpeg2video")]
    [InlineData("mpg", "-c:v mpeg2video")]
    [InlineData("flv", "-c:v flv")]
    [InlineData("ogv", "-c:v libtheora")]
    [InlineData("wmv", "-c:v wmv2")]
    [InlineData("mxf", "-c:v mpeg2video")]
    [InlineData("y4m", "-pix_fmt yuv420p")]
    [InlineData("gif", "")]
    public void Containers_are_known_by_their_content(string extension, string coding)
    {
        string named = FfmpegFiles.Video(_folder["a." + extension], "64x48", "25", "0.4", coding);
        string unnamed = _folder["unnamed"];
        File.Move(named, unnamed);
        int count = new FfmpegReader(unnamed).ReadFrames().Count();
        Assert.InRange(count, 9, 11); // some containers do not keep the length of the last frame
    }

    [FfmpegTheory]
    [InlineData("jpg", "-q:v 2")]
    [InlineData("bmp", "")]
    [InlineData("tiff", "")]
    [InlineData("webp", "-lossless 1")]
    [InlineData("jp2", "-q:v 2")]
    [InlineData("png", "")]
    public void Pictures_of_every_kind_are_read(string extension, string quality)
    {
        Frame frame = Pictures.Gradient(45, 31);
        string path = _folder["100% sure %03d." + extension];
        FfmpegFiles.Run($"{FfmpegFiles.RawInput(frame)} -frames:v 1 {quality} \"{_folder["a." + extension]}\"", frame.Pixels);
        File.Move(_folder["a." + extension], path);
        Frame read = ImageFile.Read(path);
        Assert.Equal((45, 31), (read.Width, read.Height));
        Assert.InRange(MeanDifference(frame, read), 0, 4);
        Assert.Equal(read.Width, new FfmpegReader(path).ReadFrames().Single().Frame.Width);
    }

    [FfmpegTheory]
    [InlineData("-i.mp4")]
    [InlineData("http:a.mp4")]
    [InlineData("a b'\"$(x) .mp4")]
    public void A_strange_name_is_only_a_name(string name)
    {
        File.Move(FfmpegFiles.Video(_folder["a.mp4"], seconds: "0.2"), _folder[name]);
        string before = Environment.CurrentDirectory;
        Assert.Equal(5, new FfmpegReader(Path.GetRelativePath(before, _folder[name])).ReadFrames().Count());
        Assert.Equal(5, new FfmpegReader(_folder[name]).ReadFrames().Count());
    }

    [FfmpegFact]
    public void A_missing_or_empty_file_a_folder_and_a_text_are_named_with_their_cause()
    {
        File.WriteAllText(_folder["text.mp4"], "This is not a video.");
        File.WriteAllText(_folder["empty.mp4"], "");
        Assert.Equal($"{_folder["none.mp4"]}: there is no such file", Failure(_folder["none.mp4"]));
        Assert.Equal($"{_folder["empty.mp4"]}: the file is empty", Failure(_folder["empty.mp4"]));
        Assert.Equal($"{_folder["text.mp4"]}: it is not a video or picture of a known kind", Failure(_folder["text.mp4"]));
        Assert.Equal($"{_folder.Path}: it is a folder, not a file", Failure(_folder.Path));
    }

    [FfmpegTheory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nsecret.mp4\n")]
    [InlineData("ffconcat version 1.0\nfile secret.mp4\n")]
    [InlineData("file 'secret.mp4'\n")]
    [InlineData("<?xml version=\"1.0\"?><MPD></MPD>")]
    public void A_playlist_is_refused_whatever_its_name(string text)
    {
        FfmpegFiles.Video(_folder["secret.mp4"], seconds: "0.2");
        foreach (string name in new[] { "a.mp4", "a.m3u8", "a.jpg", "a.txt" })
        {
            File.WriteAllText(_folder[name], text);
            Assert.Equal($"{_folder[name]}: it is a playlist or a list of other files, which are not opened: give the video itself", Failure(_folder[name]));
        }
    }

    [FfmpegFact]
    public void A_playlist_behind_the_first_bytes_of_a_video_opens_nothing()
    {
        FfmpegFiles.Video(_folder["secret.mp4"], seconds: "0.2");
        byte[] disguise = [0, 0, 0, 16, .. "ftypisom\0\0\0\0"u8, .. "\n#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nsecret.mp4\n"u8];
        File.WriteAllBytes(_folder["a.mp4"], disguise);
        Assert.StartsWith($"{_folder["a.mp4"]}: cannot be decoded: ", Failure(_folder["a.mp4"]));
    }

    [FfmpegFact]
    public void An_mp4_cut_before_its_index_is_an_error()
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"], coding: "-c:v libx264 -pix_fmt yuv420p");
        Cut(path, 0.5);
        Assert.Equal($"{path}: cannot be decoded: the table of its frames (moov) is missing: the file is truncated or still being written", Failure(path));
    }

    [FfmpegTheory]
    [InlineData("a.mp4", "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -movflags +faststart")]
    [InlineData("a.mkv", "-c:v libx264 -preset ultrafast -pix_fmt yuv420p")]
    [InlineData("a.avi", "-c:v mpeg4")]
    public void A_video_cut_in_the_middle_is_an_error_after_its_whole_frames(string name, string coding)
    {
        string path = FfmpegFiles.Video(_folder[name], seconds: "2", coding: coding);
        Cut(path, 0.6);
        int decoded = 0;
        var failure = Assert.Throws<MediaException>(() =>
        {
            foreach (TimedFrame _ in new FfmpegReader(path).ReadFrames()) decoded++;
        });
        Assert.InRange(decoded, 1, 49);
        Assert.StartsWith($"{path}: truncated or damaged: only {decoded} of 50 frames", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [FfmpegTheory]
    [InlineData("a.jpg", 0.01)]
    [InlineData("a.jpg", 0.9)]
    [InlineData("a.bmp", 0.9)]
    [InlineData("a.tiff", 0.9)]
    [InlineData("a.webp", 0.9)]
    [InlineData("a.jp2", 0.9)]
    [InlineData("a.png", 0.9)]
    public void A_picture_that_is_cut_is_an_error(string name, double share)
    {
        FfmpegFiles.Run($"-f lavfi -i testsrc=size=300x200:rate=1:duration=1 -frames:v 1 \"{_folder[name]}\"");
        Cut(_folder[name], share);
        var failure = Assert.Throws<MediaException>(() => ImageFile.Read(_folder[name]));
        Assert.StartsWith(_folder[name] + ": ", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [FfmpegFact]
    public void Sound_without_video_is_an_error()
    {
        FfmpegFiles.Run($"-f lavfi -i sine=duration=0.2 \"{_folder["sound.mp4"]}\"");
        Assert.Equal($"{_folder["sound.mp4"]}: cannot be decoded: it holds no video", Failure(_folder["sound.mp4"]));
    }

    [FfmpegFact]
    public void Too_many_frames_are_refused()
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"]);
        var failure = Assert.Throws<MediaException>(() => new FfmpegReader(path, new FfmpegReaderOptions { MaxFrames = 24 }).ReadFrames().Count());
        Assert.Equal($"{path}: it has more than 24 frames, the limit", failure.Message);
        Assert.Equal(25, new FfmpegReader(path, new FfmpegReaderOptions { MaxFrames = 25 }).ReadFrames().Count());
    }

    [FfmpegFact]
    public void A_reader_out_of_time_stops_ffmpeg_and_says_so()
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"]);
        var reader = new FfmpegReader(path, new FfmpegReaderOptions { TimeLimit = TimeSpan.Zero });
        var failure = Assert.Throws<MediaException>(() => reader.ReadFrames().Count());
        Assert.Equal($"{path}: ffmpeg took longer than 0 seconds and was stopped", failure.Message);
    }

    [FfmpegFact]
    public void Stopping_early_is_no_error()
    {
        string path = FfmpegFiles.Video(_folder["a.mp4"], "640x480", "25", "4");
        Assert.Equal(3, new FfmpegReader(path).ReadFrames().Take(3).Count());
    }

    [Fact]
    public void Where_ffmpeg_is_missing_the_error_says_what_to_install()
    {
        var failure = Assert.Throws<MediaException>(() => Ffmpeg.Require("ffmpeg", _folder.Path));
        Assert.Contains("install ffmpeg", failure.Message);
    }

    [FfmpegFact]
    public void The_version_is_one_line() => Assert.Matches("^ffmpeg version [^\n]+$", Ffmpeg.Version());

    private static string Failure(string path) => Assert.Throws<MediaException>(() => new FfmpegReader(path).ReadFrames().Count()).Message;

    private static void Cut(string path, double share)
    {
        using FileStream stream = File.OpenWrite(path);
        stream.SetLength((long)(stream.Length * share));
    }

    private static double MeanDifference(Frame a, Frame b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
}
