using System.Text.Json;
using Saccade.Editing.Forecasting;
using Saccade.Editing.Grid;
using Saccade.Editing.Grid.Sampling;
using Saccade.Editing.Grid.Sets;
using Saccade.Editing.Tests.Judging;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing.Tests.Tracks;

/// <summary>A stored set of the first steps of a few made-up editors' timelines, and models of tracks on it that are small enough for tests.</summary>
internal sealed class TrackSet : IDisposable
{
    private const string Small = """
        task: editing
        model: tracks
        epochs: 2
        batch_size: 4
        threads: 1
        data.window: 32
        data.memory: 4
        model.width: 16
        model.heads: 2
        model.layers: 2
        model.feed_forward: 16
        model.block: 16
        model.cell: 8
        model.head: 8
        model.dropout: 0

        """;

    private const int Timelines = 6, Steps = 90;

    // Made once: whole timelines are long.
    private static readonly Lazy<StoredGrid[]> Made = new(() => [.. Enumerable.Range(0, Timelines).Select(i => First(ForecastCorpus.Stored(i), Steps))]);

    /// <summary>The usual timelines.</summary>
    public static IReadOnlyList<StoredGrid> Usual => Made.Value;

    private readonly TemporaryFolder _folder = new();

    public TrackSet()
        : this(Made.Value)
    {
    }

    /// <param name="stored">Two thirds are for training; the rest by turns for validation and test.</param>
    /// <param name="assets">The rules that the set says it was made by; null for none.</param>
    public TrackSet(IReadOnlyList<StoredGrid> stored, AssetRules? assets = null)
    {
        Grids = [.. stored.Select(s => s.Grid)];
        using var writer = new GridSetWriter(_folder["set"], stored[0].Grid.Layout);
        foreach (var (i, grid) in stored.Index())
            writer.Append(grid with { Split = 3 * i < 2 * stored.Count ? Split.Train : i % 2 == 0 ? Split.Validation : Split.Test });
        writer.Complete(assets is null ? null : JsonSerializer.SerializeToElement(new { Assets = AssetRulesFile.ToJson(assets) }, RunJson.Indented));
    }

    public IReadOnlyList<TimelineGrid> Grids { get; }

    public string this[string name] => _folder[name];

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    public Recipe Recipe(params string[] sets) =>
        new ApplicationList(new EditingApplication()).Bind(RecipeFile.Parse(Small, "small.yaml", [$"data={_folder["set"]}", .. sets])).Recipe;

    /// <summary>A fresh model on an engine of its own, in evaluation.</summary>
    public (Engine Engine, TracksLearner Learner) Learner(params string[] sets)
    {
        var (recipe, application) = (Recipe(sets), new EditingApplication());
        var engine = new Engine(new EngineOptions { Seed = 7, Threads = recipe.Run.Threads });
        var learner = (TracksLearner)application.Build(recipe, application.OpenData(recipe), engine);
        learner.Model.SetTraining(false);
        return (engine, learner);
    }

    public (RunFolder Run, Evaluation Evaluation) Train(string name, params string[] sets)
    {
        var application = new EditingApplication();
        var result = TrainingJob.Run(new TrainingRequest { Application = application, Recipe = Recipe(sets), Folder = _folder[name] }, _ => { }, CancellationToken.None);
        return (result.Training.Run, result.Evaluation!);
    }

    private static StoredGrid First(StoredGrid stored, int steps)
    {
        var (grid, content) = (stored.Grid, stored.Grid.Content!);
        return stored with
        {
            Grid = new TimelineGrid(grid.VideoId, grid.SourceVideoName, grid.Layout, grid.Step, grid.Values[..(steps * grid.Layout.Width)].ToArray(),
                new GridContent(content.Names, content.Values[..(steps * content.Names.Count)].ToArray())),
        };
    }
}
