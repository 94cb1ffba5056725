using Saccade.Training.Tests.Toy;

namespace Saccade.Training.Tests;

/// <summary>What training loops written by hand in PyTorch do, each asked for by a key of its own.</summary>
public class TorchLoopTests
{
    [Fact]
    public void A_last_batch_that_is_not_full_is_trained_on_when_asked_for()
    {
        using var data = new ToyData(new ToyOptions { Samples = 20 });
        var order = new EpochOrder(data, 6, 1, partialBatches: true);
        Assert.Equal(4, order.StepsPerEpoch);
        Assert.Equal([6, 6, 6, 2], Enumerable.Range(0, 4).Select(s => order.Indices(s).Length));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), Enumerable.Range(4, 4).SelectMany(s => order.Indices(s)).Order());
        using var endless = new ToyData(new ToyOptions { Samples = 20, Endless = true });
        Assert.Equal((3, 6), (new EpochOrder(endless, 6, 1, partialBatches: true).StepsPerEpoch, new EpochOrder(endless, 6, 1, partialBatches: true).Indices(3).Length));
    }

    [Theory]
    [InlineData(836, 53)]
    [InlineData(202, 13)]
    [InlineData(32, 2)]
    public void Sixteen_at_a_time_make_the_historical_numbers_of_batches(int samples, int batches)
    {
        using var data = new ToyData(new ToyOptions { Samples = samples });
        Assert.Equal(batches, new EpochOrder(data, 16, 1, partialBatches: true).StepsPerEpoch);
    }

    [Fact]
    public void A_batch_without_a_finite_loss_is_left_out_and_noted_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"], "toy.poison=13", "trainer.skip_not_finite=true").Run;
        var journal = Journal.Read(run.JournalPath);
        Assert.Equal([1, 2, 3, 4], journal.OfType<NoteEntry>().Where(n => n.Kind == "skipped_batch").Select(n => n.Epoch));
        Assert.All(journal.OfType<EpochEntry>(), e => Assert.True(double.IsFinite(e.TrainLoss)));
        Assert.Equal(RunStatus.Finished, run.ReadInfo().Status);
    }

    [Fact]
    public void A_gradient_above_the_given_norm_is_noted()
    {
        using var folder = new TemporaryFolder();
        var noted = Notes(Train(folder["a"], "trainer.warn_norm=0.0001").Run);
        Assert.Equal(32, noted.Length);
        Assert.StartsWith("the gradient of step 1 has a norm of ", noted[0], StringComparison.Ordinal);
        Assert.Empty(Notes(Train(folder["b"], "trainer.warn_norm=1000000").Run));
        Assert.Empty(Notes(Train(folder["c"]).Run));

        static string[] Notes(RunFolder run) => [.. Journal.Read(run.JournalPath).OfType<NoteEntry>().Where(n => n.Kind == "large_gradient").Select(n => n.Message)];
    }

    [Fact]
    public void Batches_that_all_count_the_same_change_the_mean_over_an_epoch()
    {
        using var folder = new TemporaryFolder();
        // Sixteen validation samples in batches of ten: ten and six.
        var weighted = Epochs(Train(folder["a"], "batch_size=10").Run);
        var equal = Epochs(Train(folder["b"], "batch_size=10", "trainer.partial_batches=true", "epochs=1", "learning_rate=0.0000001").Run);
        Assert.Equal((6, 7), (weighted[0].Step, equal[0].Step));
        Assert.NotEqual(weighted[0].ValidationLoss, equal[0].ValidationLoss);

        static EpochEntry[] Epochs(RunFolder run) => [.. Journal.Read(run.JournalPath).OfType<EpochEntry>()];
    }

    [Fact]
    public void Decay_reaches_biases_only_when_asked_for()
    {
        using var folder = new TemporaryFolder();
        string[] sets = ["weight_decay=0.5", "trainer.optimiser=adam", "epochs=1"];
        var spared = File.ReadAllBytes(Path.Combine(Train(folder["a"], sets).Run.CheckpointsPath, "final.safetensors"));
        var all = File.ReadAllBytes(Path.Combine(Train(folder["b"], [.. sets, "trainer.decay_all=true"]).Run.CheckpointsPath, "final.safetensors"));
        Assert.NotEqual(spared, all);
    }

    [Theory]
    [InlineData(10, 5, new[] { 9.05e-5, 6.58e-5, 3.52e-5, 1.05e-5, 1.00e-6, 1.05e-5, 3.52e-5, 6.58e-5, 9.05e-5, 1.00e-4 })]
    public void The_cosine_climbs_back_as_torch_s_does_past_its_end(int epochs, int early, double[] after)
    {
        var recipe = ToyApplication.Recipe($"epochs={epochs}", "learning_rate=0.0001", "schedule=cosine_annealing", $"trainer.cosine_early={early}", "trainer.cosine_floor=0.01");
        var schedule = RecipeSchedule.Of(recipe, 53, 53 * epochs);
        Assert.Equal(1e-4, 1e-4 * schedule.At(0));
        Assert.Equal(1e-4, 1e-4 * schedule.At(52));
        for (var e = 1; e <= epochs; e++)
            Assert.Equal(after[e - 1], 1e-4 * schedule.At(53 * e), 0.005 * Math.Pow(10, Math.Floor(Math.Log10(after[e - 1]))));
    }

    [Fact]
    public void Over_fifty_epochs_it_ends_a_little_above_its_floor()
    {
        var recipe = ToyApplication.Recipe("epochs=50", "schedule=cosine_annealing", "trainer.cosine_early=5", "trainer.cosine_floor=0.01");
        var schedule = RecipeSchedule.Of(recipe, 53, 53 * 50);
        Assert.Equal(3.985e-6, 1e-4 * schedule.At(53 * 50), 0.0005e-6);
        Assert.Equal(45, Enumerable.Range(0, 51).MinBy(e => schedule.At(53 * e)));
    }

    [Fact]
    public void What_a_recipe_accepts_is_accepted_as_by_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var run = Train(folder["a"], "toy.sorted=true", "accept=[constant_labels, missing_class, sorted_split, class_balance]").Run;
        Assert.Equal(["constant_labels", "missing_class", "sorted_split", "class_balance"], run.ReadInfo().Accepted);
    }

    private static TrainingResult Train(string folder, params string[] sets) =>
        Trainer.Train(new TrainingRequest { Application = new ToyApplication(), Recipe = ToyApplication.Recipe(sets), Folder = folder }, CancellationToken.None);
}
