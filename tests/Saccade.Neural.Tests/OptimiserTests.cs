using Saccade.Tensors;

namespace Saccade.Neural.Tests;

public class OptimiserTests
{
    public static TheoryData<string> Kinds => new("adamw", "adam", "sgd");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_restored_optimiser_goes_on_to_the_bit(string kind)
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var (whole, wholeOptimiser) = Make(engine, kind);
        var (before, beforeOptimiser) = Make(engine, kind);
        for (var step = 0; step < 3; step++)
        {
            Step(whole, wholeOptimiser, step);
            Step(before, beforeOptimiser, step);
        }
        var writer = new SafetensorsWriter();
        before.SaveWeights(writer, "model.");
        beforeOptimiser.Save(writer, "optimiser.");
        writer.Write(folder["checkpoint"]);

        var (after, afterOptimiser) = Make(engine, kind);
        using var file = SafetensorsFile.Open(folder["checkpoint"]);
        after.LoadWeights(file, "model.");
        afterOptimiser.Load(file, "optimiser.");
        Assert.Equal(3, afterOptimiser.StepsTaken);
        for (var step = 3; step < 6; step++)
        {
            Step(whole, wholeOptimiser, step);
            Step(after, afterOptimiser, step);
        }
        Assert.Equal(Values(whole), Values(after));
    }

    [Fact]
    public void State_of_another_optimiser_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var writer = new SafetensorsWriter();
        Make(engine, "sgd").Optimiser.Save(writer, "optimiser.");
        writer.Write(folder["checkpoint"]);
        using var file = SafetensorsFile.Open(folder["checkpoint"]);
        var message = Assert.Throws<WeightsException>(() => Make(engine, "adamw").Optimiser.Load(file, "optimiser.")).Message;
        Assert.Contains("missing: exp_avg.weight", message);
        Assert.Contains("unexpected: momentum_buffer.child.weight", message);
        Assert.Throws<WeightsException>(() => Make(engine, "sgd").Optimiser.Load(file, "elsewhere."));
    }

    [Fact]
    public void Clipping_scales_all_gradients_to_the_norm_asked_for()
    {
        using var engine = new Engine();
        var module = new TinyModule(engine, 1);
        module.Initialize();
        var optimiser = new Sgd(module, new SgdOptions { Momentum = 0, ClipNorm = 1 });
        var before = module.Weight.ToArray();
        module.Weight.Gradient!.AsSpan()[0] = 3;
        module.Weight.Gradient!.AsSpan()[1] = 4;
        var result = optimiser.Update(0.5);
        Assert.Equal(5, result.GradientNorm, 12);
        Assert.Equal(before[0] - 0.5f * 0.6f, module.Weight.AsSpan()[0], 1e-6f);
        Assert.Equal(before[1] - 0.5f * 0.8f, module.Weight.AsSpan()[1], 1e-6f);
        Assert.Equal([0, 0], module.Weight.Gradient!.ToArray());
    }

    [Fact]
    public void A_gradient_that_is_not_finite_changes_nothing_and_is_named()
    {
        using var engine = new Engine();
        var (module, optimiser) = Make(engine, "adamw");
        var before = Values(module);
        module.Parameters()[1].Tensor.Gradient!.AsSpan()[2] = float.NaN;
        Assert.False(optimiser.Update(0.1).Applied);
        Assert.Equal("child.weight", optimiser.FirstNonFiniteGradient());
        Assert.Equal(before, Values(module));
        Assert.Equal(0, optimiser.StepsTaken);
        optimiser.ZeroGradients();
        Assert.Null(optimiser.FirstNonFiniteGradient());
        Assert.True(optimiser.Update(0.1).Applied);
    }

    [Fact]
    public void Weight_decay_can_spare_parameters_of_one_axis()
    {
        using var engine = new Engine();
        var linear = new Linear(engine, 2, 3);
        linear.Initialize();
        var before = linear.Parameters().Select(p => p.Tensor.ToArray()).ToArray();
        new AdamW(linear, new AdamOptions { WeightDecay = 1, DecayMatricesOnly = true }).Update(0.5);
        Assert.Equal(before[0].Select(w => w * 0.5f), linear.Parameters()[0].Tensor.ToArray());
        Assert.Equal(before[1], linear.Parameters()[1].Tensor.ToArray());
    }

    [Fact]
    public void An_average_of_the_weights_swaps_in_and_out_and_is_saved()
    {
        using var folder = new TemporaryFolder();
        using var engine = new Engine();
        var (module, optimiser) = Make(engine, "sgd");
        var average = new WeightAverage(module, optimiser, 0.25);
        var start = Values(module);
        Step(module, optimiser, 0);
        average.Update();
        var trained = Values(module);
        average.Swap();
        // After one update the decay is (1 + 1) / (10 + 1), below the 0.25 asked for.
        var expected = start.Zip(trained, (a, b) => a + (1 - 2f / 11) * (b - a));
        Assert.All(Values(module).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Throws<InvalidOperationException>(average.Update);
        average.Swap();
        Assert.Equal(trained, Values(module));

        var writer = new SafetensorsWriter();
        average.Save(writer, "");
        writer.Write(folder["average"]);
        var (restoredModule, restoredOptimiser) = Make(engine, "sgd");
        var restored = new WeightAverage(restoredModule, restoredOptimiser, 0.25);
        using var file = SafetensorsFile.Open(folder["average"]);
        restored.Load(file, "");
        restored.Swap();
        average.Swap();
        Assert.Equal(Values(module), Values(restoredModule));
    }

    private static (TinyModule Module, Optimiser Optimiser) Make(Engine engine, string kind)
    {
        var module = new TinyModule(engine, 5, new TinyModule(engine, 3));
        module.Initialize();
        return (module, kind switch
        {
            "adamw" => new AdamW(module, new AdamOptions { WeightDecay = 0.1, ClipNorm = 1 }),
            "adam" => new Adam(module, new AdamOptions { WeightDecay = 0.1 }),
            _ => new Sgd(module, new SgdOptions { WeightDecay = 0.1, Nesterov = true }),
        });
    }

    private static void Step(TinyModule module, Optimiser optimiser, int step)
    {
        foreach (var (_, tensor, _) in module.Parameters())
            for (var i = 0; i < tensor.Count; i++)
                tensor.Gradient!.AsSpan()[i] = MathF.Sin(i + 7 * step);
        Assert.True(optimiser.Update(0.01).Applied);
    }

    private static float[] Values(TinyModule module) => [.. module.Parameters().SelectMany(p => p.Tensor.ToArray())];
}
