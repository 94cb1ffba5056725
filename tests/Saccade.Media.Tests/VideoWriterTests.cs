namespace Saccade.Media.Tests;

public sealed class VideoWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegTheory]
    [InlineData(64, 48)]
    [InlineData(65, 49)]
    public void Frames_come_back_nearly_unchanged_from_an_mp4(int width, int height)
    {
        string path = _folder["a.mp4"];
        var rate = new FrameRate(30000, 1001);
        Frame[] frames = [.. Enumerable.Range(0, 12).Select(t => Pictures.Gradient(width, height, shift: t))];
        using (var writer = new VideoWriter(path, width, height, rate))
        {
            foreach (Frame frame in frames) writer.Write(frame);
            writer.Complete();
        }
        var reader = new FfmpegReader(path);
        Frame[] back = [.. reader.ReadFrames().Select(timed => timed.Frame)];
        Assert.Equal(rate, reader.Rate);
        Assert.Equal(12, back.Length);
        Assert.Equal((width + width % 2, height + height % 2), (back[0].Width, back[0].Height));
        for (int t = 0; t < 12; t++)
        {
            double difference = 0;
            for (int y = 0; y < height; y++)
            {
                for (int i = 0; i < width * 3; i++) difference += Math.Abs(frames[t].Row(y)[i] - back[t].Row(y)[i]);
            }
            Assert.InRange(difference / frames[t].Pixels.Length, 0, 3);
        }
        Assert.Equal(["a.mp4"], _folder.Entries);
    }

    [FfmpegFact]
    public void Colours_come_back_as_they_went()
    {
        string path = _folder["a.mp4"];
        Rgb[] colours = [new(200, 30, 30), new(30, 200, 30), new(30, 30, 200), Rgb.White, Rgb.Black];
        using (var writer = new VideoWriter(path, 32, 32, new FrameRate(25, 1)))
        {
            foreach (Rgb colour in colours)
            {
                var frame = new Frame(32, 32);
                frame.Fill(colour);
                writer.Write(frame);
            }
            writer.Complete();
        }
        Frame[] back = [.. new FfmpegReader(path).ReadFrames().Select(timed => timed.Frame)];
        for (int t = 0; t < colours.Length; t++)
        {
            Rgb pixel = back[t][16, 16];
            Assert.InRange(pixel.R - colours[t].R, -6, 6);
            Assert.InRange(pixel.G - colours[t].G, -6, 6);
            Assert.InRange(pixel.B - colours[t].B, -6, 6);
        }
    }

    [FfmpegFact]
    public void A_video_has_the_sound_that_it_is_given_for_as_long_as_it_has_frames()
    {
        FfmpegFiles.Run($"-f lavfi -i sine=frequency=440:sample_rate=48000:duration=3 -ac 2 \"{_folder["a.wav"]}\"");
        using (var writer = new VideoWriter(_folder["a.mp4"], 32, 32, new FrameRate(25, 1), _folder["a.wav"]))
        {
            for (int i = 0; i < 25; i++) writer.Write(new Frame(32, 32));
            writer.Complete();
        }
        Assert.Equal(25, new FfmpegReader(_folder["a.mp4"]).ReadFrames().Count());
        var sound = new SoundReader(_folder["a.mp4"]);
        Assert.Equal((2, 48000), (sound.SourceChannels, sound.SourceRate));
        Assert.InRange(sound.ReadBlocks(480).Sum(b => b.Length / SoundReader.Channels), 47000, 51000);
        Assert.InRange(sound.ReadBlocks(48000).First().ToArray().Max(), 0.05f, 1);
    }

    [FfmpegFact]
    public void Sound_that_is_no_wav_is_one_clear_error_and_leaves_nothing()
    {
        File.WriteAllText(_folder["a.wav"], "no sound");
        using (var writer = new VideoWriter(_folder["a.mp4"], 16, 16, new FrameRate(25, 1), _folder["a.wav"]))
        {
            Assert.StartsWith($"{_folder["a.mp4"]}: cannot be written: ", Assert.Throws<MediaException>(() =>
            {
                writer.Write(new Frame(16, 16));
                writer.Complete();
            }).Message);
        }
        Assert.Equal(["a.wav"], _folder.Entries);
    }

    [FfmpegFact]
    public void A_video_that_is_not_completed_leaves_nothing_and_keeps_the_old_one()
    {
        File.WriteAllText(_folder["a.mp4"], "old");
        using (var writer = new VideoWriter(_folder["a.mp4"], 16, 16, new FrameRate(25, 1))) writer.Write(new Frame(16, 16));
        Assert.Equal(["a.mp4"], _folder.Entries);
        Assert.Equal("old", File.ReadAllText(_folder["a.mp4"]));
    }

    [FfmpegFact]
    public void A_folder_that_cannot_be_written_is_one_clear_error()
    {
        string path = Path.Combine(_folder["none"], "a.mp4");
        var failure = Assert.Throws<MediaException>(() => new VideoWriter(path, 16, 16, new FrameRate(25, 1)));
        Assert.Equal($"{path}: cannot be written: its folder does not exist", failure.Message);
    }

    [FfmpegFact]
    public void A_video_without_a_frame_is_an_error_and_leaves_nothing()
    {
        using (var writer = new VideoWriter(_folder["a.mp4"], 16, 16, new FrameRate(25, 1)))
            Assert.Contains("at least one frame", Assert.Throws<MediaException>(writer.Complete).Message);
        Assert.Empty(_folder.Entries);
    }

    [FfmpegFact]
    public void A_folder_that_vanishes_meanwhile_is_one_clear_error()
    {
        string folder = Directory.CreateDirectory(_folder["gone"]).FullName;
        string path = Path.Combine(folder, "a.mp4");
        using var writer = new VideoWriter(path, 16, 16, new FrameRate(25, 1));
        Directory.Delete(folder, recursive: true);
        writer.Write(new Frame(16, 16));
        Assert.StartsWith($"{path}: cannot be written: ", Assert.Throws<MediaException>(writer.Complete).Message);
    }

    [FfmpegFact]
    public void A_frame_of_another_size_is_refused()
    {
        using var writer = new VideoWriter(_folder["a.mp4"], 16, 16, new FrameRate(25, 1));
        Assert.Throws<ArgumentException>(() => writer.Write(new Frame(16, 17)));
    }
}
