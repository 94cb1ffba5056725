using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Objects.Baselines;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Objects.Explaining;
using Saccade.Objects.Learning;
using Saccade.Objects.Metrics;
using Saccade.Objects.Models;
using Saccade.Objects.Prediction;
using Saccade.Objects.Reporting;
using Saccade.Objects.Tokens;
using Saccade.Objects.Tracking;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects;

/// <summary>The task <c>persistence</c>: which objects of a clip stay and which flicker, told of each track, of each frame or of the whole clip.</summary>
public sealed class PersistenceApplication : IApplication
{
    public string Task => "persistence";

    public IReadOnlyList<IMetric> Metrics { get; } = MetricsWith(new AttentionMetricOptions());

    public IReadOnlyList<IMetric> MetricsOf(Recipe recipe) => MetricsWith(recipe.Options<AttentionMetricOptions>());

    public IReadOnlyList<IBaseline> Baselines { get; } =
    [
        MajorityUnitBaseline.Unit, new TrackLengthRule(), TokenViewBaseline.Blind, TokenViewBaseline.ShuffledFrames, TokenViewBaseline.PermutedLabels,
        new UntrainedBaseline(), AttentionNull.Uniform, AttentionNull.PermutedKinds, AttentionNull.PermutedAttention, TokenViewBaseline.ShuffledAttention, MajorityUnitBaseline.ObjectFrame, MajorityUnitBaseline.Video,
    ];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run)
    {
        OptionGroup[] all = [new("data", typeof(PersistenceDataOptions)), new("tokens", typeof(TokenOptions)), new("model", typeof(PersistenceModelOptions)), new("loss", typeof(PersistenceLossOptions)), new("attention", typeof(AttentionMetricOptions))];
        return PersistenceUnit.Named(run.Model).HasFeatures ? [.. all, new("features", typeof(FeatureOptions))] : all;
    }

    public IDataSource OpenData(Recipe recipe) => new TokenizedClips(PersistenceSource.Open(recipe), recipe.Options<TokenOptions>());

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => new TokenizedClips(DescribedPersistence.From(description), recipe.Options<TokenOptions>());

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var (unit, loss) = (PersistenceUnit.Named(recipe.Run.Model), recipe.Options<PersistenceLossOptions>());
        try
        {
            var frames = ((TokenizedClips)data).Clips.Options.Frames;
            var options = recipe.Options<PersistenceModelOptions>();
            TokenLook look = unit.HasFeatures
                ? new FeatureLook(engine, options.Width, recipe.Options<FeatureOptions>(), recipe.Options<TokenOptions>().Crop, Console.Error.WriteLine)
                : new CropLook(engine, options.Width, options.Channels, recipe.Options<TokenOptions>().Crop);
            var model = new PersistenceModel(engine, unit, options, look, frames, locates: loss.Localisation > 0, lasts: loss.Duration > 0);
            model.Initialize();
            return new PersistenceLearner(model, unit, loss);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Video];

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null)
    {
        var kinds = new ModelKinds(model, ClipsOf(model));
        return new ObjectPredictor(Task, video => kinds.Of(video, cancellation)).Predict(input, folder, cancellation) with { InDomain = kinds.InDomain };
    }

    public Explanation Explain(TrainedModel model, ExplanationRequest request, CancellationToken cancellation)
    {
        var clips = ClipsOf(model);
        var choice = AttentionChoice.Of(request, model.Recipe.Options<PersistenceModelOptions>());
        using var data = request.Sample is null ? null : SampleData(model, request.Input, clips);
        using var described = request.Check ? LoadedDescription(model) : null;
        var explainer = new ObjectExplainer(model, clips, choice, described is null ? null : engine => Build(model.Recipe, described, engine));
        try
        {
            return data is not null
                ? explainer.OfSample(data, request.Split, request.Sample!.Value, request.Folder, cancellation)
                : explainer.OfVideo(request.Input ?? throw new RunException("explain: names no input; give a video, or --sample N"), request.Folder, cancellation);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public void DrawSamples(IDataSource data, IReadOnlyList<SampleOutput> outputs, string folder)
    {
        TokenSheet.Write((TokenizedClips)data, outputs, folder);
        KeptAttention.Of((TokenizedClips)data, outputs)?.Write(folder);
    }

    public IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => PermutedPersistence.Findings(((TokenizedClips)data).Clips, evaluation);

    public ReportSection? Report(RunFolder run, Evaluation evaluation) => PersistenceSection.Of(this, run, evaluation);

    public ReportSection? ReportTogether(IReadOnlyList<JudgedModel> models) => SideBySide.Of(this, models);

    private static IReadOnlyList<IMetric> MetricsWith(AttentionMetricOptions attention) =>
    [
        new Accuracy(), AttentionRatio.Last, new AttentionConsistency(attention.Tau), AttentionRatio.ShortTracks, AttentionRatio.AllLayers, new AttentionRatioMedian(), new AttentionMass(), new PersistentTokenShare(),
        new AttentionEntropy(), new AttentionExcluded(), new MassRatioNotNormalised(), new ObjectFrameAccuracy(), new VideoAccuracy(), new ExpectedCalibrationError(), TrackingMetric.Mota, TrackingMetric.Idf1, TrackingMetric.Purity, new TokensLeftOut(),
    ];

    // What the run's clips were like, whether or not they are still there.
    private static PersistenceClipOptions ClipsOf(TrainedModel model) => model.Run.ReadInfo().DataDescription is { } description
        ? DescribedPersistence.From(description).Options
        : model.Recipe.Options<PersistenceDataOptions>().ToClipOptions();

    // The run's own data, or the stored set in a folder, of the clips that the model takes.
    private TokenizedClips SampleData(TrainedModel model, string? folder, PersistenceClipOptions clips)
    {
        var data = folder is null ? (TokenizedClips)OpenData(model.Recipe) : new TokenizedClips(StoredPersistence.Open(folder), model.Recipe.Options<TokenOptions>());
        var own = data.Clips.Options;
        if ((own.Frames, own.Size) == (clips.Frames, clips.Size))
            return data;
        using (data)
            throw new RunException($"{folder}: has clips of {own.Frames} frames and {own.Size} pixels; the run takes {clips.Frames} and {clips.Size}");
    }

    private TokenizedClips LoadedDescription(TrainedModel model) =>
        (TokenizedClips)(model.Run.ReadInfo().DataDescription is { } description ? OpenDescribed(model.Recipe, description) : OpenData(model.Recipe));
}
