using System.Text.Json;
using Saccade.Media;
using Saccade.Objects.Clips;
using Saccade.Objects.Prediction;
using Saccade.Objects.Tracking;
using Saccade.Training;

namespace Saccade.Objects.Tests.Prediction;

public sealed class ObjectPredictorTests : IDisposable
{
    private const int Width = 160, Height = 96, Frames = 25;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void A_generated_clip_that_became_a_video_is_tracked_as_its_truth_is()
    {
        var options = new PersistenceClipOptions();
        var clip = new byte[options.ClipBytes];
        var truth = new PersistenceGenerator(options).Read(1_000_001, clip);
        using (var writer = new VideoWriter(folder["clip.mp4"], 3 * options.Size, 3 * options.Size, new(16, 1)))
        {
            for (var t = 0; t < options.Frames; t++)
                writer.Write(new Frame(options.Size, options.Size, clip.AsSpan(t * options.FrameBytes, options.FrameBytes).ToArray()).Enlarged(3));
            writer.Complete();
        }

        var video = new VideoTracker().Read(folder["clip.mp4"], CancellationToken.None);

        Assert.Equal((192, 192, 32, "16"), (video.Width, video.Height, video.Frames, video.Rate.ToString()));
        var enlarged = new ClipObjects(options.Frames, [.. truth.Objects.Select(o => o with
        {
            Sightings = [.. o.Sightings.Select(s => s with { Centre = new(3 * s.Centre.X, 3 * s.Centre.Y), RadiusPixels = 3 * s.RadiusPixels })],
        })]);
        var counts = TrackingScore.Of(enlarged, video.Tracks, new() { GatePixels = 6 });
        Assert.InRange(TrackingMetric.Mota.Of(counts), 0.9, 1);
        Assert.InRange(TrackingMetric.Purity.Of(counts), 0.95, 1);
    }

    [FfmpegFact]
    public void Tracks_of_a_video_before_a_lit_wall_are_written_as_json_csv_and_video()
    {
        WriteVideo("wall.mp4");
        var predictor = new ObjectPredictor("persistence", video => [.. video.Tracks.Select(t => new TrackKind(SpanRule.Of(t).Kind, 0.75))]);

        var result = predictor.Predict(folder["wall.mp4"], folder.Path, CancellationToken.None);

        // The ball all the time; a flash in frames 10 and 11.
        Assert.Equal(["persistent", "transient"], result.Results.Select(r => (string)r!["kind"]!));
        Assert.Equal(("0", "1", 25), ((string)result.Results[0]!["start"]!, (string)result.Results[0]!["end"]!, (int)result.Results[0]!["frames"]!));
        Assert.Equal(("2/5", "12/25", 2), ((string)result.Results[1]!["start"]!, (string)result.Results[1]!["end"]!, (int)result.Results[1]!["frames"]!));

        using var json = JsonDocument.Parse(File.ReadAllText(folder["wall.tracks.json"]));
        Assert.Equal((Width, Height, Frames, "25"), (
            json.RootElement.GetProperty("width").GetInt32(), json.RootElement.GetProperty("height").GetInt32(),
            json.RootElement.GetProperty("frames").GetInt32(), json.RootElement.GetProperty("rate").GetString()));
        var point = json.RootElement.GetProperty("tracks")[0].GetProperty("points")[12];
        Assert.Equal((12, "12/25"), (point.GetProperty("frame").GetInt32(), point.GetProperty("time").GetString()));
        Assert.InRange(point.GetProperty("position_pixels")[0].GetDouble(), 20 + 4 * 12 - 1, 20 + 4 * 12 + 1);
        Assert.InRange(point.GetProperty("radius_pixels").GetDouble(), 5, 7);

        var rows = File.ReadAllLines(folder["wall.tracks.csv"]);
        Assert.Equal("track,frame,time,x,y,radius,kind,probability", rows[0]);
        Assert.Equal(1 + 25 + 2, rows.Length);
        Assert.StartsWith("1,10,2/5,", rows[26], StringComparison.Ordinal);
        Assert.EndsWith(",transient,0.75", rows[26], StringComparison.Ordinal);

        var annotated = new FfmpegReader(folder["wall.annotated.mp4"]);
        Assert.Equal((Width, Height, "25"), (annotated.Probe.Width, annotated.Probe.Height, annotated.Rate.ToString()));
        Assert.Equal(Frames, annotated.ReadFrames().Count());
        Assert.Empty(Directory.GetFiles(folder.Path, "*.tmp*"));
    }

