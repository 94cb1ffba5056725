using Saccade.Editing.Grid;
using Saccade.Training;

namespace Saccade.Editing.Judging;

/// <summary>
/// Judges predicted rows of a stretch of a timeline beside the true ones, in native units and whoever predicted them. It adds up the ratios of <see cref="TrackMetrics"/>. Letters: N
/// predicted rows, K tracks, V values of a track.
/// </summary>
internal sealed class TrackJudge
{
    private readonly ForecastSample _sample;
    private readonly GridLayout _layout;
    private readonly float[] _said, _confidence;
    private readonly Dictionary<string, Ratio> _ratios = new(StringComparer.Ordinal);

    private TrackJudge(ForecastSample sample, float[] said, float[] confidence) => (_sample, _layout, _said, _confidence) = (sample, sample.Truth.Layout, said, confidence);

    /// <param name="sample">What was to be predicted, and the truth.</param>
    /// <param name="said">(N, K, V): a row for each forecast. Of a track that is said to be empty the numbers do not count: they are those of <see cref="GridLayout.Inactive"/>.</param>
    /// <param name="confidence">(N, K): how likely each cell is right; empty where nobody says.</param>
    /// <exception cref="ArgumentException">There are other rows than forecasts, or forecasts are not in the order of steps.</exception>
    public static SampleOutput Judge(ForecastSample sample, ReadOnlySpan<float> said, ReadOnlySpan<float> confidence = default)
    {
        var (layout, forecasts) = (sample.Truth.Layout, sample.Forecasts);
        if (said.Length != forecasts.Count * layout.Width)
            throw new ArgumentException($"{said.Length} numbers are not {forecasts.Count} rows of {layout.Width}.", nameof(said));
        for (var i = 0; i < forecasts.Count; i++)
        {
            if (forecasts[i].Step >= sample.Truth.Steps || forecasts[i].Given > forecasts[i].Step || (i > 0 && (forecasts[i].Step <= forecasts[i - 1].Step || forecasts[i].Given < forecasts[i - 1].Given)))
                throw new ArgumentException($"Forecast {i} of '{sample.Id}' lies beyond the timeline or before the one before it.", nameof(sample));
        }
        var rows = said.ToArray();
        for (var at = 0; at < rows.Length; at += layout.Values.Count)
        {
            if (rows[at + GridLayout.Active] != 1)
                layout.Inactive.CopyTo(rows.AsSpan(at));
        }
        var judge = new TrackJudge(sample, rows, confidence.ToArray());
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var asked = sample.Of(track);
            judge.Cells(track, asked);
            judge.Cuts(track, asked);
            judge.Jitter(track, asked);
            judge.Decisions(track, asked);
        }
        return new SampleOutput { Id = sample.Id, Group = sample.Project, Ratios = judge._ratios };
    }

    private ReadOnlySpan<float> Said(int i, int track) => _said.AsSpan((i * _layout.Width) + (track * _layout.Values.Count), _layout.Values.Count);

    private ReadOnlySpan<float> True(int step, int track) => _sample.Truth.Row(step).Slice(track * _layout.Values.Count, _layout.Values.Count);

    /// <summary>When a track is on, with what, and where.</summary>
    private void Cells(int track, IReadOnlyList<(int Place, Forecast Forecast)> asked)
    {
        Span<double> errors = stackalloc double[_layout.Groups.Count];
        Span<int> changes = stackalloc int[_layout.Groups.Count];
        double hits = 0, on = 0, cells = 0, overlap = 0;
        foreach (var (place, forecast) in asked)
        {
            var truth = True(forecast.Step, track);
            var said = Said(place, track);
            var (isOn, isSaidOn) = (truth[GridLayout.Active] == 1, said[GridLayout.Active] == 1);
            if (!isOn && !isSaidOn)
                continue;
            // F1 = 2 hits / (said + true).
            hits += isOn && isSaidOn ? 2 : 0;
            on += (isOn ? 1 : 0) + (isSaidOn ? 1 : 0);
            Classes(isOn ? (int)truth[GridLayout.Asset] : null, isSaidOn ? (int)said[GridLayout.Asset] : null);
            if (!isOn)
                continue;
            cells++;
            overlap += isSaidOn ? Rectangle.Of(_layout, truth).Overlap(Rectangle.Of(_layout, said)) : 0;
            for (var g = 0; g < errors.Length; g++)
            {
                errors[g] += Distance(_layout.Groups[g], truth, said);
                changes[g] += forecast.Step > 0 && Distance(_layout.Groups[g], truth, True(forecast.Step - 1, track)) > 0 ? 1 : 0;
            }
        }
        if (on == 0)
            return;
        Count(TrackMetrics.ActiveF1, hits, on);
        Count(TrackMetrics.ActiveF1Of(track), hits, on);
        if (cells == 0)
            return;
        Count(TrackMetrics.Overlap, overlap, cells);
        foreach (var (g, group) in _layout.Groups.Index())
        {
            Count(PlacementError.NameOf(group.Name), errors[g], cells);
            Count(PlacementError.ChangesOf(group.Name), changes[g], cells);
        }
    }

    private void Classes(int? truth, int? said)
    {
        if (truth is { } right)
        {
            Count(AssetF1.UsedOf(right), 1, 1);
            Count(AssetF1.HitsOf(right), right == said ? 2 : 0, 1);
        }
        if (said is { } answer)
            Count(AssetF1.HitsOf(answer), 0, 1);
    }

    /// <summary>The mean of a group's numbers' distances. Of a position with an anchor, the position alone.</summary>
    private static double Distance(NumberGroup group, ReadOnlySpan<float> truth, ReadOnlySpan<float> said)
    {
        var count = group.Name == "position" ? 2 : group.Count;
        double distance = 0;
        for (var v = GridLayout.FirstNumber + group.First; v < GridLayout.FirstNumber + group.First + count; v++)
            distance += Math.Abs(said[v] - (double)truth[v]);
        return distance / count;
    }

    /// <summary>Where a track begins, ends or cuts.</summary>
    private void Cuts(int track, IReadOnlyList<(int Place, Forecast Forecast)> asked)
    {
        var cuts = TrackCuts.Of(_sample, _said, track, asked);
        var (said, truth) = (cuts.Said.Count, cuts.Truth.Count);
        if (said + truth == 0)
            return;
        foreach (var (name, seconds) in TrackMetrics.Tolerances)
            Count(name, 2 * cuts.Pairs(seconds, _sample.Truth).Count, said + truth);
        var pairs = cuts.Pairs(TrackMetrics.Tolerances[0].Seconds, _sample.Truth).Count;
        Count(TrackMetrics.BoundaryPrecision, pairs, said);
        Count(TrackMetrics.BoundaryRecall, pairs, truth);
        if (_confidence.Length > 0)
            Confidence(track, asked, cuts.Said);
    }

    /// <summary>How sure it was of what it announced.</summary>
    private void Confidence(int track, IReadOnlyList<(int Place, Forecast Forecast)> asked, IReadOnlyList<Forecast> announced)
    {
        var places = asked.ToDictionary(a => a.Forecast.Step, a => a.Place);
        foreach (var (step, _) in announced)
        {
            foreach (var (name, sum) in AnnouncedConfidence.Of(_confidence[(places[step] * GridLayout.Tracks) + track], SameCell.Are(_layout, True(step, track), Said(places[step], track))))
                Count(name, sum, 1);
        }
    }

    /// <summary>How much predictions change from step to step where nothing changes in truth.</summary>
    private void Jitter(int track, IReadOnlyList<(int Place, Forecast Forecast)> asked)
    {
        for (var i = 1; i < asked.Count; i++)
        {
            var step = asked[i].Forecast.Step;
            var truth = True(step, track);
            if (asked[i - 1].Forecast.Step + 1 != step || truth[GridLayout.Active] != 1 || !truth.SequenceEqual(True(step - 1, track)))
                continue;
            var before = Said(asked[i - 1].Place, track);
            var said = Said(asked[i].Place, track);
            var moved = before[GridLayout.Active] != said[GridLayout.Active] ? 1
                : said[GridLayout.Active] != 1 ? 0
                : 1 - Rectangle.Of(_layout, before).Overlap(Rectangle.Of(_layout, said));
            Count(TrackMetrics.Jitter, moved, 1);
        }
    }

    /// <summary>What rules call for, where they are known.</summary>
    private void Decisions(int track, IReadOnlyList<(int Place, Forecast Forecast)> asked)
    {
        var due = (_sample.Due ?? []).Where(d => d.Track == track).ToDictionary(d => d.Step);
        foreach (var (place, forecast) in asked.Where(a => a.Forecast.Step > 0 && due.ContainsKey(a.Forecast.Step)))
        {
            var change = due[forecast.Step];
            // A change that nobody would see, such as back to where a whim had led already, decides nothing.
            if (SameCell.Are(_layout, change.Right.Span, True(forecast.Step - 1, track)))
                continue;
            var isRight = SameCell.Are(_layout, change.Right.Span, Said(place, track)) ? 1 : 0;
            Count(TrackMetrics.DecisionsRight, isRight, 1);
            Count(TrackMetrics.DecisionsRightOf(change.Habit), isRight, 1);
        }
    }

    private void Count(string name, double sum, double count) => _ratios[name] = _ratios.GetValueOrDefault(name) + new Ratio(sum, count);
}
