using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Reporting;

namespace Saccade.Trajectories.Tests;

public class SampleClipsTests
{
    [Fact]
    public void The_report_shows_what_was_recognised_the_surest_mistakes_and_the_largest_position_errors()
    {
        using var data = Data(new ClipOptions { Size = 32 });
        var outputs = Outputs(data);
        var html = System.Net.WebUtility.HtmlDecode(SampleClips.Of(data, outputs).Html);
        var (recognised, mistakes, misplaced) = (Part(html, "Recognised"), Part(html, "The surest mistakes"), Part(html, "The largest position errors"));
        Assert.Equal(1, Clips(recognised));
        Assert.Contains("<strong>linear</strong>, recognised, 99\u00a0%; position off by\u00a00", recognised);
        Assert.Contains("12 of 24 clips were taken for another class", mistakes);
        Assert.Equal(4, Clips(mistakes));
        Assert.Contains("taken for <strong>linear</strong>, 95\u00a0%", mistakes);
        Assert.DoesNotContain("87\u00a0%", mistakes); // only the surest four of the twelve
        Assert.Equal(4, Clips(misplaced));
        Assert.Contains("position off by\u00a02.30", misplaced);
        Assert.DoesNotContain("position off by\u00a01.90", misplaced);
    }

    [Fact]
    public void The_page_stays_small_with_noise_as_well()
    {
        using var data = Data(new ClipOptions { Noise = 0.1 });
        Assert.InRange(SampleClips.Of(data, Outputs(data)).Html.Length, 100_000, 1_500_000);
    }

    [Fact]
    public void Truth_and_prediction_are_drawn_where_the_camera_sees_them()
    {
        var options = new ClipOptions();
        var (generator, truth) = (new ClipGenerator(options), new ClipTruth(options));
        generator.ReadTruth(3, truth);
        var said = truth.PositionWorld[options.Frames - 1];
        var overlay = PathOverlay.Of(options, truth, new SampleOutput { Id = "3", PredictedPosition = [(float)said.X, (float)said.Y, (float)said.Z] }).ToString();
        var at = truth.PositionPixels[options.Frames - 1];
        Assert.Contains(FormattableString.Invariant($"cx=\"{at.X:0.#}\" cy=\"{at.Y:0.#}\" r=\"2.4\""), overlay); // the ring lies where the ball is
        Assert.Contains(FormattableString.Invariant($"{at.X:0.#},{at.Y:0.#}"), overlay.Split("class=\"said\"")[0]);
        Assert.Equal(ClipOptions.FutureFrames + 1, overlay.Split("class=\"said\"")[0].Split("class=\"spot\"").Length - 1);
    }

    [Fact]
    public void What_is_no_place_is_not_drawn()
    {
        var options = new ClipOptions();
        var truth = new ClipTruth(options);
        new ClipGenerator(options).ReadTruth(0, truth);
        var overlay = PathOverlay.Of(options, truth, new SampleOutput { Id = "0", PredictedPosition = [float.NaN, 0, float.PositiveInfinity] }).ToString();
        Assert.DoesNotContain("NaN", overlay);
        Assert.DoesNotContain("said", overlay);
    }

    private static GeneratedTrajectories Data(ClipOptions options) => new(new ClipGenerator(options), train: 24, validation: 24, test: 24);

    // Each second clip is taken for linear, by and by less sure, and its position missed by more and more.
    private static SampleOutput[] Outputs(TrajectoryData data) => [.. data.Items(Split.Test).Select((item, i) => new SampleOutput
    {
        Id = item.Id,
        Label = i % 2 == 0 ? 0 : 1 + i % 3,
        Prediction = 0,
        Probabilities = i % 2 == 0 ? [0.99f, 0.01f, 0, 0] : [0.96f - 0.01f * i, 0.04f + 0.01f * i, 0, 0],
        Position = [0, 0, 0],
        PredictedPosition = [0, 0, 0.1f * i],
    })];

    private static string Part(string html, string heading)
    {
        var start = html.IndexOf($"<h3>{heading}</h3>", StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        var end = html.IndexOf("<h3>", start + 4, StringComparison.Ordinal);
        return end < 0 ? html[start..] : html[start..end];
    }

    private static int Clips(string html) => html.Split("class=\"film\"").Length - 1;
}
