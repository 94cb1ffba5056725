using Saccade.Editing.Content;
using Saccade.Editing.Corpora;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Suggesting;
using Saccade.Editing.Tests.Tracks;
using Saccade.Editing.Timelines;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Tests.Suggesting;

public sealed class TrainedFillerTests : IDisposable
{
    private readonly TrackSet _set = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _set.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_run_fills_a_rough_cut_with_what_it_predicts_of_it()
    {
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), _set.Train("run").Run);
        var filler = new TrainedFiller(loaded.Model);
        Assert.True(filler.NeedsContent);
        Assert.Equal([0, 1, 2, 3], filler.Tracks);
        var sample = EditedSample.Make(9, 1);
        var rough = SampleProject.Of(sample, "rough");
        var sequence = rough.Sequences[0];

        var suggestion = filler.Fill(rough, sequence, [1, 3], AssetRules.Separate, new Dictionary<int, MediaFile>(), sample.Content.OfGrid());

        var wanted = TrackFill.Fill((TracksLearner)loaded.Model.Learner, TimelineSampler.Sample(rough, sequence, "x", new()).With(sample.Content.OfGrid()), [1, 3]).Grid;
        var (cells, scale, position, crop) = Shown.Distance(Shown.Through(suggestion.Project, "xmeml"), wanted, [0, 1, 2, 3]);
        Assert.Equal(0, cells);
        Assert.True(scale <= 0.5 && position <= 0.002 && crop <= 0.2);
        Assert.Empty(suggestion.Notes);
        var five = sequence with { Tracks = [.. sequence.VideoTracks, sequence.VideoTracks.First()] };
        var doubted = filler.Fill(rough with { Sequences = [five] }, five, [3], AssetRules.Separate, new Dictionary<int, MediaFile>(), null);
        Assert.Equal(2, doubted.Notes.Count);
        Assert.StartsWith("the run has never seen V5 in use", doubted.Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("the run goes by loudness, motion, shot_change", doubted.Notes[1], StringComparison.Ordinal);
        Assert.Contains("V6 in use", Assert.Throws<RunException>(() => filler.Fill(rough, sequence, [1, 5], AssetRules.Separate, new Dictionary<int, MediaFile>(), null)).Message, StringComparison.Ordinal);
        Assert.Contains("--fill names those to fill anew", Assert.Throws<RunException>(() => filler.Empty(sequence)).Message, StringComparison.Ordinal);
        Assert.Equal([3], filler.Empty(sequence with { Tracks = [.. sequence.VideoTracks.Take(3)] }));
    }

    [Fact]
    public void What_is_heard_along_a_timeline_is_that_of_the_moments_of_the_recording_that_it_shows()
    {
        var sample = EditedSample.Make(9, 2);
        var rough = SampleProject.Of(sample, "rough");
        var path = rough.FindMedia("game")!.Path!;

        var content = TimelineContent.Of(rough, rough.Sequences[0], new Dictionary<string, ContentFeatures> { [path] = sample.Source });

        Assert.Equal(sample.Content.Values.ToArray(), content.Values.ToArray());
    }

    [Fact]
    public void Recordings_that_are_not_there_are_named_and_their_features_do()
    {
        var rough = SampleProject.Of(EditedSample.Make(9, 2), "rough");
        var game = _folder["game.mp4"];
        rough = rough with { Media = [.. rough.Media.Select(m => m.Id == "game" ? m with { Path = game } : m)] };
        Assert.StartsWith($"{game}: is not on this machine", Assert.Throws<MediaException>(() => TimelineContent.Recordings(rough, rough.Sequences[0])).Message, StringComparison.Ordinal);
        File.WriteAllText(ContentFeatures.OfSource(game), "step,loudness\n");
        Assert.Equal([game], TimelineContent.Recordings(rough, rough.Sequences[0]));
    }
}
