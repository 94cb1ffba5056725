using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Suggesting;

/// <summary>
/// Puts what a model says of some video tracks into a rough cut. Only those tracks change; all else stays the node that was read, so that a file of the same format keeps it
/// as it stands. A clip that comes out as it was stays too.
/// </summary>
public static class TrackFilling
{
    /// <param name="rough">The rough cut.</param>
    /// <param name="sequence">The timeline in it that the grid was sampled from.</param>
    /// <param name="predicted">In nine values a track, on the timeline's clock.</param>
    /// <param name="tracks">Those to fill, from 0.</param>
    /// <param name="assets">The rules that the model's classes come from.</param>
    /// <param name="given">What clips of a class are to show, instead of what the rough cut shows of it.</param>
    /// <exception cref="TimelineException">The grid is no grid of nine values, or has not the timeline's length.</exception>
    public static Suggestion Fill(TimelineProject rough, Sequence sequence, PredictedGrid predicted, IReadOnlyCollection<int> tracks, AssetRules assets, IReadOnlyDictionary<int, MediaFile> given)
    {
        var grid = predicted.Grid;
        var end = sequence.Duration.Sign > 0 ? sequence.Duration : sequence.End;
        var sources = new AssetSources(rough, sequence, assets, given);
        var clock = StepClock.Of(grid, sequence.Rate, end, sources.Cuts);
        if (grid.Layout != GridLayout.Nine || clock.Steps != (end / clock.Step).Floor())
            throw new TimelineException($"the prediction has {grid.Steps} rows of {grid.Layout.Values.Count} values a track, and the timeline {(end / clock.Step).Floor()} of {GridLayout.Nine.Values.Count}");
        var video = sequence.VideoTracks.ToList();
        var changes = new List<SuggestedChange>();
        foreach (var place in tracks.Order())
        {
            while (video.Count <= place)
                video.Add(new Track { Kind = TrackKind.Video });
            var was = video[place].Clips.ToArray();
            var clips = Clips(predicted, place, clock with { Edges = [.. was.SelectMany(c => new[] { c.Start, c.End }).Order()] }, sources);
            var (kept, changed) = ClipMatching.Match($"V{place + 1}", was, clips);
            if (changed.Count == 0)
                continue;
            changes.AddRange(changed);
            if (!video[place].Enabled)
                sources.Notes.Add($"V{place + 1} was switched off, and is on");
            video[place] = Filled(video[place], was, kept, changes, $"V{place + 1}");
        }
        var project = rough with
        {
            Sequences = [.. rough.Sequences.Select(s => ReferenceEquals(s, sequence) && changes.Count > 0 ? s with { Tracks = [.. video, .. s.AudioTracks] } : s)],
            Media = sources.Added.Count == 0 ? rough.Media : [.. rough.Media, .. sources.Added.Values],
        };
        return new Suggestion(changes.Count == 0 ? rough : project, changes, [.. sources.Notes.Order(StringComparer.Ordinal)]);
    }

    private static Track Filled(Track track, Clip[] before, IReadOnlyList<Clip> after, List<SuggestedChange> changes, string name)
    {
        var transitions = ClipMatching.Kept(track.Transitions, before, after).ToArray();
        changes.AddRange(track.Transitions.Except(transitions, ReferenceEqualityComparer.Instance).Cast<Transition>()
            .Select(t => new SuggestedChange(ChangeKind.Removed, name, t.Name.Length > 0 ? t.Name : "transition", t.Start, t.End, "its cut is gone") { Was = (t.Start, t.End) }));
        // A transition stands between the clips of its cut.
        return track with { Enabled = true, Items = [.. after.Concat<TrackItem>(transitions).OrderBy(i => i is Transition t ? t.Cut : i.Start).ThenBy(i => i is Transition ? 0 : 1)] };
    }

    private static List<SuggestedClip> Clips(PredictedGrid predicted, int track, StepClock clock, AssetSources sources)
    {
        var clips = new List<SuggestedClip>();
        var used = new Dictionary<int, int>();
        foreach (var run in GridRun.Of(predicted, track))
        {
            var source = sources.Of(track, run.Asset, used[run.Asset] = used.GetValueOrDefault(run.Asset, -1) + 1);
            var reason = RunReason.Of(predicted.Grid, run, clock);
            foreach (var (first, end) in source.Ahead is null ? [(run.First, run.End)] : InStep(run, clock, sources))
            {
                var (start, duration) = (clock.Edge(first), clock.Edge(end) - clock.Edge(first));
                var (motion, crop) = PredictedPlacement.Of(predicted.Grid, track, first, end, clock);
                var said = first == run.First ? reason : "goes on where V1 is cut";
                clips.Add(new SuggestedClip(source.Clip with
                {
                    Start = start, Duration = duration, SourceStart = sources.StartOf(source, start, start + duration), SourceDuration = duration, Motion = motion, Crop = crop, Markers = [Suggestion.Mark(run.Confidence, said)],
                }, run.Confidence, said));
            }
        }
        return clips;
    }

    /// <summary>A run parted where V1 is cut.</summary>
    private static IEnumerable<(int First, int End)> InStep(GridRun run, StepClock clock, AssetSources sources)
    {
        var first = run.First;
        foreach (var row in sources.Cuts.Select(clock.RowAfter).Where(r => r > run.First && r < run.End))
        {
            if (row == first)
                continue;
            yield return (first, row);
            first = row;
        }
        yield return (first, run.End);
    }
}

/// <param name="Clip">Ready to lie on a track.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">On one line.</param>
internal sealed record SuggestedClip(Clip Clip, double Confidence, string Reason);
