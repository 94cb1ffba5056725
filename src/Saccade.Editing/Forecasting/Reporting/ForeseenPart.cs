using Saccade.Editing.Grid;
using Saccade.Editing.Judging;
using Saccade.Report;
using Saccade.Report.Charts;
using Saccade.Training;

namespace Saccade.Editing.Forecasting.Reporting;

/// <summary>A part of one judged timeline as it is and as it was foreseen: of the middling project by its boundaries, where most happens.</summary>
internal static class ForeseenPart
{
    private const double Seconds = 24;

    public static Html Of(RunFolder run, Evaluation evaluation)
    {
        try
        {
            return Judged(run, evaluation) is { } sample ? Of(sample, Rows(run, sample))
                : Html.Of($"<p class=\"quiet\">The run's data is another by now, so no timeline can be shown.</p>");
        }
        catch (RunException gone)
        {
            return Html.Of($"<p class=\"quiet\">No timeline can be shown: {gone.Message}.</p>");
        }
    }

    private static Html Of(ForecastSample sample, float[] rows)
    {
        var first = Busiest(sample, rows);
        var step = sample.Truth.Step.Seconds;
        var tracks = Enumerable.Range(0, GridLayout.Tracks).Where(t => Shows(sample, rows, t)).Reverse();
        var chart = new TimelineChart($"{sample.Id}, {Seconds:0} seconds of it", first * step, (first * step) + Seconds, [.. tracks.Select(t => Row(sample, rows, t))]);
        return Html.Of($"""
            <h3>A timeline as it is and as it was foreseen</h3>
            {chart.ToSvg()}
            <p class="quiet">Of each track the upper band is what it shows, the lower one what was foreseen for the same step; written into them is the size where it is not 100 %. Triangles above are boundaries that are, those below what was announced; full
            ones go together within half a second, hollow ones above were missed, hollow ones below did not come. It is the project with the middle score, where most happens in it.</p>
            """);
    }

    /// <summary>The judged timeline with the middle score; null when the data is another by now.</summary>
    /// <exception cref="RunException">It is not there any more.</exception>
    private static ForecastSample? Judged(RunFolder run, Evaluation evaluation)
    {
        using var data = TrackData.Open(new ApplicationList(new EditingApplication()).Bind(run).Recipe);
        if (evaluation.DataHash.Length > 0 && data.Hash != evaluation.DataHash)
            return null;
        var outputs = run.ReadOutputs(evaluation.Split).Where(o => o.Ratios?.ContainsKey(TrackMetrics.BoundaryF1) == true)
            .OrderBy(o => o.Ratios![TrackMetrics.BoundaryF1] is var ratio ? ratio.Sum / ratio.Count : 0).ThenBy(o => o.Id, StringComparer.Ordinal).ToArray();
        return outputs.Length == 0 ? null : ((IForecastData)data).Samples(evaluation.Split).FirstOrDefault(s => s.Id == outputs[outputs.Length / 2].Id);
    }

    /// <summary>(N, K, V): what the run's model says of each forecast.</summary>
    private static float[] Rows(RunFolder run, ForecastSample sample)
    {
        using var loaded = new LoadedRun(new ApplicationList(new EditingApplication()), run);
        var learner = (TracksLearner)loaded.Model.Learner;
        var tracks = learner.Tracks.Facts.Tracks;
        bool[]? hidden = sample.Hidden is null ? null : [.. Enumerable.Range(0, sample.Truth.Steps * tracks.Count).Select(i => sample.Hidden[(i / tracks.Count * GridLayout.Tracks) + tracks[i % tracks.Count]])];
        var said = learner.Predict(sample.Truth, hidden).Grid;
        return [.. sample.Forecasts.SelectMany(f => said.Row(f.Step).ToArray())];
    }

    /// <summary>The first step of the stretch with the most boundaries, true and announced.</summary>
    private static int Busiest(ForecastSample sample, float[] rows)
    {
        var (length, steps) = (Boundaries.Steps(Seconds, sample.Truth.Step), sample.Truth.Steps);
        var happens = new int[steps + 1];
        for (var track = 0; track < GridLayout.Tracks; track++)
        {
            var cuts = TrackCuts.Of(sample, rows, track, sample.Of(track));
            foreach (var step in cuts.Truth.Concat(cuts.Said.Select(s => s.Step)))
                happens[step + 1]++;
        }
        for (var step = 0; step < steps; step++)
            happens[step + 1] += happens[step];
        return Enumerable.Range(0, Math.Max(1, steps - length + 1)).MaxBy(first => happens[Math.Min(steps, first + length)] - happens[first]);
    }

    private static bool Shows(ForecastSample sample, float[] rows, int track)
    {
        var (layout, values) = (sample.Truth.Layout, sample.Truth.Layout.Values.Count);
        return sample.Of(track).Any(a => sample.Truth.Row(a.Forecast.Step)[track * values] == 1 || rows[(a.Place * layout.Width) + (track * values)] == 1);
    }

    private static TimelineRow Row(ForecastSample sample, float[] rows, int track)
    {
        var (layout, asked, step) = (sample.Truth.Layout, sample.Of(track), sample.Truth.Step.Seconds);
        var (values, cuts) = (layout.Values.Count, TrackCuts.Of(sample, rows, track, asked));
        var pairs = cuts.Pairs(TrackMetrics.Tolerances[0].Seconds, sample.Truth);
        var (foreseen, met) = (pairs.Select(p => p.Truth).ToHashSet(), pairs.Select(p => p.Said).ToHashSet());
        return new TimelineRow(
            $"V{track + 1}",
            [.. Stretches(layout, [.. Enumerable.Range(0, sample.Truth.Steps).Select(s => (s, sample.Truth.Row(s).Slice(track * values, values).ToArray()))], step)],
            [.. Stretches(layout, [.. asked.Select(a => (a.Forecast.Step, rows.AsSpan((a.Place * layout.Width) + (track * values), values).ToArray()))], step)],
            [.. cuts.Truth.Select((s, i) => new TimelineMark(s * step, foreseen.Contains(i)))], [.. cuts.Said.Select((s, i) => new TimelineMark(s.Step * step, met.Contains(i)))]);
    }

    /// <summary>Neighbouring steps in which nothing begins, ends or is cut.</summary>
    private static IEnumerable<TimelineStretch> Stretches(GridLayout layout, IReadOnlyList<(int Step, float[] Cell)> cells, double step)
    {
        for (var first = 0; first < cells.Count;)
        {
            var end = first + 1;
            while (end < cells.Count && cells[end].Step == cells[end - 1].Step + 1 && !Boundaries.Between(layout, cells[end - 1].Cell, cells[end].Cell))
                end++;
            var cell = cells[first].Cell;
            if (cell[GridLayout.Active] == 1)
                yield return new TimelineStretch(cells[first].Step * step, (cells[end - 1].Step + 1) * step, Label(layout, cell), (int)cell[GridLayout.Asset]);
            first = end;
        }
    }

    private static string Label(GridLayout layout, float[] cell)
    {
        var percent = Math.Round(cell[layout.IndexOf("scale")] * (layout == GridLayout.Nine ? 1 : 100));
        var cropped = layout.Groups.First(g => g.Name == "crop") is var crop && cell.AsSpan(GridLayout.FirstNumber + crop.First, crop.Count).ContainsAnyExcept(0f);
        return (percent == 100 ? "" : FormattableString.Invariant($"{percent:0} %")) + (cropped ? percent == 100 ? "cropped" : ", cropped" : "");
    }
}
