using Saccade.Objects.Data;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>What decisions cost, measured frame by frame on clips of a split.</summary>
/// <param name="MultiplyAdds">(T): of the model for frame k, mean over clips.</param>
/// <param name="PrefixMultiplyAdds">(T): of the model for all of the first k frames at once, as it would cost without memory; mean over clips.</param>
/// <param name="FindingMilliseconds">Median over frames: to find and track objects.</param>
/// <param name="DecidingMilliseconds">(T): median over clips: to run the model on frame k.</param>
/// <param name="LookedTransient">Share of sightings of transient objects whose picture was looked at.</param>
/// <param name="LookedPersistent">The same for persistent ones.</param>
/// <param name="ToDecision">Multiply-adds of a clip until its early decision, mean.</param>
/// <param name="ToEnd">Multiply-adds of a clip until its end, mean.</param>
public sealed record EarlyCost(
    IReadOnlyList<double> MultiplyAdds,
    IReadOnlyList<double> PrefixMultiplyAdds,
    double FindingMilliseconds,
    IReadOnlyList<double> DecidingMilliseconds,
    double LookedTransient,
    double LookedPersistent,
    double ToDecision,
    double ToEnd)
{
    /// <param name="model">In evaluation.</param>
    /// <param name="data">Whose clips are watched.</param>
    /// <param name="split">Which of them.</param>
    /// <param name="clips">How many of the first.</param>
    /// <param name="stopping">When decisions fall; null: at the end.</param>
    /// <param name="gate">Whether objects that need not be looked at are not.</param>
    public static EarlyCost Measure(EarlyModel model, EarlyData data, Split split, int clips, EarlyStopping? stopping, bool gate)
    {
        var (frames, count) = (data.Options.Frames, Math.Min(clips, data.Count(split)));
        using var batch = (PersistenceBatch)data.Clips.Load(split, [.. Enumerable.Range(0, count).Select(i => (long)i)], 0);
        var watcher = new EarlyWatcher(model, data.Options, stopping: null, gate);
        var costs = new FrameCost[count, frames];
        long[] seen = [0, 0], looked = [0, 0];
        double toDecision = 0, toEnd = 0;
        for (var n = -1; n < count; n++)
        {
            // The first clip is watched twice: the first time everything is slow.
            var clip = batch.Clip(Math.Max(0, n));
            var rows = new List<(int Track, bool IsLooked)>();
            var isDecided = false;
            watcher.Begin();
            for (var t = 0; t < frames; t++)
            {
                watcher.Watch(clip.Slice(t * data.Options.FrameBytes, data.Options.FrameBytes));
                if (n < 0)
                    continue;
                costs[n, t] = watcher.Cost;
                rows.AddRange(watcher.Rows.Where(r => r.IsSeen).Select(r => (r.Track, r.IsLooked)));
                toEnd += watcher.Cost.MultiplyAdds;
                toDecision += isDecided ? 0 : watcher.Cost.MultiplyAdds;
                isDecided |= stopping?.Stops(stopping.Calibrated(watcher.Probability, t)) == true;
            }
            if (n < 0)
                continue;
            var kinds = EarlyData.KindsOf(batch.Truth(n), watcher.Tracks);
            foreach (var (track, isLooked) in rows)
            {
                if (kinds.GetValueOrDefault(track) is not { } kind)
                    continue;
                seen[(int)kind]++;
                looked[(int)kind] += isLooked ? 1 : 0;
            }
        }
        var all = costs.Cast<FrameCost>().ToArray();
        return new EarlyCost(
            [.. Enumerable.Range(0, frames).Select(t => Enumerable.Range(0, count).Average(n => (double)costs[n, t].MultiplyAdds))],
            Prefixes(model, data, batch, gate),
            Median(all.Select(c => c.Finding.TotalMilliseconds)),
            [.. Enumerable.Range(0, frames).Select(t => Median(Enumerable.Range(0, count).Select(n => costs[n, t].Deciding.TotalMilliseconds)))],
            (double)looked[(int)Persistence.Transient] / Math.Max(1, seen[(int)Persistence.Transient]),
            (double)looked[(int)Persistence.Persistent] / Math.Max(1, seen[(int)Persistence.Persistent]),
            toDecision / count,
            toEnd / count);
    }

    /// <summary>(T): products of the whole model for the first k frames at once, mean over a few clips.</summary>
    private static double[] Prefixes(EarlyModel model, EarlyData data, PersistenceBatch batch, bool gate)
    {
        var (frames, count) = (data.Options.Frames, Math.Min(4, batch.Count));
        var sight = new EarlySight(data.Options, data.Watched);
        var evidence = new FrameEvidence[count, frames];
        for (var n = 0; n < count; n++)
        {
            sight.Begin();
            for (var t = 0; t < frames; t++)
                evidence[n, t] = sight.Watch(batch.Clip(n).Slice(t * data.Options.FrameBytes, data.Options.FrameBytes));
        }
        return [.. Enumerable.Range(1, frames).Select(seen =>
        {
            var inputs = new EarlyInputs(count, seen, data.Watched.Slots);
            for (var n = 0; n < count; n++)
                for (var t = 0; t < seen; t++)
                    inputs.Add(n, t, evidence[n, t]);
            var before = model.Engine.MultiplyAdds;
            using var scope = model.Engine.BeginScope();
            model.Forward(inputs, gate);
            return (double)(model.Engine.MultiplyAdds - before) / count;
        })];
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
