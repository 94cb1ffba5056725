using Saccade.Objects.Early;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Objects.Tests.Early;

public class EarlyStoppingTests
{
    /// <summary>Outputs whose log-odds after frame t are twice what they should be, of a task in which the evidence adds up.</summary>
    private static SampleOutput[] Overconfident(int count, ulong seed = 3) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var random = new RandomKey(seed, RandomStream.Data, (ulong)i);
        var label = i % 2;
        var logit = 0.0;
        var prefixes = new float[8];
        for (var t = 0; t < prefixes.Length; t++)
        {
            // Of two normal numbers a distance of 1 apart, the log-odds are the number less the middle.
            logit += random.Normal((ulong)t) + (label - 0.5);
            prefixes[t] = (float)(1 / (1 + Math.Exp(-2 * logit)));
        }
        return new SampleOutput { Id = $"{i}", Label = label, Prediction = prefixes[^1] >= 0.5f ? 1 : 0, Prefixes = prefixes, Probabilities = [1 - prefixes[^1], prefixes[^1]] };
    })];

    [Fact]
    public void Every_frame_has_the_temperature_that_makes_its_confidence_true()
    {
        var stopping = EarlyStopping.Fit(Overconfident(2000), 0.02)!;

        Assert.Equal(8, stopping.Temperatures.Count);
        Assert.All(stopping.Temperatures, t => Assert.InRange(t, 1.75, 2.3));
    }

    [Fact]
    public void The_threshold_is_the_lowest_that_costs_no_more_than_is_tolerated()
    {
        var outputs = Overconfident(2000);
        var stopping = EarlyStopping.Fit(outputs, 0.02)!;
        var decided = outputs.Select(stopping.Applied).ToArray();
        var (whole, _) = EarlyStopping.Accuracy(decided, 1);
        var (early, frames) = EarlyStopping.Accuracy(decided, stopping.Threshold);

        Assert.True(early >= whole - 0.02);
        Assert.True(EarlyStopping.Accuracy(decided, stopping.Threshold - 0.002).Accuracy < whole - 0.02);
        Assert.Equal(stopping.ValidationAccuracy, early, 12);
        Assert.Equal(stopping.ValidationFrames, frames, 12);
        Assert.InRange(frames, 1.5, 7);
        Assert.Equal(early, new EarlyAccuracy().Evaluate(decided, Enumerable.Repeat(1, decided.Length).ToArray()), 12);
    }

    [Fact]
    public void A_decision_falls_at_the_first_frame_that_is_sure_enough_and_says_what_it_said_then()
    {
        Assert.Equal(new EarlyDecision(2, 0, 0.9f), EarlyStopping.Decide([0.6f, 0.1f, 0.99f], 0.85) with { Confidence = 0.9f });
        Assert.Equal((3, 1), (EarlyStopping.Decide([0.6f, 0.3f, 0.7f], 0.85).Frames, EarlyStopping.Decide([0.6f, 0.3f, 0.7f], 0.85).Prediction));
    }

    [Fact]
    public void It_lies_with_the_run_and_comes_back_the_same()
    {
        var root = Directory.CreateTempSubdirectory("saccade-early-");
        try
        {
            var run = RunFolder.Create(Path.Combine(root.FullName, "run"));
            Assert.Null(EarlyStopping.Read(run));
            var stopping = EarlyStopping.Fit(Overconfident(200), 0.02)!;
            stopping.Write(run);
            var read = EarlyStopping.Read(run)!;

            Assert.Equal(stopping.Temperatures, read.Temperatures);
            Assert.Equal(stopping with { Temperatures = [] }, read with { Temperatures = [] });
            File.WriteAllText(run.StoppingPath, "{");
            Assert.Contains("stopping.json", Assert.Throws<RunException>(() => EarlyStopping.Read(run)).Message);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Fact]
    public void Outputs_that_say_nothing_before_the_end_are_left_as_they_are()
    {
        var output = new SampleOutput { Id = "a", Label = 1, Prediction = 1, Probabilities = [0.1f, 0.9f] };
        Assert.Null(EarlyStopping.Fit([output], 0.02));
        Assert.Same(output, EarlyStopping.Fit(Overconfident(50), 0.02)!.Applied(output));
    }
}
