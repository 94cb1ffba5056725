using Saccade.Editing.Previewing;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Clip = Saccade.Editing.Timelines.Clip;

namespace Saccade.Editing.Tests.Previewing;

public sealed class PreviewTests : IDisposable
{
    private static readonly FrameRate Rate = new(25, 1);
    private static readonly IReadOnlyList<Rgb> Colours = MadeRecording.Colours;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FfmpegFact]
    public void A_cut_has_its_length_its_pictures_and_its_sound()
    {
        var footage = Recording("game.mp4");
        var cut = CutTimeline.Of(footage, [new(new Rational(16, 25), 1, 1, "the first second"), new(2, new Rational(68, 25), 1, "the third")], [], "cut");

        var (frames, preview) = Render(cut.Project);

        Assert.Equal(27, preview.Frames);
        Assert.Equal(27, frames.Length);
        Assert.Equal((160, 90), (frames[0].Width, frames[0].Height));
        Assert.All(frames[..9], f => IsNear(Colours[0], f[80, 45]));
        Assert.All(frames[9..], f => IsNear(Colours[2], f[80, 45]));
        Assert.Empty(preview.LeftOut);
        // The sound is on in every other second: in the first and the third.
        var sound = new SoundReader(_folder["preview.mp4"]);
        var samples = sound.ReadBlocks(480).SelectMany(b => b.ToArray()).ToArray();
        Assert.InRange(samples.Length / 2, 50_000, 54_000);
        Assert.All(Enumerable.Range(2, 45).Chunk(9), part => Assert.InRange(samples.AsSpan(part[0] * 960, 8000).ToArray().Max(), 0.2f, 1));
    }

    [FfmpegFact]
    public void Motion_crop_and_keyframes_of_upper_tracks_are_seen_over_the_lower()
    {
        var (low, high) = (Recording("low.mp4"), Recording("high.mp4"));
        var picture = Clip("high", 0, 50, 25) with
        {
            Motion = new Motion
            {
                Scale = new Pair(50, 50),
                Position = new Animated<Pair>(new Pair(-0.25, 0), new Keyframe<Pair>(0, new Pair(-0.25, 0), Interpolation.Hold), new Keyframe<Pair>(1, new Pair(0.25, 0))),
            },
            Crop = new Crop { Bottom = 50 },
        };
        var (frames, _) = Render(Project([low, high], [Clip("low", 0, 50, 0)], [picture]));

        // The upper one shows its second colour in a box of 80 x 22 pixels on the left, and after a second the third on the right.
        IsNear(Colours[1], frames[5][40, 30]);
        IsNear(Colours[0], frames[5][40, 60]);
        IsNear(Colours[0], frames[5][120, 30]);
        IsNear(Colours[2], frames[40][120, 30]);
        IsNear(Colours[1], frames[40][40, 30]);
    }

    [FfmpegFact]
    public void Gaps_are_black_titles_are_boxes_and_a_faster_clip_shows_more()
    {
        var footage = Recording("game.mp4");
        var title = new Clip { Name = "t", Start = Rate.SecondsAt(10), Duration = Rate.SecondsAt(5), Source = new ClipSource.Missing(), Text = "HELLO" };
        // Twice as fast, as nearly as a hundred-millionth: finer than rates of frames are.
        var fast = Clip("game", 25, 25, 0) with { Speed = new SpeedChange { Ratio = new Rational(200_000_001, 100_000_000) }, SourceDuration = 2 };
        var (frames, preview) = Render(Project([footage], [fast], [title]));

        Assert.Equal(50, frames.Length);
        Assert.All(frames[..10], f => IsNear(Rgb.Black, f[80, 45]));
        Assert.Contains(Enumerable.Range(0, 160), x => frames[12][x, 45].R > 180);
        IsNear(Colours[0], frames[25][80, 20]);
        IsNear(Colours[1], frames[40][80, 20]);
        Assert.Empty(preview.LeftOut);
    }

    [FfmpegFact]
    public void What_is_missing_is_a_box_and_named_and_of_nothing_there_is_no_preview()
    {
        var footage = Recording("game.mp4");
        var gone = footage with { Path = _folder["gone.mp4"] };
        var project = Project([footage, gone], [Clip("game", 0, 5, 0)], [Clip("gone", 0, 5, 0)]);
        var preview = new Preview(project, project.Sequences[0]);
        Assert.Contains("gone.mp4", Assert.Single(preview.LeftOut), StringComparison.Ordinal);

        // What a timeline names on a network's share, or that is no regular file, is not even looked at.
        foreach (var path in new[] { "//server/share/a.mp4", @"\\server\share\a.mp4", "/dev/zero" })
        {
            var elsewhere = Project([], [Clip("a", 0, 5, 0)]) with { Media = [gone.ToMedia("a") with { Path = path }] };
            Assert.Throws<MediaException>(() => new Preview(elsewhere, elsewhere.Sequences[0]));
        }

        var nothing = Project([gone], [Clip("gone", 0, 5, 0)]);
        var failure = Assert.Throws<MediaException>(() => new Preview(nothing, nothing.Sequences[0]));
        Assert.StartsWith($"{gone.Path}: is not on this machine", failure.Message, StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void A_preview_that_is_stopped_or_fails_leaves_nothing()
    {
        var footage = Recording("game.mp4");
        var project = Project([footage], [Clip("game", 0, 50, 0)]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Preview(project, project.Sequences[0]).Write(_folder["preview.mp4"], null, stop.Token));

        File.WriteAllText(_folder["broken.mp4"], "no video");
        var broken = Project([footage with { Path = _folder["broken.mp4"] }], [Clip("broken", 0, 5, 0)]);
        Assert.Contains("broken.mp4", Assert.Throws<MediaException>(() => new Preview(broken, broken.Sequences[0]).Write(_folder["preview.mp4"], null, default)).Message, StringComparison.Ordinal);
        Assert.Equal(["broken.mp4", "game.mp4"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private (Frame[] Frames, Preview Preview) Render(TimelineProject project)
    {
        var preview = new Preview(project, project.Sequences[0]);
        preview.Write(_folder["preview.mp4"], null, default);
        return ([.. new FfmpegReader(_folder["preview.mp4"]).ReadFrames().Select(f => f.Frame)], preview);
    }

    private Footage Recording(string name) => Footage.Read(MadeRecording.Write(_folder[name]));

    private static TimelineProject Project(Footage[] footage, params Clip[][] tracks) =>
        new() { Sequences = [Sequence(tracks)], Media = [.. footage.Select(f => f.ToMedia(Path.GetFileNameWithoutExtension(f.Path)))] };

    private static Sequence Sequence(params Clip[][] tracks) =>
        new() { Id = "s", Name = "s", Rate = Rate, Width = 160, Height = 90, Tracks = [.. tracks.Select(t => new Track { Kind = TrackKind.Video, Items = t })] };

    private static Clip Clip(string media, long start, long frames, long from) => new()
    {
        Name = media, Start = Rate.SecondsAt(start), Duration = Rate.SecondsAt(frames), Source = new ClipSource.Media(media), SourceStart = Rate.SecondsAt(from), SourceDuration = Rate.SecondsAt(frames),
    };

    private static void IsNear(Rgb wanted, Rgb seen)
    {
        Assert.InRange(seen.R - wanted.R, -12, 12);
        Assert.InRange(seen.G - wanted.G, -12, 12);
        Assert.InRange(seen.B - wanted.B, -12, 12);
    }
}
