using Saccade.Neural;
using Saccade.Objects.Learning;
using Saccade.Objects.Models;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Objects.Tests.Models;

public class FeatureLookTests
{
    private static readonly PersistenceModelOptions Small = new() { Width = 16, Depth = 1, Heads = 2, FeedForward = 16 };

    [Fact]
    public void The_projection_is_learnt_and_the_network_is_saved_but_not()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, folder.Path);
        using var batch = Batches.First(1);
        using (engine.BeginStep(0))
            learner.Loss(batch).Total.Backward();

        var projection = learner.Model.Parameters().Single(p => p.Name == "tokenizer.look.project.weight");
        Assert.Contains(projection.Tensor.Gradient!.ToArray(), g => g != 0);
        Assert.DoesNotContain(learner.Model.Parameters(), p => p.Name.StartsWith("tokenizer.look.network", StringComparison.Ordinal));
        Assert.Contains(learner.Model.State(), p => p.Name == "tokenizer.look.network.network.conv1.weight");
        Assert.NotEmpty(Directory.GetFiles(folder.Path)); // features lie on disk
    }

    [Fact]
    public void The_optimiser_moves_the_projection_and_leaves_the_network_alone()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, folder.Path);
        using var batch = Batches.First(2);
        var optimiser = new AdamW(learner.Model, new AdamOptions());
        var before = State();
        for (var number = 0; number < 2; number++)
        {
            using var step = engine.BeginStep(number);
            learner.Loss(batch).Total.Backward();
            optimiser.Update(1e-3);
        }
        var after = State();

        Assert.NotEqual(before["tokenizer.look.project.weight"], after["tokenizer.look.project.weight"]);
        Assert.All(before.Keys.Where(k => k.StartsWith("tokenizer.look.network", StringComparison.Ordinal)), k => Assert.Equal(before[k], after[k]));

        Dictionary<string, float[]> State() => learner.Model.State().ToDictionary(s => s.Name, s => s.Tensor.ToArray());
    }

    [Fact]
    public void Costs_are_those_of_looking_anew()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var learner = Learner(engine, folder.Path);
        using var batch = Batches.First(1);
        var first = Cost();
        Assert.True(Cost() < first / 4); // its features are known
        learner.KeepNothing();
        Assert.Equal(first, Cost());

        long Cost()
        {
            using var scope = engine.BeginScope();
            var before = engine.MultiplyAdds;
            learner.Evaluate(batch);
            return engine.MultiplyAdds - before;
        }
    }

    [Fact]
    public void Clips_without_objects_are_looked_at_too()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var black = Batches.WithBlackOnes(1);
        using var scope = engine.BeginScope();

        Assert.True(double.IsFinite(Learner(engine, folder.Path).Evaluate(black).Loss));
    }

    [Fact]
    public void Weights_that_are_not_there_are_named_by_their_key()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine(new EngineOptions { Threads = 1 });

        Assert.Contains("features.weights", Assert.Throws<Training.RunException>(Learner(engine, folder.Path).LoadPretrained).Message);
    }

    private static PersistenceLearner Learner(Engine engine, string cache)
    {
        var look = new FeatureLook(engine, Small.Width, new FeatureOptions { Size = 32, Cache = cache }, 16, _ => { });
        var model = new PersistenceModel(engine, PersistenceUnit.ResNet, Small, look, 32, locates: false, lasts: false);
        model.Initialize();
        return new PersistenceLearner(model, PersistenceUnit.ResNet, new PersistenceLossOptions());
    }
}
