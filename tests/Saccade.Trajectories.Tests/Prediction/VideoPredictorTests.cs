using Saccade.Media;
using Saccade.Training;

namespace Saccade.Trajectories.Tests.Prediction;

/// <summary>Prediction on real files, with a model that has hardly learnt: form, geometry and failures, not quality.</summary>
public sealed class VideoPredictorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ApplicationList applications = new(new TrajectoriesApplication());

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void A_video_of_another_size_and_rate_gives_windows_in_its_own_pixels_and_an_annotated_video()
    {
        using var run = TrainedRun();
        // 2 seconds at 25 frames a second are 10 frames at the model's 5: windows of 4 from 0 to 6.
        MovingBall.Write(folder["ball.mp4"], width: 160, height: 90, rate: new FrameRate(25, 1), frames: 50);
        var result = run.Application.Predict(run.Model, folder["ball.mp4"], folder.Path, default);

        Assert.Equal("trajectories", result.Task);
        Assert.NotNull(result.InDomain);
        Assert.Equal(["0", "1/5", "2/5", "3/5", "4/5", "1", "6/5"], result.Results.Select(r => (string)r!["start"]!));
        Assert.All(result.Results, window =>
        {
            Assert.Contains((string)window!["class"]!, new[] { "linear", "circular", "helical", "parabolic" });
            Assert.Equal(4, window["track_pixels"]!.AsArray().Count);
            Assert.Contains((string)window["class"]!, (string)window["description"]!["text"]!);
            Assert.Equal(1, window["probabilities"]!.AsObject().Sum(p => (double)p.Value!), 3);
        });
        var places = result.Results.Select(r => (X: (double)r!["position_pixels"]![0]!, Y: (double)r["position_pixels"]![1]!)).ToArray();
        // 320 clips teach little, but the picture's middle is at (80, 45): in other units the places would be far away.
        Assert.All(places, place => Assert.True(Math.Abs(place.X - 80) < 80 && Math.Abs(place.Y - 45) < 80, $"{place}"));

        var annotated = new FfmpegReader(folder["ball.annotated.mp4"]);
        Assert.Equal((160, 90), (annotated.Probe.Width, annotated.Probe.Height));
        Assert.Equal(new FrameRate(25, 1), annotated.Rate);
        Assert.Equal(50, annotated.ReadFrames().Count());
    }

    [FfmpegFact]
    public void A_video_shorter_than_a_window_makes_one_and_says_how_long_it_is()
    {
        using var run = TrainedRun();
        MovingBall.Write(folder["short.mp4"], width: 64, height: 64, rate: new FrameRate(5, 1), frames: 3);
        var window = Assert.Single(run.Application.Predict(run.Model, folder["short.mp4"], folder.Path, default).Results)!;
        Assert.Equal(3, (int)window["frames"]!);
        Assert.Equal("3/5", (string)window["end"]!);
        Assert.Equal(3, window["track_pixels"]!.AsArray().Count);
    }

    [FfmpegFact]
    public void What_is_no_video_is_named_and_leaves_nothing()
    {
        using var run = TrainedRun();
        File.WriteAllText(folder["notes.mp4"], "this is no video");
        MovingBall.Write(folder["whole.mp4"], width: 64, height: 64, rate: new FrameRate(5, 1), frames: 40);
        File.WriteAllBytes(folder["broken.mp4"], File.ReadAllBytes(folder["whole.mp4"])[..^200]);
        PngWriter.Write(folder["still.png"], new Frame(8, 8));
        foreach (var name in new[] { "notes.mp4", "broken.mp4", "missing.mp4", "still.png" })
        {
            var failure = Assert.Throws<RunException>(() => run.Application.Predict(run.Model, folder[name], folder.Path, default));
            Assert.Contains(name, failure.Message);
        }
        Assert.Empty(Directory.GetFiles(folder.Path, "*annotated*"));
    }

    [FfmpegFact]
    public void A_picture_unlike_the_training_clips_is_outside_the_domain()
    {
        using var run = TrainedRun();
        using (var writer = new VideoWriter(folder["bright.mp4"], 64, 64, new FrameRate(5, 1)))
        {
            var frame = new Frame(64, 64);
            frame.Fill(new Rgb(200, 200, 200));
            for (var i = 0; i < 8; i++)
                writer.Write(frame);
            writer.Complete();
        }
        var result = run.Application.Predict(run.Model, folder["bright.mp4"], folder.Path, default);
        Assert.False(result.InDomain);
        Assert.Contains("brightness", result.Results[0]!["outside"]!.AsArray().Select(name => (string)name!));
    }

    private LoadedRun TrainedRun()
    {
        var (application, recipe) = applications.Bind(RecipeFile.Parse(TinyVideoRecipe.Text, "test.yaml", ["model.depth=1", "data.train=320", "data.validation=32", "learning_rate=0.005", "threads=2"]));
        var result = Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default);
        RunEvaluator.Evaluate(new() { Application = application, Recipe = recipe, Run = result.Run, Split = Split.Validation }, default);
        return new LoadedRun(applications, result.Run);
    }
}
