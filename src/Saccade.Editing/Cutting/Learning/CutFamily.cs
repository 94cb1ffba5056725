using System.Text.Json.Nodes;
using Saccade.Editing.Cutting.Baselines;
using Saccade.Editing.Cutting.Reporting;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary><c>cuts</c>: keep or drop each moment of a recording, learnt from what past projects kept.</summary>
internal sealed class CutFamily : ModelFamily
{
    public static CutFamily Instance { get; } = new();

    public override string Name => "cuts";

    public override IReadOnlyList<OptionGroup> Options { get; } = [new("data", typeof(FootageDataOptions)), new("model", typeof(CutModelOptions))];

    public override IReadOnlyList<IMetric> Metrics => CutJudge.Metrics;

    public override IReadOnlyList<IBaseline> Baselines { get; } = [new KeepAllBaseline(), RuleBaseline.Silence, RuleBaseline.SoundOrMotion, new RuleOracleBaseline()];

    public override IDataSource OpenData(Recipe recipe) => FootageData.Open(recipe);

    public override IDataSource OpenDescribed(Recipe recipe, JsonObject description) => FootageData.Described(recipe, description);

    public override ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var model = new CutModel(engine, recipe.Options<CutModelOptions>());
        model.Initialize();
        return new CutLearner(model, (FootageData)data);
    }

    public override IReadOnlyList<InputKind> Inputs { get; } = [InputKind.Video, InputKind.Table];

    public override PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told) => CutPredictor.Predict(model, input, cancellation);

    public override void Calibrate(RunFolder run, IReadOnlyList<SampleOutput> validation) => CutSettings.Fit(validation)?.Write(run);

    public override Func<SampleOutput, SampleOutput> Decisions(RunFolder run) => CutSettings.Read(run) is { } settings ? settings.Applied : output => output;

    public override ReportSection? Report(RunFolder run, Evaluation evaluation) => CutSection.Of(run, evaluation);

    public override IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation)
    {
        var footage = (FootageData)data;
        var silence = RuleBaseline.Silence.Fit(footage);
        return
        [
            new("kept_share", FormattableString.Invariant($"{100 * footage.KeptShare:0.#} % of the training split's footage is kept")),
            new("silence_threshold", FormattableString.Invariant($"what suits the training split best is to keep what is louder than {silence.Loudness:0.00}, from {silence.Shape.Before:0.0} s before to {silence.Shape.After:0.0} s after")),
        ];
    }
}
