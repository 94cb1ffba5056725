using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Timelines;
using Saccade.Training;

namespace Saccade.Editing.Suggesting;

/// <summary>Fills tracks of rough cuts as a trained run of the model <c>tracks</c> has learnt it.</summary>
public sealed class TrainedFiller
{
    private readonly RunFolder _run;
    private readonly TracksLearner _learner;

    /// <param name="model">A loaded run, which has to stay loaded.</param>
    /// <exception cref="RunException">It is of another model.</exception>
    public TrainedFiller(TrainedModel model)
    {
        _run = model.Run;
        _learner = model.Learner as TracksLearner ?? throw new RunException($"{model.Run.Given}: is a run of the model '{model.Recipe.Run.Model}', and tracks are filled by one of 'tracks'");
        if (Facts.Layout != GridLayout.Nine)
            throw new RunException($"{model.Run.Given}: was trained on {Facts.Layout.Values.Count} values a track, and tracks are filled from {GridLayout.Nine.Values.Count}");
    }

    /// <summary>Whether what is heard and seen has to be known.</summary>
    public bool NeedsContent => Facts.Content.Count > 0;

    /// <summary>Tracks that it has seen in use, from 0.</summary>
    public IReadOnlyList<int> Tracks => Facts.Tracks;

    private Forecasting.TrackFacts Facts => _learner.Tracks.Facts;

    /// <summary>Whether a run is one of these.</summary>
    public static bool Fits(TrainedModel model) => model.Learner is TracksLearner;

    /// <summary>The tracks to fill where nobody has named any: those that it knows and on which nothing lies.</summary>
    /// <exception cref="RunException">There are none.</exception>
    public IReadOnlyList<int> Empty(Sequence sequence)
    {
        var video = sequence.VideoTracks.ToArray();
        int[] empty = [.. Tracks.Where(t => t >= video.Length || !video[t].Clips.Any())];
        return empty.Length > 0 ? empty : throw new RunException($"{_run.Given}: each of the tracks that it knows ({Names(Tracks)}) has clips already; --fill names those to fill anew");
    }

    /// <param name="project">The rough cut.</param>
    /// <param name="sequence">The timeline in it.</param>
    /// <param name="tracks">Those to fill, from 0; the others are what it goes by.</param>
    /// <param name="assets">The rules by which clips get their classes; null for those that its training data was imported by.</param>
    /// <param name="given">What clips of a class are to show, instead of what the rough cut shows of it.</param>
    /// <param name="content">What is heard and seen at each step of the timeline; null where nobody knows.</param>
    /// <exception cref="RunException">It does not know a track, or the content has another length.</exception>
    /// <exception cref="TimelineException">The timeline shows nothing.</exception>
    public Suggestion Fill(TimelineProject project, Sequence sequence, IReadOnlyCollection<int> tracks, AssetRules? assets, IReadOnlyDictionary<int, MediaFile> given, GridContent? content)
    {
        if (tracks.Where(t => !Tracks.Contains(t)).Order().ToArray() is { Length: > 0 } unknown)
            throw new RunException($"{_run.Given}: has never seen {Names(unknown)} in use, so that it cannot fill it; it knows {Names(Tracks)}");
        var rules = assets ?? Facts.Assets ?? AssetRules.Separate;
        var grid = TimelineSampler.Sample(project, sequence, sequence.Name.Length is > 0 and <= GridTable.LongestName ? sequence.Name : "rough cut", new SamplingOptions { Step = Facts.Step, Assets = rules });
        if (content is not null && content.Steps != grid.Steps)
            throw new RunException($"{_run.Given}: what is heard and seen has {content.Steps} rows, and the timeline {grid.Steps} steps of {Facts.Step} s");
        grid = content is null ? grid : grid.With(content);
        var suggestion = TrackFilling.Fill(project, sequence, TrackFill.Fill(_learner, grid, tracks), tracks, rules, given);
        return suggestion with { Notes = [.. suggestion.Notes, .. Doubts(grid)] };
    }

    /// <summary>What the run does not know of a rough cut as it knows its own.</summary>
    private IEnumerable<string> Doubts(TimelineGrid grid)
    {
        int[] foreign = [.. Enumerable.Range(0, GridLayout.Tracks).Where(t => !Tracks.Contains(t) && Enumerable.Range(0, grid.Steps).Any(i => grid.Row(i)[(t * grid.Layout.Values.Count) + GridLayout.Active] == 1))];
        if (foreign.Length > 0)
            yield return $"the run has never seen {Names(foreign)} in use, and does not go by what lies there";
        if (NeedsContent && Facts.ContentOf(grid) is null)
            yield return $"the run goes by {string.Join(", ", Facts.Content)}, of which not all is known here: trust the markers less";
    }

    private static string Names(IEnumerable<int> tracks) => string.Join(", ", tracks.Select(t => $"V{t + 1}"));
}