    [FfmpegFact]
    public void The_rule_without_a_model_gives_kinds_and_no_probability()
    {
        WriteVideo("wall.mp4");

        var result = ObjectPredictor.ByRule.Predict(folder["wall.mp4"], folder.Path, CancellationToken.None);

        Assert.Equal(["persistent", "transient"], result.Results.Select(r => (string)r!["kind"]!));
        Assert.All(result.Results, r => Assert.Null(r!["probability"]));
        Assert.EndsWith(",persistent,", File.ReadAllLines(folder["wall.tracks.csv"])[1], StringComparison.Ordinal);
    }

    [FfmpegFact]
    public void The_guide_names_every_file_that_is_written_and_every_column()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Saccade.slnx")))
            root = root.Parent!;
        var guide = File.ReadAllText(Path.Combine(root.FullName, "docs", "persistence.md"));
        WriteVideo("clip.mp4");

        var results = ObjectPredictor.ByRule.Predict(folder["clip.mp4"], folder.Path, CancellationToken.None).Results;

        Assert.All(Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)!).Where(name => name != "clip.mp4"), name => Assert.Contains($"`{name}`", guide));
        foreach (var name in results[0]!.AsObject().Select(p => p.Key).Where(name => name != "track"))
            Assert.Contains($"`{name}`", guide);
    }

    [FfmpegFact]
    public void A_trained_model_gives_each_track_of_a_longer_video_a_kind_and_a_probability()
    {
        const string Tiny = """
            task: persistence
            model: objects
            data.train: 64
            data.validation: 16
            data.test: 8
            data.frames: 16
            epochs: 1
            batch_size: 16
            threads: 1
            model.width: 16
            model.depth: 1
            model.heads: 2
            model.feed_forward: 16
            model.channels: 2
            """;
        var applications = new ApplicationList(new PersistenceApplication());
        var (application, recipe) = applications.Bind(RecipeFile.Parse(Tiny, "test"));
        var run = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default).Run;
        var evaluation = RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = run, Split = Split.Validation }, default).Evaluation;
        WriteVideo("wall.mp4");

        using var loaded = new LoadedRun(applications, run);
        var result = loaded.Application.Predict(loaded.Model, folder["wall.mp4"], folder.Path, CancellationToken.None);

        Assert.Equal(2, result.Results.Count);
        Assert.All(result.Results, r => Assert.InRange((double)r!["probability"]!, 0.5, 1));
        Assert.NotNull(result.InDomain);
        Assert.True(File.Exists(folder["wall.annotated.mp4"]));
        // The same run says how good its tracks were.
        Assert.InRange(evaluation.Metrics["mota"].Value, 0.9, 1);
        Assert.InRange(evaluation.Metrics["purity"].Value, 0.9, 1);
    }

    [FfmpegFact]
    public void What_is_no_video_or_too_much_is_refused_with_the_files_name_and_nothing_is_written()
    {
        WriteVideo("wall.mp4");
        File.WriteAllText(folder["text.mp4"], "no video");
        PngWriter.Write(folder["picture.png"], new Frame(8, 8));

        Assert.Contains("text.mp4", Refused("text.mp4", new()), StringComparison.Ordinal);
        Assert.Contains("is a picture", Refused("picture.png", new()), StringComparison.Ordinal);
        Assert.Contains("more than 10 frames", Refused("wall.mp4", new() { MostFrames = 10 }), StringComparison.Ordinal);
        Assert.Contains("more than 1 objects", Refused("wall.mp4", new() { MostTracks = 1 }), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);
    }

    [FfmpegFact]
    public void Cancelled_prediction_leaves_nothing()
    {
        WriteVideo("wall.mp4");
        using var cancellation = new CancellationTokenSource();
        var predictor = new ObjectPredictor("persistence", video =>
        {
            cancellation.Cancel();
            cancellation.Token.ThrowIfCancellationRequested();
            return [];
        });

        Assert.Throws<OperationCanceledException>(() => predictor.Predict(folder["wall.mp4"], folder.Path, cancellation.Token));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private string Refused(string name, VideoTrackerOptions options) => Assert.Throws<RunException>(
        () => new ObjectPredictor("persistence", video => [.. video.Tracks.Select(SpanRule.Of)], options: options).Predict(folder[name], folder.Path, CancellationToken.None)).Message;

    // A dark ball that crosses a lit wall of uneven grey, and a bright flash.
    private void WriteVideo(string name)
    {
        using var writer = new VideoWriter(folder[name], Width, Height, new(25, 1));
        for (var t = 0; t < Frames; t++)
        {
            var frame = new Frame(Width, Height);
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                    frame[x, y] = Rgb.Gray((byte)(90 + 40 * x / Width + 30 * y / Height));
            }
            frame.FillDisc(20 + 4 * t, 40, 6, Rgb.Black);
            if (t is 10 or 11)
                frame.FillDisc(120, 75, 6, Rgb.White);
            writer.Write(frame);
        }
        writer.Complete();
    }
}
