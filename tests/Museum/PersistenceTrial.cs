using Saccade.Objects;
using Saccade.Objects.Data;
using Saccade.Objects.Learning;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>The task persistence with its own tokens, model, checks, metrics and those controls that need no training, judged as <c>saccade evaluate</c> does.</summary>
internal static class PersistenceTrial
{
    private const string Recipe = "task: persistence\nmodel: objects\nbatch_size: 20\nthreads: 1\nmodel.width: 16\nmodel.depth: 1\nmodel.heads: 2\nmodel.feed_forward: 16\nmodel.channels: 2\n";

    private static readonly string[] Controls = ["majority", "uniform_attention", "permuted_kinds", "permuted_attention"];

    public static (IApplication Application, Recipe Recipe) Bind() => new ApplicationList(new PersistenceApplication()).Bind(RecipeFile.Parse(Recipe, "museum.yaml"));

    /// <param name="clips">What is judged; its test split.</param>
    /// <param name="said">What the model says in place of the untrained one that stands here.</param>
    public static Evaluation Judge(IPersistenceData clips, Func<SampleOutput, SampleOutput> said)
    {
        var (application, recipe) = Bind();
        using var data = new TokenizedClips(clips, recipe.Options<TokenOptions>());
        var outputs = Outputs(application, recipe, data).Select(said).ToArray();
        var context = new BaselineContext(recipe, data, Split.Test, outputs, _ => [], (_, _, _) => []);
        var baselines = application.Baselines.Where(b => Controls.Contains(b.Name)).Select(b => new BaselineOutputs(b.Name, b.IsRival, b.Predict(context))).ToArray();
        CheckResult[] checks = [.. DataChecks.Judge(DataInventory.Of(data)), .. OutputChecks.Judge(outputs)];
        return new EvidenceCourt(application.Metrics, checks, []).Judge("persistence", "museum", Split.Test, outputs, baselines, data.ClassNames);
    }

    /// <summary>Nothing but right answers.</summary>
    public static SampleOutput Right(SampleOutput output) =>
        output with { Prediction = output.Label, Units = [.. output.Units!.Select(u => u with { Prediction = u.Label, Probability = u.Label })] };

    /// <summary>Right answers of a model that attends to each sighting as a weight says, by its clip's place, its own and its kind.</summary>
    public static Func<SampleOutput, SampleOutput> Attending(Func<int, int, int, double> weight)
    {
        var clip = 0;
        return output =>
        {
            var tokens = output.Attention![PersistenceLearner.LastLayer];
            var weights = tokens.Labels.Select((kind, token) => weight(clip, token, kind)).ToArray();
            clip++;
            var attention = new TokenAttention(tokens.Labels, tokens.Units, [.. weights.Select(w => (float)(w / weights.Sum()))]);
            return Right(output) with { Attention = new Dictionary<string, TokenAttention> { [PersistenceLearner.LastLayer] = attention, [PersistenceLearner.AllLayers] = attention } };
        };
    }

    private static List<SampleOutput> Outputs(IApplication application, Recipe recipe, TokenizedClips data)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = application.Build(recipe, data, engine);
        learner.Model.SetTraining(false);
        var outputs = new List<SampleOutput>();
        foreach (var indices in Enumerable.Range(0, data.Count(Split.Test)).Select(i => (long)i).Chunk(recipe.Run.BatchSize))
        {
            using var batch = data.Load(Split.Test, indices, step: 0);
            using var scope = engine.BeginScope();
            outputs.AddRange(learner.Evaluate(batch).Outputs);
        }
        return outputs;
    }
}
