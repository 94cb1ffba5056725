using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Timelines;
using MediaException = Saccade.Media.MediaException;

namespace Saccade.Editing.Tests.Grid.Sampling;

public sealed class AssetRulesTests
{
    [Theory]
    [InlineData(1, "logo.png", 0)]
    [InlineData(2, "logo.png", 1)]
    [InlineData(3, "logo.PNG", 3)]
    [InlineData(3, "Titles 02", 2)]
    [InlineData(3, "字幕", 2)]
    [InlineData(4, "speaker_ID-7", 7)]
    [InlineData(4, "Class1", 2)]
    [InlineData(4, "id12", 9)]
    [InlineData(4, "id99999999999999999999", 9)]
    [InlineData(4, "anything", 2)]
    public void The_historical_classes_are_told_by_track_and_name_and_separate_ones_count_from_one(int track, string name, int asset)
    {
        Assert.Equal(asset, AssetRules.Historical.ClassOf(track, Clip(name), path: null));
        Assert.Equal(Math.Min(asset + 1, AssetRules.Highest), AssetRules.Separate.ClassOf(track, Clip(name), path: null));
        Assert.False(AssetRules.Historical.IsNoneSeparate);
        Assert.True(AssetRules.Separate.IsNoneSeparate);
    }

    [Fact]
    public void Rules_of_a_file_are_asked_in_their_order()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["rules.json"], """{"otherwise": 6, "rules": [{"class": 4, "name": "logo", "track": 3}, {"class": 5, "path": "/stock/"}]}""");

        var rules = AssetRulesFile.Read(folder["rules.json"]);

        Assert.Equal(4, rules.ClassOf(3, Clip("My Logo"), "/stock/a.mov"));
        Assert.Equal(5, rules.ClassOf(4, Clip("My Logo"), "/stock/a.mov"));
        Assert.Equal(6, rules.ClassOf(4, Clip("My Logo"), path: null));
        var kept = AssetRulesFile.FromJson(AssetRulesFile.ToJson(rules));
        Assert.Equal((4, 5, 6), (kept.ClassOf(3, Clip("My Logo"), "/stock/a.mov"), kept.ClassOf(4, Clip("My Logo"), "/stock/a.mov"), kept.ClassOf(4, Clip("My Logo"), path: null)));
    }

    [Theory]
    [InlineData("""{"otherwise": 12, "rules": []}""", "0 to 9")]
    [InlineData("""{"otherwise": 1, "rules": [{"class": 1, "track": 21}]}""", "track 21")]
    [InlineData("""{"otherwise": 1, "rules": [{"class": 1, "name": "(a"}]}""", "(a")]
    [InlineData("""{"otherwise": 1, "rules": [{"class": 1, "name": "(a)\\1"}]}""", "asset rules")]
    [InlineData("""{"otherwise": 1}""", "rules")]
    public void A_file_that_makes_no_rules_is_refused_with_the_cause(string text, string cause)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["rules.json"], text);

        var failure = Assert.Throws<MediaException>(() => AssetRulesFile.Read(folder["rules.json"]));

        Assert.Contains(cause, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private static Clip Clip(string name) => new() { Name = name, Start = 0, Duration = 1, Source = new ClipSource.Missing() };
}
