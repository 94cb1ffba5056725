using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Report;
using Saccade.Report.Elements;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>The task <c>tokenizer</c>: clips of trajectories through a few codes and back, by reconstruction alone; no label is looked at.</summary>
public sealed class TokenizerApplication : IApplication
{
    public const string TaskName = "tokenizer";

    private const string ModelName = "fsq";

    // Clips in the report.
    private const int Shown = 4;

    private readonly TrajectoriesApplication _trajectories = new();

    public string Task => TaskName;

    public IReadOnlyList<IMetric> Metrics { get; } =
        [PeakSignalToNoise.Box, PeakSignalToNoise.Whole, PeakSignalToNoise.Gain, CodeUsage.Perplexity, CodeUsage.BoxPerplexity, CodeUsage.Share];

    public IReadOnlyList<IBaseline> Baselines { get; } = [FrameBaseline.Black, FrameBaseline.Mean, FrameBaseline.Previous];

    public IReadOnlyList<OptionGroup> OptionGroups(RunOptions run) => run.Model == ModelName
        ? [new("data", typeof(TrajectoryDataOptions)), new("model", typeof(TokenizerOptions)), new("loss", typeof(ReconstructionOptions))]
        : throw new RecipeException("recipe", 0, "model", $"is '{run.Model}', which is no tokenizer; the nearest is '{ModelName}'");

    /// <summary>The same clips as those of the task <c>trajectories</c>, by the same keys.</summary>
    public IDataSource OpenData(Recipe recipe) => _trajectories.OpenData(recipe);

    public IDataSource OpenDescribed(Recipe recipe, JsonObject description) => _trajectories.OpenDescribed(recipe, description);

    public ILearner Build(Recipe recipe, IDataSource data, Engine engine)
    {
        var clips = ((ITrajectoryData)data).Options;
        try
        {
            if (clips.Frames % VideoEncoder.StepFrames != 0)
                throw new ArgumentException($"it takes clips of an even number of frames, not {clips.Frames}");
            var tokenizer = new VideoTokenizer(engine, recipe.Options<TokenizerOptions>(), clips.Size);
            tokenizer.Initialize();
            return new TokenizerLearner(tokenizer, recipe.Options<ReconstructionOptions>(), clips);
        }
        catch (ArgumentException mismatch)
        {
            throw new RunException($"recipe: model '{recipe.Run.Model}' cannot be built: {mismatch.Message.ReplaceLineEndings(" ")}", mismatch);
        }
    }

    public IReadOnlyList<InputKind> InputsOf(Recipe recipe) => [InputKind.Video];

    public PredictionResult Predict(TrainedModel model, string input, string? folder, CancellationToken cancellation, IProgress<JsonNode>? told = null) =>
        new VideoReconstruction(model).Predict(input, folder, cancellation, told);

    public ReportSection? Report(RunFolder run, Evaluation evaluation)
    {
        using var loaded = new LoadedRun(new ApplicationList(this), run);
        using var data = Clips(loaded.Model.Recipe);
        if (data is null)
            return null;
        var learner = (TokenizerLearner)loaded.Model.Learner;
        using var batch = (TrajectoryBatch)data.Load(evaluation.Split, [.. Enumerable.Range(0, Math.Min(Shown, data.Count(evaluation.Split))).Select(i => (long)i)], step: 0);
        var options = batch.Options;
        var clips = Enumerable.Range(0, batch.Count).Select(n =>
            (Name: $"clip {batch.Ids[n]}", Values: batch.Clips.Slice(n * options.ClipBytes, options.Frames * options.FrameBytes).ToArray())).ToArray();
        return new ReportSection("Reconstructions", Html.Of($"""
            <p class="quiet">The split's first clips: what went in, what came back from {TokensOf(options)} tokens, and how far the two lie apart.</p>
            {clips.Select(c => AnimatedClip.Grid(ReconstructionSheet.Rows(learner, c.Name, c.Values).Select(Playing)))}
            """).ToString());
    }

    /// <summary>Null when the run's data is not there any more: then there is nothing to show.</summary>
    private IDataSource? Clips(Recipe recipe)
    {
        try
        {
            return OpenData(recipe);
        }
        catch (RunException)
        {
            return null;
        }
    }

    private static AnimatedClip Playing(ContactSheetRow row) =>
        new([.. Enumerable.Range(0, row.Clip.Frames).Select(row.Clip.Frame)], row.Caption) { Caption = Html.Text(row.Caption) };

    private static int TokensOf(ClipOptions options) =>
        options.Frames / VideoEncoder.StepFrames * (options.Size / VideoEncoder.CellPixels) * (options.Size / VideoEncoder.CellPixels);
}
