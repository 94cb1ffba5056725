using Saccade.Editing.Comparing;
using Saccade.Editing.Formats;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Tests.Suggesting;

/// <summary>Rough cuts and predictions made by hand.</summary>
internal static class Shown
{
    public static readonly FrameRate Rate = new(30000, 1001);

    /// <summary>A grid of so many steps, filled by tracks.</summary>
    /// <param name="cell">Track (from 0) and step to what is there; null for nothing.</param>
    public static PredictedGrid Grid(int steps, Func<int, int, float[]?> cell, float confidence = 0.8f)
    {
        var layout = GridLayout.Nine;
        var values = new float[steps * layout.Width];
        for (var i = 0; i < steps * GridLayout.Tracks; i++)
        {
            var numbers = cell(i % GridLayout.Tracks, i / GridLayout.Tracks);
            (numbers ?? layout.Inactive).CopyTo(values.AsSpan(i * layout.Values.Count));
        }
        var sure = new float[steps * GridLayout.Tracks];
        Array.Fill(sure, confidence);
        return new PredictedGrid(new TimelineGrid("predicted", "game", layout, TimelineGrid.DefaultStep, values), sure);
    }

    public static float[] Cell(int asset, double scale = 100, double x = 0, double y = 0, double left = 0, double right = 0, double top = 0, double bottom = 0) =>
        [1, asset, (float)scale, (float)x, (float)y, (float)left, (float)right, (float)top, (float)bottom];

    public static MediaFile Media(string id, Rational duration, string extension = "mp4") => new()
    {
        Id = id, Name = $"{id}.{extension}", Path = $"/media/{id}.{extension}", Rate = Rate, Duration = duration, HasVideo = true, Width = 1920, Height = 1080,
    };

    public static Clip Clip(string media, long start, long frames, long from) => new()
    {
        Id = $"{media}-{start}", Name = $"{media}.mp4", Start = Rate.SecondsAt(start), Duration = Rate.SecondsAt(frames), Source = new ClipSource.Media(media),
        SourceStart = Rate.SecondsAt(from), SourceDuration = Rate.SecondsAt(frames),
    };

    /// <summary>Game footage of 20 seconds in two pieces, a face camera beside it, a title and a picture, each a little.</summary>
    public static TimelineProject Rough()
    {
        var sequence = new Sequence
        {
            Id = "rough", Name = "rough", Rate = Rate, Duration = Rate.SecondsAt(600), Width = 1920, Height = 1080,
            Tracks =
            [
                new Track { Kind = TrackKind.Video, Items = [Clip("game", 0, 300, 100), Clip("game", 300, 300, 700)] },
                new Track { Kind = TrackKind.Video, Items = [Clip("face", 0, 60, 130)] },
                new Track { Kind = TrackKind.Video, Items = [new Clip { Id = "t", Name = "Title", Start = Rate.SecondsAt(90), Duration = Rate.SecondsAt(60), SourceDuration = Rate.SecondsAt(60), Text = "Hello", Source = new ClipSource.Generated(Text("Hello")) }] },
                new Track { Kind = TrackKind.Video, Items = [Clip("picture", 30, 30, 0) with { Name = "picture.png" }] },
            ],
        };
        return new TimelineProject { Name = "rough", Sequences = [sequence], Media = [Media("game", Rate.SecondsAt(9000)), Media("face", Rate.SecondsAt(9000)), Media("picture", 10, "png")] };
    }

    /// <summary>What a project is after it was written in a format and read again; written again, it has the same bytes.</summary>
    public static TimelineProject Through(TimelineProject project, string format)
    {
        var bytes = Bytes(project, format);
        var read = TimelineFormats.Readers.Single(r => r.Name == format).Read(new MemoryStream(bytes), ReadOptions.Default);
        Assert.Equal(bytes, Bytes(read, format));
        return read;
    }

    public static byte[] Bytes(TimelineProject project, string format)
    {
        var output = new MemoryStream();
        TimelineFormats.Writers.Single(w => w.Name == format).Write(project, output);
        return output.ToArray();
    }

    /// <summary>By how much the sampled timeline and a grid differ: cells with another activity or class, and the largest distance of each group of numbers.</summary>
    public static (int Cells, double Scale, double Position, double Crop) Distance(TimelineProject project, TimelineGrid wanted, IReadOnlyCollection<int> tracks)
    {
        var sampled = TimelineSampler.Sample(project, project.Sequences[0], "x", new SamplingOptions());
        Assert.Equal(wanted.Steps, sampled.Steps);
        var (cells, scale, position, crop) = (0, 0.0, 0.0, 0.0);
        foreach (var track in tracks)
        {
            for (var step = 0; step < wanted.Steps; step++)
            {
                ReadOnlySpan<float> a = sampled.Row(step).Slice(track * 9, 9), b = wanted.Row(step).Slice(track * 9, 9);
                if (a[0] != b[0] || a[1] != b[1])
                    cells++;
                scale = Math.Max(scale, Math.Abs(a[2] - b[2]));
                position = Math.Max(position, Math.Max(Math.Abs(a[3] - b[3]), Math.Abs(a[4] - b[4])));
                for (var side = 5; side < 9; side++)
                    crop = Math.Max(crop, Math.Abs(a[side] - b[side]));
            }
        }
        return (cells, scale, position, crop);
    }

    public static IEnumerable<string> Differences(TimelineProject before, TimelineProject after) => TimelineComparison.Between(before, after).Select(d => d.ToString());

    private static Effect Text(string text) => new()
    {
        Id = "Text", Name = "Text", Kind = "generator", Category = "Text", Parameters = [new Parameter { Id = "str", Name = "Text", Value = new ParameterValue.Text(text) }],
    };
}
