using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Baselines;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Explaining;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;
using Saccade.Trajectories.Learning;
using Saccade.Trajectories.Prediction;
using Saccade.Trajectories.Reporting;

namespace Saccade.Trajectories;

/// <summary>The task <c>trajectories</c>: which motion a ball on video makes, where it is at last, where it will be, and where it is in the picture.</summary>
public sealed class TrajectoriesApplication : IApplication
{
    /// <summary>The recipe's <c>data</c> when clips are made while training.</summary>
    private const string Generated = "generated";

    public string Task => "trajectories";

    public IReadOnlyList<IMetric> Metrics { get; } =
        [new Accuracy(), NumberError.PositionRms, PathError.Average, PathError.Final, PathError.AverageCurved, PathError.FinalCurved, new ExpectedCalibrationError()];

    public IReadOnlyList<IBaseline> Baselines { get; } =
    [
        new MajorityBaseline(), new ConstantBaseline(), new ConstantVelocityBaseline(), new StillFrameBaseline(), new ShuffledFramesBaseline(),
        ReorderedFramesBaseline.Blind, ReorderedFramesBaseline.Reversed, new NearestCentroidBaseline(TrackFeatures.Of), PermutedTrajectories.Baseline,
        new DepthBlindBaseline(),
    ];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) =>
    [
        new("data", typeof(TrajectoryDataOptions)),
        ExtractorFamily.Named(run.Model).Options,
        new("head", typeof(HeadOptions)),
        new("loss", typeof(LossOptions)),
    ];

    public IDataSource OpenData(Recipe recipe)
    {
        var options = recipe.Options<TrajectoryDataOptions>();
        _ = options.Rate; // a recipe that predict cannot use is refused before it is trained
        if (recipe.Run.Data is not ("" or Generated))
            return StoredTrajectories.Open(recipe.Run.Data, clips => AugmentationFor(recipe, ToTellApart(clips, recipe.Run.Data)));
        var made = ToTellApart(options.ToClipOptions(), "recipe: data.classes");
        try
        {
            return new GeneratedTrajectories(new ClipGenerator(made), options.Train, options.Validation, options.Test)
            {
                Augmentation = AugmentationFor(recipe, made),
            };
        }
        catch (ArgumentException outOfRange)
        {
            throw new RunException($"recipe: data.{outOfRange.Message}", outOfRange);
        }
    }

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine) => Build(recipe, ((ITrajectoryData)data).Options, engine);

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Video];

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) =>
        new VideoPredictor(model).Predict(input, folder, cancellation, told);

    public Explanation Explain(TrainedModel model, ExplanationRequest request, CancellationToken cancellation)
    {
        var learner = (TrajectoryLearner)model.Learner;
        var explainer = new Explainer(model, MapChoice.Of(learner.Extractor, request.Map, request.Layer, request.Head));
        try
        {
            using var data = request.Sample is null ? null : SampleData(model, request.Input);
            var rate = VideoPredictor.RateOf(model);
            ExplainedInput input = data is not null ? new SampleInput(data, request.Split, request.Sample!.Value, rate)
                : learner.Clips.Views == 1 ? new VideoInput(request.Input ?? throw new RunException("explain: names no input; give a video, or --sample N"), learner.Clips, rate)
                : throw new RunException($"{model.Run.Root}: was trained on {learner.Clips.Views} views of each motion; a video is one; give --sample N");
            return explainer.Explain(input, request.Folder, request.Check ? engine => Build(model.Recipe, learner.Clips, engine) : null, cancellation);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public IReadOnlyList<Finding> Findings(IDataSource data, Evaluation evaluation) => DepthBlindBaseline.Findings(evaluation);

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => DescribedTrajectories.From(description);

    public void DrawSamples(IDataSource data, IReadOnlyList<SampleOutput> outputs, string folder) => PredictionSheet.Write((TrajectoryData)data, outputs, folder);

    public ReportSection? Report(RunFolder run, Evaluation evaluation)
    {
        TrajectoryData data;
        try
        {
            data = (TrajectoryData)OpenData(new ApplicationList(this).Bind(run).Recipe);
        }
        catch (RunException)
        {
            return SampleClips.OfLastEpoch(run, "The run's data is not there any more.");
        }
        using (data)
        {
            return data.Hash == run.ReadInfo().DataHash
                ? SampleClips.Of(data, run.ReadOutputs(evaluation.Split))
                : SampleClips.OfLastEpoch(run, "Where the run's data was there is other data now.");
        }
    }

    private static TrajectoryLearner Build(Recipe recipe, ClipOptions clips, Engine engine)
    {
        try
        {
            var extractor = ExtractorFamily.Named(recipe.Run.Model).Build(recipe, clips, engine);
            var model = new TrajectoryModel(engine, extractor, recipe.Options<HeadOptions>(), clips);
            model.Initialize();
            return new TrajectoryLearner(model, recipe.Options<LossOptions>(), clips);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.Replace($" (Parameter '{mismatch.ParamName}')", "").ReplaceLineEndings(" ")}", mismatch);
        }
    }

    /// <summary>The run's own data, or the stored set in a folder, of the clips that the model takes.</summary>
    private TrajectoryData SampleData(TrainedModel model, string? folder)
    {
        var clips = ((TrajectoryLearner)model.Learner).Clips;
        var data = folder is null ? (TrajectoryData)OpenData(model.Recipe) : StoredTrajectories.Open(folder);
        if ((data.Options.Views, data.Options.Frames, data.Options.Size) == (clips.Views, clips.Frames, clips.Size))
            return data;
        using (data)
            throw new RunException($"{folder}: has clips of {data.Options.Views} views, {data.Options.Frames} frames and {data.Options.Size} pixels; the run takes {clips.Views}, {clips.Frames} and {clips.Size}");
    }

    private static ClipOptions ToTellApart(ClipOptions clips, string where) => clips.Classes.Count >= 2
        ? clips
        : throw new RunException($"{where}: has the one class '{string.Join(",", clips.Classes)}'; there is nothing to tell apart with fewer than two classes");

    private static Augmentation AugmentationFor(Recipe recipe, ClipOptions clips)
    {
        var options = recipe.Options<TrajectoryDataOptions>();
        return !options.Mirror || Augmentation.CanMirror(clips)
            ? new Augmentation(clips, options.Mirror, options.Reverse, (ulong)recipe.Run.Seed)
            : throw new RunException($"recipe: data.mirror needs 1 or 4 views, not {clips.Views}: other sets of cameras are not their own mirror image");
    }
}
