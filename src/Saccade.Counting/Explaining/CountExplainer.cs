using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Learning;
using Saccade.Counting.Stopping;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Explaining;

/// <summary>Shows what a pointing model looked at when it counted an image: at each step how likely each place was to be chosen.</summary>
/// <param name="trained">A run of the task counting.</param>
internal sealed class CountExplainer(TrainedModel trained)
{
    private const string Map = "choice";

    /// <param name="request">The image and where its files go.</param>
    /// <param name="openSet">Opens the data that a sample is of.</param>
    /// <exception cref="RunException">The image cannot be read, or there is no such map or sample.</exception>
    public Explanation Explain(ExplanationRequest request, Func<CountingData> openSet)
    {
        if (trained.Learner is not PointingLearner learner)
            throw new RunException($"{trained.Run.Root}: the model '{trained.Recipe.Run.Model}' does not choose among places step by step, so there is no map of its choices");
        if (request.Map is not (null or Map))
            throw new RunException($"--map: '{request.Map}' is nothing that a model that counts has; there is {Map}");
        if (request.Layer is not null || request.Head is not null || request.Check)
            throw new RunException($"--layer, --head and --check: the map '{Map}' has no layers and no heads, and is what the model decides by, not a guess at it");
        var (image, name, stem) = request.Sample is { } sample ? Sample(request.Split, sample, openSet) : File(learner, request.Input ?? throw new RunException("explain: names no input; give an image, or --sample N"));
        using var batch = new CountingBatch([image], learner.Data.Grid, []);
        learner.Model.SetTraining(false);
        using var scope = learner.Model.Engine.BeginScope();
        var (explained, statistics) = learner.Explain(batch, CountStopping.Read(trained.Run));
        var path = Path.Combine(request.Folder, stem + ".explained");
        string[] files = [path + ".png", path + ".json"];
        PngWriter.Write(files[0], explained.Draw($"{Path.GetFileName(name)}: {explained.Count.Count} counted"));
        bool? isInDomain = InputDomain.Read(trained.Run) is { } domain ? domain.Outside(new SampleOutput { Id = name, Statistics = statistics }).Count == 0 : null;
        var explanation = new Explanation(name, trained.Recipe.Run.Task, "probability of each place to be chosen, step by step", isInDomain, files, null, [new JsonObject { ["count"] = explained.Count.Count, ["steps"] = explained.Steps() }]);
        AtomicFile.WriteText(files[1], JsonSerializer.Serialize(explanation, RunJson.Line) + "\n");
        return explanation;
    }

    private static (CountingImage Image, string Name, string Stem) Sample(Split split, long sample, Func<CountingData> openSet)
    {
        using var data = openSet();
        var part = split.ToString().ToLowerInvariant();
        return sample >= 0 && sample < data.Count(split)
            ? (data.Read(split, sample), $"sample {sample} of the {part} split", $"{part}-{sample}")
            : throw new RunException($"--sample: the {part} split has the samples 0 to {data.Count(split) - 1}, not {sample}");
    }

    private static (CountingImage Image, string Name, string Stem) File(PointingLearner learner, string input)
    {
        try
        {
            // Everything is asked for, which is the first category of every set.
            return (CountingImage.On(input, ImageFile.Read(input), learner.Data.Options.Size, category: 0, [], PointOrder.Reading), input, Path.GetFileNameWithoutExtension(input));
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }
}
