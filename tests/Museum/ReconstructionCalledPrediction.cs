using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: an editing model that predicts an editor's next decisions, its loss falling epoch by epoch. True: at every step it was asked for the very values that it was handed for that step; copying the
/// step before scores 0.18 where the model had 2.90. Caught by <c>target_in_input</c>, which says what it is instead, and stays when it is accepted.
/// </summary>
public class ReconstructionCalledPrediction
{
    private const int Steps = 200, Tracks = 4;

    [Fact]
    public void Values_that_are_asked_for_at_the_step_they_are_handed_at_are_a_reconstruction()
    {
        var check = Judge(horizon: 0, looksAhead: true);
        Assert.Equal("invalid: target_in_input (reconstruction, not prediction)", Verdicts.Invalid(check));
        Assert.False(check.Passed);
    }

    [Fact]
    public void A_model_that_looks_ahead_is_handed_the_next_step_as_well() => Assert.False(Judge(horizon: 1, looksAhead: true).Passed);

    [Fact]
    public void The_next_step_asked_of_a_model_that_sees_the_past_alone_passes() => Assert.True(Judge(horizon: 1, looksAhead: false).Passed);

    private static CheckResult Judge(int horizon, bool looksAhead)
    {
        var items = Enumerable.Range(0, 10).Select(i =>
        {
            var scales = Scales(i);
            var length = (Steps - horizon) * Tracks;
            return new DataItem
            {
                Id = $"project {i}",
                Split = i < 8 ? Split.Train : Split.Validation,
                Index = i,
                Sequence = new SequenceItem(scales.AsMemory(0, length), scales.AsMemory(horizon * Tracks, length), Tracks, looksAhead),
            };
        });
        return DataChecks.Judge(new DataInventory(items, [])).Single(c => c.Name == "target_in_input");
    }

    /// <summary>Scales in per cent that change with every cut, about once in ten steps.</summary>
    private static float[] Scales(int project)
    {
        var scales = new float[Steps * Tracks];
        for (var i = 0; i < scales.Length; i++)
            scales[i] = i >= Tracks && Numbers.Uniform(project, 2 * i) > 0.1 ? scales[i - Tracks] : MathF.Round((float)(100 + 100 * Numbers.Uniform(project, 2 * i + 1)), 3);
        return scales;
    }
}
