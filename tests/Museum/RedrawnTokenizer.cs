using Saccade.Neural;
using Saccade.Objects.Learning;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: an object-level model that overfits, with 99.6 % in training and 55 % on validation. True: the tokenizer was random, never trained, and drawn anew by every object that loaded data, so that the model was
/// judged on other features than those it had learnt. Caught by <c>changed_model</c>. In Saccade's own model the tokenizer is part of what is trained and saved, and weights without it are refused.
/// </summary>
public sealed class RedrawnTokenizer : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, "invalid: changed_model")]
    [InlineData(false, "supported")]
    public void A_projection_that_is_drawn_again_for_every_use_is_named(bool anew, string verdict)
    {
        var drawn = 0;
        var application = new ToyRun { Learner = engine => new Projected(new ToyLearner(engine), seed: anew ? ++drawn : 1) };
        var run = application.Train(folder["run"], "toy.samples=1024");
        Assert.True(Journal.Read(run.JournalPath).OfType<EpochEntry>().Last().Metrics["accuracy"] > 0.8);
        Assert.Equal(verdict, application.Evaluate(run, Split.Test, "toy.samples=1024").Verdict);
    }

    [Fact]
    public void Weights_of_a_model_without_its_tokenizer_are_refused_by_name()
    {
        var (application, recipe) = PersistenceTrial.Bind();
        using var data = new TokenizedClips(new MisreadClips(), recipe.Options<TokenOptions>());
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var model = ((PersistenceLearner)application.Build(recipe, data, engine)).Model;
        var writer = new SafetensorsWriter();
        writer.Add(model.State().Where(t => !t.Name.StartsWith("tokenizer.", StringComparison.Ordinal)), "");
        writer.Write(folder["weights.safetensors"]);
        using var file = SafetensorsFile.Open(folder["weights.safetensors"]);
        Assert.Contains("tokenizer.", Assert.Throws<WeightsException>(() => model.LoadWeights(file, "")).Message);
    }

    /// <summary>Sees points through a random projection that belongs to no model.</summary>
    private sealed class Projected(ToyLearner inner, int seed) : ILearner
    {
        public Module Model => inner.Model;

        public LossTerms Loss(Batch batch) => inner.Loss(Project(batch));

        public BatchEvaluation Evaluate(Batch batch) => inner.Evaluate(Project(batch));

        private ToyBatch Project(Batch batch)
        {
            var points = (ToyBatch)batch;
            return new(points.Ids, [.. points.Points.Chunk(ToyData.Width).SelectMany(point => Enumerable.Range(0, ToyData.Width).Select(to =>
                (float)(point.Select((x, from) => x * Numbers.Normal(1000 * seed + to, from)).Sum() / 4)))], points.Labels);
        }
    }
}
