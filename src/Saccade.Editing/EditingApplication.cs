using System.Text.Json.Nodes;
using Saccade.Editing.Baselines;
using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Historical;
using Saccade.Editing.Learning;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing;

/// <summary>The task <c>editing</c>: what an editor's timelines show at each step, learnt from grids of numbers.</summary>
public sealed class EditingApplication : IApplication
{
    public const string TaskName = "editing";

    /// <summary>The historical autoencoder, kept for conformance.</summary>
    public const string Historical = "historical";

    public string Task => TaskName;

    public IReadOnlyList<IMetric> Metrics => GridMetrics.All;

    public IReadOnlyList<IBaseline> Baselines { get; } = [new PerTrackConstantBaseline(), new CopyPreviousBaseline(), new AdditiveFloorBaseline()];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => run.Model == Historical
        ? [new("data", typeof(GridDataOptions)), new("model", typeof(HistoricalOptions)), new("loss", typeof(HistoricalLossOptions))]
        : throw new RecipeException("recipe", 0, "model", $"is '{run.Model}', which is no model of timelines; the nearest is '{Historical}'");

    public IDataSource OpenData(Recipe recipe) => GridData.Open(recipe.Run.Data, recipe.Options<GridDataOptions>());

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => GridData.Described(recipe.Options<GridDataOptions>(), description);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        try
        {
            var model = new HistoricalModel(engine, recipe.Options<HistoricalOptions>(), ((GridData)data).Layout);
            model.Initialize();
            return new HistoricalLearner(model, recipe.Options<HistoricalLossOptions>(), (GridData)data);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public PredictionResult Predict(TrainedModel model, string input, string folder, CancellationToken cancellation) =>
        HistoricalPredictor.Predict(model, input, folder, cancellation);

    public IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation)
    {
        var grids = (GridData)data;
        var findings = new List<Finding> { new("zero_predictor", ZeroPredictor(grids)) };
        if (grids.LeftOut.Count > 0)
            findings.Add(new Finding("left_out", $"{grids.LeftOut.Count} grids are not used; the first: {grids.LeftOut[0].Cause}"));
        if (grids.Replaced > 0)
            findings.Add(new Finding("not_finite", $"{grids.Replaced} numbers were missing or not finite and count as 0, scales too"));
        return findings;
    }

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => null;

    /// <summary>Normalised numbers of a column that varies have squares that add up to the number of rows, nearly all of them where a clip is.</summary>
    private static string ZeroPredictor(GridData data)
    {
        long rows = 0, active = 0;
        var values = data.Layout.Values.Count;
        foreach (var part in data.TrainRows)
        {
            var all = part.Span;
            rows += all.Length / data.Layout.Width;
            for (var i = GridLayout.Active; i < all.Length; i += values)
                active += (long)all[i];
        }
        var tracks = (double)active / rows;
        return FormattableString.Invariant($"{tracks:0.00} of {GridLayout.Tracks} tracks are active on average, so a model that always says zero scores about ")
            + string.Join(", ", data.Layout.Groups.Select(g => FormattableString.Invariant($"{data.Scaler.Varying(g) / tracks:0.00} ({g.Name}_loss)")));
    }
}
