using Saccade.Editing.Corpora;
using Saccade.Editing.Cutting.Footage;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Tests.Cutting;

public sealed class FootageImportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Labels_of_a_corpus_are_the_steps_that_its_timelines_keep_read_from_the_timelines_alone()
    {
        TimelineCorpus.Make(folder["corpus"], 4, seed: 9, progress: null, CancellationToken.None);
        var truths = Enumerable.Range(0, 4).Select(i => SampleTruth.Read(folder[$"corpus/project-{i:D5}.truth.json"])).ToArray();
        // What a truth file says of what is kept must not matter; without it, the oracle alone is missing.
        (truths[0] with { Kept = [[0, 5]] }).Write(folder["corpus/project-00000.truth.json"]);
        File.Delete(folder["corpus/project-00001.truth.json"]);

        var result = Import("corpus", new(2, 1, 1));

        Assert.Empty(result.LeftOut);
        Assert.Equal(4, result.Missing.Count);
        Assert.All(result.Missing, m => Assert.Contains("-face.mp4", m.Cause, StringComparison.Ordinal));
        var footage = FootageSet.Open(folder["set"]).Footage;
        Assert.Equal([2, 1, 1], Enum.GetValues<Split>().Select(s => footage.Count(f => f.Split == s)));
        for (var i = 0; i < 4; i++)
        {
            var sample = EditedSample.Make(9, i);
            var item = footage[i];
            Assert.Equal($"project-{i:D5}/project-{i:D5}-game.mp4", item.Id);
            Assert.Equal(sample.Source.Values.ToArray(), item.Features.Values.ToArray());
            Assert.Equal(sample.SourceSteps.Order(), Enumerable.Range(0, sample.Source.Steps).Where(s => item.KeptSteps[s]));
            Assert.Equal(i != 1, item.KeptByRule is not null);
        }
    }

    [Fact]
    public void Timelines_whose_recordings_are_not_there_are_left_out_and_named()
    {
        TimelineCorpus.Make(folder["corpus"], 5, seed: 9, progress: null, CancellationToken.None);
        File.Delete(folder["corpus/project-00002-game.mp4.features.csv"]);
        File.WriteAllText(folder["corpus/project-00003-game.mp4.features.csv"], "step,loudness\n0,loud\n");

        var result = Import("corpus", new(1, 1, 1));

        Assert.Equal(["project-00002.xml", "project-00003.xml"], result.LeftOut.Select(l => Path.GetFileName(l.Name)));
        Assert.Contains("there is neither 'project-00002-game.mp4' nor 'project-00002-game.mp4.features.csv' in its folder, beside the timeline or in a folder given with --media", result.LeftOut[0].Cause, StringComparison.Ordinal);
        Assert.Contains("line 2: loudness is no number", result.LeftOut[1].Cause, StringComparison.Ordinal);
        Assert.Contains("left out: ", File.ReadAllText(folder["set/import.log"]), StringComparison.Ordinal);
        Assert.Equal(3, FootageSet.Open(folder["set"]).Footage.Count);
    }

    [Fact]
    public void Features_that_end_before_what_is_shown_are_those_of_something_else()
    {
        TimelineCorpus.Make(folder["corpus"], 4, seed: 9, progress: null, CancellationToken.None);
        var path = folder["corpus/project-00001-game.mp4.features.csv"];
        File.WriteAllLines(path, File.ReadLines(path).SkipLast(6).ToArray());

        var left = Assert.Single(Import("corpus", new(1, 1, 1)).LeftOut);

        Assert.Contains("and the timeline shows it until", left.Cause, StringComparison.Ordinal);
        Assert.Contains("'saccade edit features' measures it again", left.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//server/share/project-00000-game.mp4")]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    public void What_a_timeline_names_is_only_opened_when_it_is_a_regular_file_here(string named)
    {
        TimelineCorpus.Make(folder["corpus"], 4, seed: 9, progress: null, CancellationToken.None);
        var xml = folder["corpus/project-00000.xml"];
        File.WriteAllText(xml, File.ReadAllText(xml).Replace("/media/project-00000-game.mp4", named, StringComparison.Ordinal));
        File.Delete(folder["corpus/project-00000-game.mp4.features.csv"]);

        Assert.Contains("there is neither ", Assert.Single(Import("corpus", new(1, 1, 1)).LeftOut).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_are_also_found_in_a_folder_that_was_given()
    {
        TimelineCorpus.Make(folder["corpus"], 3, seed: 9, progress: null, CancellationToken.None);
        Directory.CreateDirectory(folder["media"]);
        for (var i = 0; i < 3; i++)
            File.Move(folder[$"corpus/project-{i:D5}-game.mp4.features.csv"], folder[$"media/project-{i:D5}-game.mp4.features.csv"]);

        Assert.Throws<MediaException>(() => Import("corpus", new(1, 1, 1)));
        Assert.Empty(Import("corpus", new(1, 1, 1), "media").LeftOut);
    }

    [Fact]
    public void Timelines_of_one_recording_lie_in_one_part()
    {
        TimelineCorpus.Make(folder["corpus"], 6, seed: 9, progress: null, CancellationToken.None);
        // The second cut of the same recording, the longer one of two, is another timeline.
        var (cut, recording) = EditedSample.Make(9, 0).Source.Steps < EditedSample.Make(9, 1).Source.Steps ? (0, 1) : (1, 0);
        var second = File.ReadAllText(folder[$"corpus/project-{cut:D5}.xml"]).Replace($"project-{cut:D5}-game", $"project-{recording:D5}-game", StringComparison.Ordinal);
        File.WriteAllText(folder[$"corpus/project-{cut:D5}.xml"], second);

        Import("corpus", new(3, 1, 1));

        var footage = FootageSet.Open(folder["set"]).Footage;
        Assert.Equal(6, footage.Count);
        Assert.Equal(footage[0].Project, footage[1].Project);
        Assert.Equal(footage[0].Split, footage[1].Split);
        Assert.Equal(5, footage.Select(f => f.Project).Distinct().Count());
    }

    [Fact]
    public void A_damaged_set_is_an_error_that_names_the_file()
    {
        TimelineCorpus.Make(folder["corpus"], 3, seed: 9, progress: null, CancellationToken.None);
        Import("corpus", new(1, 1, 1));
        var index = File.ReadAllText(folder["set/footage.json"]);
        var features = File.ReadAllText(folder["set/00001.features.csv"]);

        File.WriteAllText(folder["set/00001.features.csv"], features.Replace("0.1", "0.2", StringComparison.Ordinal));
        Assert.Contains("00001.features.csv: its checksum does not match", Failure(), StringComparison.Ordinal);
        File.WriteAllText(folder["set/00001.features.csv"], features);
        foreach (var (what, with, cause) in new[]
        {
            ("\"saccade-footage\"", "\"other\"", "its format is 'other' version 1"),
            ("[\"0\",", "[\"-1\",", "no list of times in order"),
            ("[\"0\",", "[\"1/0\",", "no list of times in order"),
            ("\"id\":\"project-00001/", "\"id\":\"project-00000/", "recording"),
            ("{", "[", "no index of cut footage"),
        })
        {
            File.WriteAllText(folder["set/footage.json"], index.Replace(what, with, StringComparison.Ordinal).Replace("project-00000/project-00001-game", "project-00000/project-00000-game", StringComparison.Ordinal));
            var failure = Failure();
            Assert.Contains(cause, failure, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', failure);
        }
        File.Delete(folder["set/footage.json"]);
        Assert.Contains("it is no set of cut footage", Failure(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_comes_back_as_it_was_written()
    {
        var footage = new CutFootage { Id = "a/b.mp4", Project = "b", Split = Split.Test, Features = Recordings.Of((7, 0.1f, 0.2f)), Kept = [new(new(1, 3), new(2, 3))], KeptByRule = [] };
        FootageSet.Write(folder["set"], [footage], metadata: null);

        var back = Assert.Single(FootageSet.Open(folder["set"]).Footage);

        Assert.Equal((footage.Id, footage.Project, footage.Split), (back.Id, back.Project, back.Split));
        Assert.Equal(footage.Kept, back.Kept);
        Assert.Empty(back.KeptByRule!);
        Assert.Equal(footage.Features.Values.ToArray(), back.Features.Values.ToArray());
        Assert.Throws<MediaException>(() => FootageSet.Write(folder["set"], [footage], metadata: null));
    }

    private string Failure() => Assert.Throws<MediaException>(() => FootageSet.Open(folder["set"])).Message;

    private FootageImportResult Import(string timelines, Saccade.Editing.Grid.Sets.SplitShares split, params string[] media)
    {
        if (Directory.Exists(folder["set"]))
            Directory.Delete(folder["set"], recursive: true);
        return FootageImport.Make(new() { Timelines = [folder[timelines]], Out = folder["set"], Split = split, Media = [.. media.Select(m => folder[m])] }, progress: null, CancellationToken.None);
    }
}
