using Saccade.Editing.Forecasting.Reporting;

namespace Saccade.Editing.Tests.Tracks;

/// <summary>The report's part on what was foreseen.</summary>
public sealed class TracksSectionTests : IDisposable
{
    private readonly TrackSet set = new();

    public void Dispose() => set.Dispose();

    [Theory]
    [InlineData("next_step", "what each track shows next")]
    [InlineData("masked_span", "Stretches of time and whole tracks were hidden")]
    public void It_says_what_was_asked_and_shows_skill_habits_and_a_timeline(string objective, string asked)
    {
        var (run, evaluation) = set.Train(objective, $"data.objective={objective}");
        var html = new EditingApplication().Report(run, evaluation)!.Html;
        foreach (var part in new[] { asked, "How much better than each control", "Which habits were learnt", "Track by track", "Does it need what is heard and seen?", "A timeline as it is and as it was foreseen", "24 seconds of it" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        Directory.Delete(set["set"], recursive: true);
        Assert.Contains("No timeline can be shown", new EditingApplication().Report(run, evaluation)!.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, 2, true, 0.75)]
    [InlineData(0.9, 0.6, false, 0.75)]
    [InlineData(0.2, 0.6, false, -1)]
    [InlineData(0.2, 1, false, double.NaN)]
    public void Skill_is_the_part_of_a_loss_that_is_done_without(double value, double control, bool lowerIsBetter, double expected) =>
        Assert.Equal(expected, SkillPart.Skill(value, control, lowerIsBetter), 12);
}
