using System.Text.Json;

namespace Saccade.Training.Tests;

public class UnitTests
{
    private static readonly SampleOutput TwoOfThree = new()
    {
        Id = "a",
        Label = 0,
        Prediction = 0,
        Probabilities = [1, 0],
        Units = [new(1, 1, 0.9f), new(0, 1, 0.6f), new(0, 0, 0.2f), new(-1, 1, 0.8f)],
    };

    private static readonly SampleOutput WithoutUnits = TwoOfThree with { Id = "b", Units = [] };

    [Fact]
    public void Where_samples_have_units_units_are_counted() =>
        Assert.Equal(2 / 3.0, new Accuracy().Evaluate([TwoOfThree, WithoutUnits], [1, 1]), 12);

    [Fact]
    public void A_sample_drawn_twice_counts_with_all_its_units_twice()
    {
        var wrong = TwoOfThree with { Id = "c", Units = [new(1, 0, 0.1f)] };

        Assert.Equal(4 / 7.0, new Accuracy().Evaluate([TwoOfThree, wrong], [2, 1]), 12);
    }

    [Fact]
    public void Confusion_and_calibration_are_those_of_units()
    {
        var confusion = ConfusionMatrix.From([TwoOfThree, WithoutUnits], ["transient", "persistent"]);

        Assert.Equal([[1, 1], [0, 1]], confusion!.Counts);
        Assert.Equal(3, ReliabilityBin.Of([TwoOfThree, WithoutUnits])!.Sum(b => b.Samples));
        // Confidences 0.9 (right), 0.6 (wrong), 0.8 (right), each in a bin of its own.
        Assert.Equal((0.1 + 0.6 + 0.2) / 3, new ExpectedCalibrationError().Evaluate([TwoOfThree], [1]), 6);
    }

    [Fact]
    public void Attention_is_added_up_by_class_and_survives_the_file()
    {
        var attention = new TokenAttention([1, 1, 0, -1], [0, 0, 1, -1], [0.5f, 0.25f, 0.125f, 0.125f]);

        Assert.Equal((0.75, 2, 0.125, 1), (attention.Mass(1), attention.Tokens(1), attention.Mass(0), attention.Tokens(0)));
        Assert.Equal((0.0, 0), (attention.Mass(2), attention.Tokens(2)));
        Assert.Equal(1.75 * Math.Log(2), attention.Entropy, 6);

        var line = JsonSerializer.Serialize(TwoOfThree with { Attention = new Dictionary<string, TokenAttention> { ["last"] = attention } }, RunJson.Line);
        var read = JsonSerializer.Deserialize<SampleOutput>(line, RunJson.Line)!;
        Assert.Equal(attention.Mass(1), read.Attention!["last"].Mass(1));
        Assert.Equal(TwoOfThree.Units, read.Units);
    }

    [Fact]
    public void A_sample_without_tokens_has_no_attention_and_nothing_is_not_a_number()
    {
        var none = new TokenAttention([], [], []);

        Assert.Equal((0.0, 0, 0.0), (none.Mass(0), none.Tokens(1), none.Entropy));
    }
}
