namespace Saccade.Training.Tests;

/// <summary>The temperature makes confidences fit, and leaves the classes alone.</summary>
public class TemperatureTests
{
    [Fact]
    public void Confidences_that_are_too_high_come_down_to_what_happens()
    {
        // Says 0.95 and is right in 7 of 10.
        var outputs = Enumerable.Range(0, 1000).Select(i => Output(i, right: i % 10 < 7, 0.95f)).ToArray();
        var temperature = Assert.IsType<Temperature>(Temperature.Fit(outputs));
        Assert.True(temperature.Value > 1.5, $"{temperature.Value}");
        Assert.All(outputs.Select(temperature.Applied), o => Assert.Equal(0.7, o.Probabilities[0], 0.001));
        var ece = new ExpectedCalibrationError();
        Assert.Equal(0.25, ece.Evaluate(outputs, [.. outputs.Select(_ => 1)]), 0.01);
        Assert.Equal(0, ece.Evaluate([.. outputs.Select(temperature.Applied)], [.. outputs.Select(_ => 1)]), 0.01);
    }

    [Fact]
    public void Confidences_that_fit_stay_as_they_are()
    {
        var outputs = Enumerable.Range(0, 1000).Select(i => Output(i, right: i % 10 < 8, 0.8f)).ToArray();
        Assert.Equal(1, Temperature.Fit(outputs)!.Value, 0.01);
    }

    [Fact]
    public void Outputs_without_classes_have_none() => Assert.Null(Temperature.Fit([new SampleOutput { Id = "a", Position = [1, 2, 3] }]));

    private static SampleOutput Output(int i, bool right, float confidence) => new()
    {
        Id = $"{i}",
        Label = right ? 0 : 1,
        Prediction = 0,
        Probabilities = [confidence, 1 - confidence],
    };
}
