namespace Saccade.Media.Tests;

public sealed class SoundStretchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void A_stretch_of_sound_is_that_of_the_whole_file_there()
    {
        // Two seconds: silence, then 440 Hz.
        string path = Sound("aevalsrc='if(lt(t,1),0,0.5*sin(2*PI*440*t))|0:s=48000:d=2'");
        float[] part = Read(new SoundReader(path, new SoundReaderOptions { Start = new MediaTime(3, 4), Length = new MediaTime(1, 2) }));
        Assert.Equal(24000, part.Length / 2, 1500.0);
        Assert.InRange(Loudest(part, 0, 11000), 0, 0.02f);
        Assert.InRange(Loudest(part, 13000, 23000), 0.2f, 1);
    }

    [FfmpegTheory]
    [InlineData(1, 0.3f, 0.7f)]
    [InlineData(2, 0, 0.02f)]
    public void One_channel_is_heard_on_both_sides(int channel, float least, float most)
    {
        string path = Sound("aevalsrc='0.5*sin(2*PI*440*t)|0:s=48000:d=1'");
        float[] samples = Read(new SoundReader(path, new SoundReaderOptions { Channel = channel }));
        Assert.InRange(Loudest(samples, 1000, 40000), least, most);
        Assert.All(Enumerable.Range(1000, 1000), i => Assert.Equal(samples[2 * i], samples[(2 * i) + 1]));
    }

    private string Sound(string source)
    {
        FfmpegFiles.Run($"-f lavfi -i testsrc=size=32x32:rate=25:duration=2 -f lavfi -i \"{source}\" -c:v libx264 -preset ultrafast -c:a pcm_s16le -f matroska \"{_folder["a.mkv"]}\"");
        return _folder["a.mkv"];
    }

    private static float[] Read(SoundReader reader) => [.. reader.ReadBlocks(4800).SelectMany(b => b.ToArray())];

    private static float Loudest(float[] samples, int first, int end) => samples[(2 * first)..(2 * end)].Max(Math.Abs);
}
