using Saccade.Editing.Corpora;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Judging;
using Saccade.Training;

namespace Saccade.Editing.Tests.Judging;

/// <summary>Timelines of the made-up editors in memory, of which every row after the first is predicted from those before it.</summary>
internal sealed class ForecastCorpus : IForecastData
{
    private readonly ForecastSample[] _samples;

    public ForecastCorpus(int training, int judged, Func<TimelineGrid, Forecast[]> forecasts)
    {
        var stored = Enumerable.Range(0, training + judged).Select(Stored).ToArray();
        Training = [.. stored.Take(training).Select(s => s.Grid)];
        _samples = [.. stored.Skip(training).Select(s => new ForecastSample(s.Grid.VideoId, s.Project, s.Grid, forecasts(s.Grid)) { Due = DueChange.Of(s) })];
    }

    public IReadOnlyList<TimelineGrid> Training { get; }

    public string Hash => "";

    public IReadOnlyList<string> ClassNames => [];

    public bool IsEndless => false;

    public static StoredGrid Stored(int sample)
    {
        var made = EditedSample.Make(5, sample);
        var name = TimelineCorpus.Name(sample);
        return new StoredGrid(new TimelineGrid(name, "", GridLayout.Nine, TimelineGrid.DefaultStep, made.Rows, made.Content.OfGrid()), name, null) { Editor = made.Editor.Name };
    }

    public IEnumerable<ForecastSample> Samples(Split split) => split == Split.Test ? _samples : [];

    public int Count(Split split) => Samples(split).Count();

    /// <summary>What a baseline says of the test split.</summary>
    public SampleOutput[] Said(IBaseline baseline) => [.. baseline.Predict(new BaselineContext(null!, this, Split.Test, [], _ => [], (_, _, _) => []))];

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step) => throw new NotSupportedException("No model learns from it.");

    public IEnumerable<DataItem> Items(Split split) => [];

    public void Dispose()
    {
    }
}
