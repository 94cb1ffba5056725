using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Learning;
using Saccade.Trajectories.Prediction;

namespace Saccade.Trajectories.Explaining;

/// <summary>Explains a trained model's answers to one input: a strip of the window it is surest of, a video, and every number as JSON.</summary>
internal sealed class Explainer
{
    // Checking a long video window by window would take minutes for figures that a few windows give.
    private const int CheckedWindows = 8;

    private readonly TrainedModel trained;
    private readonly TrajectoryLearner learner;
    private readonly MapChoice choice;
    private readonly ClipExplainer explainer;
    private readonly FrameRate rate;

    /// <param name="trained">The model.</param>
    /// <param name="choice">Which map.</param>
    public Explainer(TrainedModel trained, MapChoice choice)
    {
        (this.trained, this.choice) = (trained, choice);
        learner = (TrajectoryLearner)trained.Learner;
        explainer = new ClipExplainer(learner, choice);
        rate = VideoPredictor.RateOf(trained);
    }

    /// <param name="input">What is explained.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="untrained">Makes the same model with an engine's initial weights; null: no check.</param>
    /// <param name="cancellation">Stops between two windows or frames.</param>
    /// <exception cref="MediaException">The input cannot be read, or a file not be written.</exception>
    public Explanation Explain(ExplainedInput input, string folder, Func<Engine, TrajectoryLearner>? untrained, CancellationToken cancellation)
    {
        var (domain, temperature) = (InputDomain.Read(trained.Run), Temperature.Read(trained.Run));
        var windows = new List<ExplainedWindow>();
        foreach (var window in input.Windows())
        {
            cancellation.ThrowIfCancellationRequested();
            var (map, result) = explainer.Explain(window.Values, reading => WindowResult.Of(learner, reading, 0, window, input.Box, domain, temperature));
            windows.Add(new(result, map));
        }
        var check = untrained is null ? null : Check(input, windows, untrained, cancellation);
        var stem = Path.Combine(folder, input.FileStem + ".explained");
        string[] files = [stem + ".png", stem + ".mp4", stem + ".json"];
        var surest = windows.MaxBy(w => w.Result.Output.Probabilities[w.Result.Output.Prediction])!;
        PngWriter.Write(files[0], ExplanationStrip.Draw(input, surest, Title(input, surest), choice));
        ExplainedVideo.Write(files[1], input, windows, learner.Clips.Classes, cancellation);
        var inDomain = WindowResult.InDomain([.. windows.Select(w => w.Result)]);
        AtomicFile.WriteText(files[2], JsonSerializer.Serialize(Told(withCells: true), RunJson.Line) + "\n");
        return Told(withCells: false);

        Explanation Told(bool withCells) => new(
            input.Name, trained.Recipe.Run.Task, choice.ToString(), inDomain, files, check?.DeepClone().AsObject(),
            new JsonArray([.. windows.Select(w => Entry(input, w, withCells))]));
    }

    private JsonObject Entry(ExplainedInput input, ExplainedWindow window, bool withCells)
    {
        var json = window.ToJson(learner.Clips.Classes, rate, withCells);
        if (input.TrueClass is { } truth)
            json["true_class"] = truth;
        return json;
    }

    private JsonObject Check(ExplainedInput input, List<ExplainedWindow> windows, Func<Engine, TrajectoryLearner> untrained, CancellationToken cancellation)
    {
        using var check = new MapCheck(untrained, choice, learner.Model.Engine.Threads);
        var every = (windows.Count + CheckedWindows - 1) / CheckedWindows;
        var at = 0;
        foreach (var window in input.Windows())
        {
            cancellation.ThrowIfCancellationRequested();
            var (result, map) = windows[at];
            if (at++ % every == 0)
                check.Add(window.Values, map, result.Output.Prediction, input.BallBoxes(result));
        }
        return check.ToJson();
    }

    private string Title(ExplainedInput input, ExplainedWindow window)
    {
        var (result, output) = (window.Result, window.Result.Output);
        var time = input.TrueClass is null ? $", {rate.TimeOf(result.Start).Seconds:0.##} to {rate.TimeOf(result.Start + result.Frames).Seconds:0.##} s" : "";
        var truth = input.TrueClass is { } name ? $" (true: {name})" : "";
        return $"{Path.GetFileName(input.Name)}{time}: {learner.Clips.Classes[output.Prediction]} {PerCent.Of(output.Probabilities[output.Prediction])}{truth}";
    }
}
