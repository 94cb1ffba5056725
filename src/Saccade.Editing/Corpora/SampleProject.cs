using Saccade.Editing.Corpora.Habits;
using Saccade.Editing.Grid;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Corpora;

/// <summary>Builds the timeline of a sample: a clip for each stretch of a track, what changes within it as held keyframes, the game's sound linked to its picture.</summary>
internal static class SampleProject
{
    // A tenth of a second is three frames: every step begins with one.
    private static readonly FrameRate Rate = new(30, 1);
    private static readonly Rational Step = new(1, 10);

    private const int Width = 1920, Height = 1080;

    /// <summary>The file name of the recording that a sample is cut from.</summary>
    public static string SourceFile(string name) => $"{name}-game.mp4";

    public static TimelineProject Of(EditedSample sample, string name)
    {
        var steps = sample.SourceSteps.Length;
        var sound = new List<Clip>();
        var tracks = new List<Track>();
        for (var track = 0; track <= Tracks.Picture; track++)
        {
            var clips = Stretches(sample, track).Select((s, i) => Clip(sample, track, s.First, s.End, i)).ToArray();
            tracks.Add(new Track { Kind = TrackKind.Video, Name = $"V{track + 1}", Items = clips });
            if (track == Tracks.Game)
                sound.AddRange(clips.Select(c => new Clip { Name = c.Name, Start = c.Start, Duration = c.Duration, Source = c.Source, SourceStart = c.SourceStart, SourceDuration = c.SourceDuration, LinkGroup = c.LinkGroup, SourceTrack = 1 }));
        }
        tracks.Add(new Track { Kind = TrackKind.Audio, Name = "A1", Items = [.. sound] });
        var length = sample.Source.Steps * Step;
        return new TimelineProject
        {
            Name = name,
            Sequences = [new Sequence { Id = "sequence-1", Name = name, Rate = Rate, Duration = steps * Step, Width = Width, Height = Height, SampleRate = 48000, Tracks = tracks }],
            Media =
            [
                Media("game", SourceFile(name), length) with { HasAudio = true, SampleRate = 48000, AudioChannels = 1 },
                Media("face", $"{name}-face.mp4", length),
                Media("picture", $"{name}-picture.png", length),
            ],
        };
    }

    private static MediaFile Media(string id, string file, Rational length) =>
        new() { Id = id, Name = file, Path = $"/media/{file}", Rate = Rate, Duration = length, HasVideo = true, Width = Width, Height = Height };

    /// <summary>Where a track has a clip: from one step to before another. The game's are parted at its cuts.</summary>
    private static IEnumerable<(int First, int End)> Stretches(EditedSample sample, int track)
    {
        var (first, steps) = (-1, sample.SourceSteps.Length);
        for (var step = 0; step <= steps; step++)
        {
            var isActive = step < steps && State(sample, track, step).Active;
            var isParted = track == Tracks.Game && sample.Cuts.Contains(step);
            if (first >= 0 && (!isActive || isParted))
            {
                yield return (first, step);
                first = -1;
            }
            if (isActive && first < 0)
                first = step;
        }
    }

    private static Clip Clip(EditedSample sample, int track, int first, int end, int number)
    {
        Animated<T> Curve<T>(Func<TrackState, T> value)
            where T : struct
        {
            var keyframes = new List<Keyframe<T>>();
            var last = value(State(sample, track, first));
            for (var step = first + 1; step < end; step++)
            {
                var now = value(State(sample, track, step));
                if (now.Equals(last))
                    continue;
                if (keyframes.Count == 0)
                    keyframes.Add(new(Rational.Zero, last, Interpolation.Hold));
                keyframes.Add(new((step - first) * Step, now, Interpolation.Hold));
                last = now;
            }
            return new Animated<T>(value(State(sample, track, first)), keyframes);
        }

        var duration = (end - first) * Step;
        var (motion, crop) = (
            new Motion { Scale = Curve(s => new Pair(s.Scale, s.Scale)), Position = Curve(s => new Pair(s.X, s.Y)) },
            new Crop { Left = Curve(s => s.Left), Right = Curve(s => s.Right), Top = Curve(s => s.Top), Bottom = Curve(s => s.Bottom) });
        var clip = new Clip { Name = "", Start = first * Step, Duration = duration, SourceDuration = duration, Source = new ClipSource.Missing(), Motion = motion, Crop = crop };
        return track switch
        {
            Tracks.Game => clip with { Name = "game.mp4", Source = new ClipSource.Media("game"), SourceStart = sample.SourceSteps[first] * Step, LinkGroup = $"game-{number}" },
            Tracks.Face => clip with { Name = "face.mp4", Source = new ClipSource.Media("face"), SourceStart = sample.SourceSteps[first] * Step },
            Tracks.Title => clip with { Name = $"Title {number + 1}", Source = new ClipSource.Generated(Text($"Title {number + 1}")), Text = $"Title {number + 1}" },
            _ => clip with { Name = "picture.png", Source = new ClipSource.Media("picture") },
        };
    }

    private static Effect Text(string text) => new()
    {
        Id = "Text",
        Name = "Text",
        Kind = "generator",
        Category = "Text",
        Parameters = [new Parameter { Id = "str", Name = "Text", Value = new ParameterValue.Text(text) }],
    };

    private static TrackState State(EditedSample sample, int track, int step) =>
        TrackState.Of(sample.Rows.AsSpan((step * GridLayout.Nine.Width) + (track * GridLayout.Nine.Values.Count), GridLayout.Nine.Values.Count));
}
