namespace Saccade.Media.Tests;

public sealed class SoundReaderTests : IDisposable
{
    private const string Picture = "-f lavfi -i color=red:size=64x48:rate=25:duration=1";
    private const string Coding = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void Blocks_are_of_one_length_and_add_up_to_the_sound()
    {
        FfmpegFiles.Run($"{Picture} -f lavfi -i sine=frequency=440:duration=1:sample_rate=44100 {Coding} -c:a pcm_s16le \"{_folder["a.mkv"]}\"");
        var reader = new SoundReader(_folder["a.mkv"]);
        Assert.True(reader.HasSound);

        float[][] blocks = [.. reader.ReadBlocks(5000).Select(b => b.ToArray())];

        Assert.All(blocks[..^1], b => Assert.Equal(10_000, b.Length));
        Assert.InRange(blocks.Sum(b => b.Length), 2 * 47_900, 2 * 48_100);
        // A sine of an eighth of full scale, in both channels alike, with the energy of the one.
        Assert.All(Enumerable.Range(0, 4999), i => Assert.Equal(blocks[1][2 * i], blocks[1][(2 * i) + 1]));
        Assert.Equal(0.125 * 0.125 / 2, blocks[1].Sum(x => (double)x * x) / 5000, 0.0002);
    }

    [FfmpegFact]
    public void Sound_that_begins_late_begins_late()
    {
        FfmpegFiles.Run($"{Picture} -itsoffset 0.5 -f lavfi -i sine=frequency=440:duration=0.5:sample_rate=48000 -map 0 -map 1 {Coding} -c:a pcm_s16le \"{_folder["late.mkv"]}\"");

        float[][] blocks = [.. new SoundReader(_folder["late.mkv"]).ReadBlocks(4800).Select(b => b.ToArray())];

        Assert.All(blocks[..5], b => Assert.All(b, x => Assert.Equal(0, x, 1e-4)));
        Assert.True(blocks[6].Max() > 0.05);
    }

    [FfmpegFact]
    public void A_video_without_sound_says_so_and_is_not_read()
    {
        FfmpegFiles.Run($"{Picture} {Coding} \"{_folder["mute.mp4"]}\"");
        var reader = new SoundReader(_folder["mute.mp4"]);
        Assert.False(reader.HasSound);
        Assert.Equal($"{_folder["mute.mp4"]}: it has no sound", Assert.Throws<MediaException>(() => reader.ReadBlocks(10).Count()).Message);
    }

    [FfmpegFact]
    public void What_is_no_media_is_an_error_of_one_line()
    {
        File.WriteAllText(_folder["text.mp4"], "no video at all, but text that is long enough to be looked at");
        foreach (string name in new[] { "none.mp4", "text.mp4" })
        {
            string failure = Assert.Throws<MediaException>(() => new SoundReader(_folder[name])).Message;
            Assert.StartsWith(_folder[name] + ": ", failure);
            Assert.DoesNotContain('\n', failure);
        }
    }
}
