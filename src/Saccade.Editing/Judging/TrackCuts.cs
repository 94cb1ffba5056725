using Saccade.Editing.Grid;

namespace Saccade.Editing.Judging;

/// <summary>A track's boundaries among predicted rows (see <see cref="Boundaries"/>).</summary>
/// <param name="Said">Those that are predicted.</param>
/// <param name="Truth">Steps of those that are true.</param>
internal sealed record TrackCuts(IReadOnlyList<Forecast> Said, IReadOnlyList<int> Truth)
{
    /// <param name="sample">What was to be predicted, and the truth.</param>
    /// <param name="rows">(N, K, V): a row for each forecast.</param>
    /// <param name="track">From 0.</param>
    /// <param name="asked">What is predicted of the track.</param>
    public static TrackCuts Of(ForecastSample sample, ReadOnlySpan<float> rows, int track, IReadOnlyList<(int Place, Forecast Forecast)> asked)
    {
        var (layout, values) = (sample.Truth.Layout, sample.Truth.Layout.Values.Count);
        var (said, truth) = (new List<Forecast>(), new List<int>());
        for (var i = 0; i < asked.Count; i++)
        {
            var (place, forecast) = asked[i];
            // The row before is predicted too, in the same block, or else the last one that is given.
            var isInside = i > 0 && asked[i - 1].Forecast is var last && last.Step + 1 == forecast.Step && last.Given == forecast.Given;
            if (!isInside && forecast.Given == 0)
                continue;
            var before = sample.Truth.Row(isInside ? forecast.Step - 1 : forecast.Given - 1).Slice(track * values, values);
            if (Boundaries.Between(layout, before, sample.Truth.Row(forecast.Step).Slice(track * values, values)))
                truth.Add(forecast.Step);
            if (Boundaries.Between(layout, isInside ? rows.Slice((asked[i - 1].Place * layout.Width) + (track * values), values) : before, rows.Slice((place * layout.Width) + (track * values), values)))
                said.Add(forecast);
        }
        return new(said, truth);
    }

    /// <summary>Which stand for which, within so many seconds.</summary>
    public IReadOnlyList<(int Said, int Truth)> Pairs(double seconds, TimelineGrid grid) => [.. Boundaries.Pairs(Said, Truth, Boundaries.Steps(seconds, grid.Step))];
}
