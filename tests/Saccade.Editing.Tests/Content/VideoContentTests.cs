using System.Diagnostics;
using Saccade.Editing.Content;
using Saccade.Media;

namespace Saccade.Editing.Tests.Content;

/// <summary>Features of videos that ffmpeg itself has made.</summary>
public sealed class VideoContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void Sound_is_loud_where_it_is_loud_and_a_change_of_picture_is_a_shot()
    {
        // Two seconds of red, then of a moving test picture; a tone in the second second and in the third.
        Ffmpeg("-f lavfi -i color=red:size=64x48:rate=25:duration=2 -f lavfi -i testsrc=size=64x48:rate=25:duration=2 -f lavfi -i sine=frequency=1000:duration=4:sample_rate=44100 "
            + $"-filter_complex \"[0][1]concat=n=2:v=1[v];[2]volume='if(between(t,1,3),1,0)':eval=frame[a]\" -map [v] -map [a] {Fast} \"{folder["a.mp4"]}\"");

        var features = VideoContent.Read(folder["a.mp4"], progress: null, CancellationToken.None);

        Assert.Equal(40, features.Steps);
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(0, features[i, ContentFeatures.Loudness]));
        Assert.All(Enumerable.Range(12, 16), i => Assert.InRange(features[i, ContentFeatures.Loudness], 0.55f, 0.75f));
        Assert.All(Enumerable.Range(33, 7), i => Assert.Equal(0, features[i, ContentFeatures.Loudness]));
        Assert.Equal([20], Enumerable.Range(0, 40).Where(i => features[i, ContentFeatures.ShotChange] == 1));
        Assert.All(Enumerable.Range(0, 20), i => Assert.InRange(features[i, ContentFeatures.Motion], 0, 0.1f));
        Assert.True(Enumerable.Range(21, 19).Average(i => features[i, ContentFeatures.Motion]) > 0.02);
    }

    [FfmpegFact]
    public void A_tone_of_a_known_level_has_the_loudness_that_the_recommendation_gives_it()
    {
        // BS.1770: 997 Hz at full scale in one channel is -3.01 LUFS. ffmpeg's sine is at 1/8 of full scale: 18.06 dB below.
        Ffmpeg($"-f lavfi -i color=red:size=64x48:rate=25:duration=2 -f lavfi -i sine=frequency=997:duration=2:sample_rate=48000 {Fast} \"{folder["a.mp4"]}\"");

        var loudness = VideoContent.Read(folder["a.mp4"], progress: null, CancellationToken.None)[10, ContentFeatures.Loudness];

        Assert.Equal(1 - (21.07 / 60), loudness, 0.01);
    }

    [FfmpegFact]
    public void A_video_without_sound_has_no_loudness_rather_than_silence()
    {
        Ffmpeg($"-f lavfi -i testsrc=size=64x48:rate=25:duration=1 {Fast} \"{folder["a.mp4"]}\"");

        var features = VideoContent.Read(folder["a.mp4"], progress: null, CancellationToken.None);

        Assert.Equal((10, false, true), (features.Steps, features.Has(ContentFeatures.Loudness), features.Has(ContentFeatures.Motion)));
    }

    [FfmpegFact]
    public void What_is_no_video_is_an_error_of_one_line_with_its_name()
    {
        Ffmpeg($"-f lavfi -i sine=duration=0.2 \"{folder["sound.mp4"]}\"");
        Ffmpeg($"-f lavfi -i testsrc=size=64x48:rate=25:duration=1 {Fast} \"{folder["cut.mp4"]}\"");
        using (var stream = File.OpenWrite(folder["cut.mp4"]))
            stream.SetLength(stream.Length / 2);
        Ffmpeg($"-f lavfi -i testsrc=size=64x48:rate=1:duration=1 -frames:v 1 \"{folder["picture.jpg"]}\"");
        File.WriteAllText(folder["list.mp4"], "#EXTM3U\nhttp://example.org/a.ts\n");
        File.WriteAllBytes(folder["empty.mp4"], []);

        foreach (var (name, cause) in new[]
        {
            ("none.mp4", "there is no such file"), ("sound.mp4", "it holds no video"), ("cut.mp4", ""), ("picture.jpg", "it is a picture, and features are those of a video: give the video"),
            ("list.mp4", "playlist"), ("empty.mp4", "the file is empty"),
        })
        {
            var failure = Assert.Throws<MediaException>(() => VideoContent.Read(folder[name], progress: null, CancellationToken.None)).Message;
            Assert.StartsWith($"{folder[name]}: ", failure, StringComparison.Ordinal);
            Assert.Contains(cause, failure, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure);
        }
    }

    private const string Fast = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    private static void Ffmpeg(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", "-nostdin -hide_banner -loglevel error -y " + arguments) { RedirectStandardError = true })!;
        var complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaint);
    }
}
