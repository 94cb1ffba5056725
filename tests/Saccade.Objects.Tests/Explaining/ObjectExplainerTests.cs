using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Objects.Tests.Explaining;

public sealed class ObjectExplainerTests : IDisposable
{
    private const string Tiny = """
        task: persistence
        model: objects
        data.train: 16
        data.validation: 8
        data.test: 4
        data.frames: 16
        epochs: 1
        batch_size: 8
        threads: 1
        model.width: 16
        model.depth: 2
        model.heads: 2
        model.feed_forward: 16
        model.channels: 2
        """;

    private static readonly ApplicationList Applications = new(new PersistenceApplication());

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FfmpegFact]
    public void A_samples_attention_is_drawn_and_its_numbers_are_those_of_an_even_share_on_average()
    {
        using var loaded = Loaded();

        var explanation = Explain(loaded, new() { Sample = 1, Folder = folder.Path, Check = true });

        Assert.Equal(["test-1.explained.png", "test-1.explained.mp4", "test-1.explained.json"], explanation.Files.Select(Path.GetFileName));
        Assert.All(explanation.Files, f => Assert.True(new FileInfo(f).Length > 0));
        Assert.Equal("attention in layer encoder.layers.1, mean of heads", explanation.Map);
        using var json = JsonDocument.Parse(File.ReadAllText(explanation.Files[2]));
        var received = json.RootElement.GetProperty("results").EnumerateArray().SelectMany(t => t.GetProperty("sightings").EnumerateArray())
            .Select(s => s.GetProperty("attention").GetDouble()).ToArray();
        Assert.Equal(1, received.Average(), 0.01);
        Assert.All(explanation.Results, r => Assert.Contains((string)r!["true_kind"]!, new[] { "persistent", "transient" }));
        Assert.All(explanation.Results, r => Assert.Null(r!["sightings"]));
        Assert.Equal(5, explanation.Check!["random_weights"]!["rank_correlations"]!.AsArray().Count);
        Assert.InRange((double)explanation.Check["random_weights"]!["rank_correlation"]!, -1, 1);
        Assert.InRange((double)explanation.Check["persistent"]!["share_of_sightings"]!, 0.01, 1);
        Assert.Equal(16, new FfmpegReader(explanation.Files[1]).ReadFrames().Count());
    }

    [FfmpegFact]
    public void A_video_is_explained_in_all_of_its_frames_with_the_kinds_that_predict_gives()
    {
        const int Frames = 40;
        using (var writer = new VideoWriter(folder["ball.mp4"], 160, 96, new(25, 1)))
        {
            for (var t = 0; t < Frames; t++)
            {
                var frame = new Frame(160, 96);
                frame.FillDisc(20 + 3 * t, 40, 6, Rgb.White);
                if (t is 10 or 11)
                    frame.FillDisc(120, 75, 6, Rgb.White);
                writer.Write(frame);
            }
            writer.Complete();
        }
        using var loaded = Loaded();

        var explanation = Explain(loaded, new() { Input = folder["ball.mp4"], Folder = folder.Path, Layer = "encoder.layers.0", Head = 1 });

        Assert.Equal("attention in layer encoder.layers.0, head 1", explanation.Map);
        Assert.Null(explanation.Check);
        var predicted = loaded.Application.Predict(loaded.Model, folder["ball.mp4"], folder.Path, default).Results;
        Assert.Equal(predicted.Select(r => ((string)r!["kind"]!, (double)r["probability"]!)), explanation.Results.Select(r => ((string)r!["kind"]!, (double)r["probability"]!)));
        using var json = JsonDocument.Parse(File.ReadAllText(explanation.Files[2]));
        Assert.Equal([Frames, 2], json.RootElement.GetProperty("results").EnumerateArray()
            .Select(t => t.GetProperty("sightings").EnumerateArray().Count(s => s.GetProperty("attention").ValueKind == JsonValueKind.Number)));
    }

    [FfmpegFact]
    public void A_video_in_which_nothing_is_seen_is_explained_by_nothing()
    {
        using (var writer = new VideoWriter(folder["dark.mp4"], 64, 64, new(25, 1)))
        {
            for (var t = 0; t < 20; t++)
                writer.Write(new Frame(64, 64));
            writer.Complete();
        }
        using var loaded = Loaded();

        var explanation = Explain(loaded, new() { Input = folder["dark.mp4"], Folder = folder.Path, Check = true });

        Assert.Empty(explanation.Results);
        Assert.Null(explanation.InDomain);
        Assert.Equal(0, (int)explanation.Check!["windows"]!);
        Assert.DoesNotContain("NaN", File.ReadAllText(explanation.Files[2]));
    }

    [Theory]
    [InlineData("gradcam", null, null, "there is attention")]
    [InlineData(null, "encoder.layers.7", null, "encoder.layers.0, encoder.layers.1")]
    [InlineData(null, null, 2, "the heads 0 to 1, not 2")]
    [InlineData(null, null, null, "the samples 0 to 3, not 99")]
    public void What_there_is_not_is_refused_with_what_there_is(string? map, string? layer, int? head, string says)
    {
        using var loaded = Loaded();

        Assert.Contains(says, Assert.Throws<RunException>(() => Explain(loaded, new() { Sample = 99, Folder = folder.Path, Map = map, Layer = layer, Head = head })).Message);
    }

    private static Explanation Explain(LoadedRun loaded, ExplanationRequest request) => loaded.Application.Explain(loaded.Model, request, default);

    private LoadedRun Loaded()
    {
        var (application, recipe) = Applications.Bind(RecipeFile.Parse(Tiny, "test"));
        return new LoadedRun(Applications, Trainer.Train(new() { Application = application, Recipe = recipe, Folder = folder["run"] }, default).Run);
    }
}
