using System.Text.Json.Nodes;
using Saccade.Editing.Baselines.Rows;
using Saccade.Editing.Grid;
using Saccade.Editing.Forecasting.Reporting;
using Saccade.Editing.Judging;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing.Forecasting;

/// <summary><c>tracks</c>: what each track shows next, or where it is hidden.</summary>
internal sealed class TracksFamily : ModelFamily
{
    public static TracksFamily Instance { get; } = new();

    public override string Name => "tracks";

    public override IReadOnlyList<OptionGroup> Options { get; } =
        [new("data", typeof(TrackDataOptions)), new("augment", typeof(AugmentOptions)), new("model", typeof(TracksOptions)), new("loss", typeof(TracksLossOptions))];

    public override IReadOnlyList<IMetric> Metrics => TrackMetrics.All;

    public override IReadOnlyList<IBaseline> Baselines { get; } =
        [new RowHabitBaseline(() => new CopiedRow()), new RowHabitBaseline(() => new ConstantRow()), new RowHabitBaseline(() => new UsualLength()), new InputBlindBaseline(), new OracleBaseline()];

    public override IDataSource OpenData(Recipe recipe) => TrackData.Open(recipe);

    public override IDataSource OpenDescribed(Recipe recipe, JsonObject description) => TrackData.Described(recipe, description);

    public override ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var tracks = (TrackData)data;
        var model = new TracksModel(engine, recipe.Options<TracksOptions>(), tracks.Facts, tracks.Objective, tracks.Memory);
        model.Initialize();
        return new TracksLearner(model, recipe.Options<TracksLossOptions>(), tracks);
    }

    public override IReadOnlyList<InputKind> Inputs { get; } = [InputKind.Timeline, InputKind.Table, InputKind.Archive];

    public override PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told) =>
        TracksPredictor.Predict(model, input, folder, cancellation, told);

    public override IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation)
    {
        var tracks = (TrackData)data;
        var findings = new List<Finding> { new("content", tracks.Facts.Content.Count > 0 ? $"the model is told of {string.Join(", ", tracks.Facts.Content)}" : "the model is told of tracks alone: its grids have no content, or not all the same") };
        if (tracks.Facts.Tracks.Count < GridLayout.Tracks)
            findings.Add(new("tracks_in_use", $"training timelines use {string.Join(", ", tracks.Facts.Tracks.Select(t => $"V{t + 1}"))}; others are said to stay as they are"));
        if (tracks.LeftOut.Count > 0)
            findings.Add(new("left_out", $"{tracks.LeftOut.Count} grids are not used; the first: {tracks.LeftOut[0].Cause}"));
        return findings;
    }

    public override ReportSection? Report(RunFolder run, Evaluation evaluation) => TracksSection.Of(run, evaluation);
}
