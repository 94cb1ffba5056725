using Saccade.Editing.Grid;

namespace Saccade.Editing.Judging;

/// <summary>A stretch of a timeline of which rows are predicted: one sample of the evidence, whoever predicts.</summary>
/// <param name="Id">Unique in its data.</param>
/// <param name="Project">What the bootstrap draws together.</param>
/// <param name="Truth">The stretch, with its content where there is one, in native units and all finite.</param>
/// <param name="Forecasts">What is predicted, in the order of steps.</param>
internal sealed record ForecastSample(string Id, string Project, TimelineGrid Truth, IReadOnlyList<Forecast> Forecasts)
{
    /// <summary>
    /// (T, K): the cells that are asked for, where these are not whole rows; their step's other tracks, and what comes later, may be known. Forecasts are then those rows that hold one, and
    /// what is given of a track reaches up to the last cell before the hidden ones. Null: every track of each forecast's row.
    /// </summary>
    public IReadOnlyList<bool>? Hidden { get; init; }

    /// <summary>What was right by rules that are known; null where nobody knows them.</summary>
    public IReadOnlyList<DueChange>? Due { get; init; }

    /// <summary>What is predicted of a track: the place of each in <see cref="Forecasts"/>, and what is given of the track for it.</summary>
    public IReadOnlyList<(int Place, Forecast Forecast)> Of(int track)
    {
        if (Hidden is null)
            return [.. Forecasts.Index()];
        var asked = new List<(int, Forecast)>();
        foreach (var (place, (step, _)) in Forecasts.Index())
        {
            if (!Hidden[(step * GridLayout.Tracks) + track])
                continue;
            var given = step;
            while (given > 0 && Hidden[((given - 1) * GridLayout.Tracks) + track])
                given--;
            asked.Add((place, new Forecast(step, given)));
        }
        return asked;
    }
}
