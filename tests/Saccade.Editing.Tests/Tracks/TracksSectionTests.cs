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
}
