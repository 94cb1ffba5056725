using Saccade.Editing;
using Saccade.Editing.Corpora;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sets;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Cli.Bench;

/// <summary>The default model of an editor's tracks on timelines of the made-up editors: 8 windows of 128 steps, four tracks, three features of content; and row by row.</summary>
public sealed class TracksBench : OptimisedBenchModel, IStreamingBench
{
    private const int Timelines = 6;
    private const ulong Seed = 1;

    private readonly TracksLearner _learner;
    private readonly Batch _batch;
    private readonly TimelineGrid _grid;
    private readonly float[] _row = new float[GridLayout.Nine.Width], _confidence = new float[GridLayout.Tracks];
    private TrackForecaster? _forecaster;

    public TracksBench(Engine engine, bool dropout)
        : this(engine, Bound($"model.dropout={(dropout ? 0.05 : 0)}"))
    {
    }

    private TracksBench(Engine engine, Recipe recipe)
        : this(engine, recipe, TrackData.Of([.. Enumerable.Range(0, Timelines).Select(Made)], recipe))
    {
    }

    private TracksBench(Engine engine, Recipe recipe, TrackData data)
        : this(engine, new TracksLearner(new TracksModel(engine, recipe.Options<TracksOptions>(), data.Facts, data.Objective, data.Memory), recipe.Options<TracksLossOptions>(), data), data)
    {
    }

    private TracksBench(Engine engine, TracksLearner learner, TrackData data)
        : base(engine, learner.Model)
    {
        (_learner, _grid) = (learner, Made(0).Grid);
        // After the curriculum.
        _batch = data.Load(Split.Train, [.. Enumerable.Range(0, BatchSize).Select(i => (long)i)], step: 1_000_000);
    }

    public override int BatchSize => 8;

    public void Stream()
    {
        _forecaster ??= new TrackForecaster(_learner.Tracks);
        _learner.Model.SetTraining(false);
        var step = _forecaster.Steps % _grid.Steps;
        _forecaster.Next(_grid.Row(step), _grid.Content!.Row(step), _row, _confidence);
        _learner.Model.SetTraining(true);
    }

    protected override Tensor Loss() => _learner.Loss(_batch).Total;

    private static Recipe Bound(string set) => new ApplicationList(new EditingApplication()).Bind(RecipeFile.Parse("task: editing\nmodel: tracks\n", "bench", [set])).Recipe;

    private static StoredGrid Made(int sample)
    {
        var (made, name) = (EditedSample.Make(Seed, sample), TimelineCorpus.Name(sample));
        return new StoredGrid(new TimelineGrid(name, name, GridLayout.Nine, TimelineGrid.DefaultStep, made.Rows, made.Content.OfGrid()), name, null);
    }
}
