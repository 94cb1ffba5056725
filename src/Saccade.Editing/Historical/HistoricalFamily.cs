using System.Text.Json.Nodes;
using Saccade.Editing.Baselines;
using Saccade.Editing.Data;
using Saccade.Editing.Grid;
using Saccade.Editing.Learning;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing.Historical;

/// <summary><c>historical</c>: the earlier system's autoencoder, kept for conformance.</summary>
internal sealed class HistoricalFamily : ModelFamily
{
    public static HistoricalFamily Instance { get; } = new();

    public override string Name => "historical";

    public override IReadOnlyList<OptionGroup> Options { get; } =
        [new("data", typeof(GridDataOptions)), new("model", typeof(HistoricalOptions)), new("loss", typeof(HistoricalLossOptions))];

    public override IReadOnlyList<IMetric> Metrics => GridMetrics.All;

    public override IReadOnlyList<IBaseline> Baselines { get; } = [new PerTrackConstantBaseline(), new CopyPreviousBaseline(), new AdditiveFloorBaseline()];

    public override IDataSource OpenData(Recipe recipe) => GridData.Open(recipe.Run.Data, recipe.Options<GridDataOptions>());

    public override IDataSource OpenDescribed(Recipe recipe, JsonObject description) => GridData.Described(recipe.Options<GridDataOptions>(), description);

    public override ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var model = new HistoricalModel(engine, recipe.Options<HistoricalOptions>(), ((GridData)data).Layout);
        model.Initialize();
        return new HistoricalLearner(model, recipe.Options<HistoricalLossOptions>(), (GridData)data);
    }

    public override IReadOnlyList<InputKind> Inputs { get; } = [InputKind.Table, InputKind.Archive];

    public override PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told) =>
        HistoricalPredictor.Predict(model, input, folder, cancellation, told);

    public override IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation)
    {
        var grids = (GridData)data;
        var findings = new List<Finding> { new("zero_predictor", ZeroPredictor(grids)) };
        if (grids.LeftOut.Count > 0)
            findings.Add(new Finding("left_out", $"{grids.LeftOut.Count} grids are not used; the first: {grids.LeftOut[0].Cause}"));
        if (grids.Replaced > 0)
            findings.Add(new Finding("not_finite", $"{grids.Replaced} numbers were missing or not finite and count as 0, scales too"));
        return findings;
    }

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
