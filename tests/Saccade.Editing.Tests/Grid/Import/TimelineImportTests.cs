using Saccade.Editing.Formats;
using Saccade.Editing.Grid.Import;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Tests.Formats.Xmeml;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Tests.Grid.Import;

public sealed class TimelineImportTests
{
    [Fact]
    public void Broken_files_are_left_out_with_their_cause_and_take_none_of_the_others_with_them()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in/more"]);
        for (var i = 0; i < 5; i++)
            File.WriteAllText(folder[$"in/p{i}.xml"], Timeline($"game{i}", seed: i));
        File.WriteAllText(folder["in/broken.xml"], "<xmeml><sequence>");
        File.WriteAllText(folder["in/more/empty.xml"], Xmeml.Sequence(""));
        File.WriteAllText(folder["in/more/copy.xml"], Timeline("game3", seed: 3));
        File.WriteAllText(folder["in/notes.txt"], "no timeline");

        var result = TimelineImport.Make(new() { Timelines = [folder["in"]], Out = folder["out"] }, progress: null, CancellationToken.None);

        Assert.Equal(8, result.Files);
        Assert.Equal(["broken.xml", "empty.xml", "p3.xml"], result.LeftOut.Select(l => Path.GetFileName(l.Name)).Order());
        var log = File.ReadAllText(folder["out/import.log"]);
        Assert.StartsWith("8 files, 5 grids, ", log, StringComparison.Ordinal);
        Assert.Contains("no video clip", log, StringComparison.Ordinal);
        Assert.Contains("'p3' is the same as 'more/copy'", log, StringComparison.Ordinal);
        var stored = GridFolder.Open(folder["out"]);
        Assert.Equal(["more/copy", "p0", "p1", "p2", "p4"], stored.Grids.Select(g => g.Grid.VideoId).Order(StringComparer.Ordinal));
        Assert.Equal([3, 1, 1], Enum.GetValues<Split>().Select(s => stored.Grids.Count(g => g.Split == s)));
        Assert.Empty(stored.LeftOut);
        Assert.Equal(AssetRulesFile.ToJson(AssetRules.Separate).ToJsonString(), AssetRulesFile.ToJson(stored.Assets!).ToJsonString());
    }

    [Fact]
    public void What_is_heard_and_seen_comes_along_and_a_file_of_it_that_does_not_fit_is_an_error_of_its_timeline_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        for (var i = 0; i < 6; i++)
            File.WriteAllText(folder[$"in/p{i}.xml"], Timeline($"game{i}", seed: i));
        var project = TimelineFormats.Read(folder["in/p0.xml"]);
        var steps = TimelineSampler.Sample(project, project.Sequences[0], "p0", SamplingOptions.Default).Steps;
        string Rows(int count, string number = "0.5") => "step,loudness,motion,shot_change\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{i},{number},0.25,0\n"));
        File.WriteAllText(folder["in/p0.features.csv"], Rows(steps));
        File.WriteAllText(folder["in/p1.features.csv"], Rows(3));
        File.WriteAllText(folder["in/p2.features.csv"], Rows(3, "1e999"));

        var result = TimelineImport.Make(new() { Timelines = [folder["in"]], Out = folder["out"] }, progress: null, CancellationToken.None);

        Assert.Equal(["p1.xml", "p2.xml"], result.LeftOut.Select(l => Path.GetFileName(l.Name)));
        Assert.Contains("p1.features.csv: it has 3 rows, and the timeline", result.LeftOut[0].Cause, StringComparison.Ordinal);
        Assert.Contains("line 2: loudness is no number", result.LeftOut[1].Cause, StringComparison.Ordinal);
        var grids = GridFolder.Open(folder["out"]).Grids.ToDictionary(g => g.Grid.VideoId, g => g.Grid);
        Assert.Equal([0.5f, 0.25f, 0], grids["p0"].Content!.Row(steps - 1).ToArray());
        Assert.Null(grids["p3"].Content);
    }

    [Fact]
    public void What_was_exported_again_lies_in_the_same_part_as_the_first_export()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        for (var i = 0; i < 6; i++)
            File.WriteAllText(folder[$"in/p{i}.xml"], Timeline($"game{i}", seed: i));
        // The same cuts of a source by another name, with one clip more at the end.
        File.WriteAllText(folder["in/p2 final.xml"], Timeline("proxy", seed: 2, clips: 21));
        // Another cut of a source that is there already.
        File.WriteAllText(folder["in/p4 short.xml"], Timeline("game4", seed: 40));

        for (var seed = 0ul; seed < 4; seed++)
        {
            var result = TimelineImport.Make(new() { Timelines = [folder["in"]], Out = folder[$"out{seed}"], Seed = seed }, progress: null, CancellationToken.None);
            Assert.Equal(("p2 final", "p2"), Assert.Single(result.Twins));
            var grids = GridFolder.Open(folder[$"out{seed}"]).Grids.ToDictionary(g => g.Grid.VideoId);
            Assert.Equal((grids["p2"].Split, grids["p2"].Project), (grids["p2 final"].Split, grids["p2 final"].Project));
            Assert.Equal(grids["p4"].Split, grids["p4 short"].Split);
            Assert.Equal(6, grids.Values.Select(g => g.Project).Distinct().Count());
        }
    }

    [Fact]
    public void Too_few_projects_and_folders_without_timelines_are_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        Directory.CreateDirectory(folder["none"]);
        File.WriteAllText(folder["in/a.xml"], Timeline("a", seed: 1));
        File.WriteAllText(folder["in/b.xml"], Timeline("b", seed: 2));

        Assert.Throws<ArgumentException>(() => Make("in"));
        Assert.Contains("no timeline", Assert.Throws<MediaException>(() => Make("none")).Message, StringComparison.Ordinal);
        Assert.Contains("no such", Assert.Throws<MediaException>(() => Make("nowhere")).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));

        void Make(string name) => TimelineImport.Make(new() { Timelines = [folder[name]], Out = folder["out"] }, progress: null, CancellationToken.None);
    }

    [Theory]
    [InlineData("60/20/20", 10, 6, 2, 2)]
    [InlineData("80/20", 110, 88, 22, 0)]
    [InlineData("88/22/200", 310, 88, 22, 200)]
    [InlineData("98/1/1", 3, 1, 1, 1)]
    public void Projects_are_dealt_as_the_weights_say(string text, int projects, int train, int validation, int test)
    {
        Assert.True(SplitShares.TryParse(text, out var shares));

        var dealt = shares.Of([.. Enumerable.Range(0, projects).Select(i => $"{i}")], seed: 7).Values;

        Assert.Equal([train, validation, test], Enum.GetValues<Split>().Select(s => dealt.Count(d => d == s)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("100")]
    [InlineData("80/0/20")]
    [InlineData("60/20/20/5")]
    [InlineData("-1/3")]
    public void Shares_that_are_no_weights_are_refused(string text) => Assert.False(SplitShares.TryParse(text, out _));

    /// <summary>Clips with gaps of differing lengths, so that the grid changes at places of its own.</summary>
    private static string Timeline(string source, int seed, int clips = 20)
    {
        var (items, at) = ("", 0);
        for (var i = 0; i < clips; i++)
        {
            var (gap, length) = (5 + (((seed + 1) * (i + 3) * 7) % 40), 5 + (((seed + 2) * (i + 1) * 11) % 50));
            items += $"<clipitem id='c{i}'><name>a</name><start>{at + gap}</start><end>{at + gap + length}</end><in>0</in><out>{length}</out>"
                + (i == 0 ? $"<file id='f'><name>{source}</name><pathurl>file://localhost/media/{source}.mp4</pathurl></file>" : "<file id='f'/>") + "</clipitem>";
            at += gap + length;
        }
        return Xmeml.Sequence(items);
    }
}
