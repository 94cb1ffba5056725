using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Neural.Tests;

public class ModuleTests
{
    [Fact]
    public void Names_are_dotted_and_in_registration_order()
    {
        using var engine = new Engine();
        var module = new TinyModule(engine, 3, new TinyModule(engine, 4, new TinyModule(engine, 5)));
        Assert.Equal(["weight", "child.weight", "child.child.weight"], module.Parameters().Select(p => p.Name));
        Assert.Equal(["weight", "seen", "child.weight", "child.seen", "child.child.weight", "child.child.seen"], module.State().Select(p => p.Name));
        Assert.Equal(24, module.ParameterCount);
    }

    [Fact]
    public void A_parameter_is_nan_until_initialized()
    {
        using var engine = new Engine();
        var module = new TinyModule(engine, 3);
        Assert.All(module.Weight.ToArray(), value => Assert.True(float.IsNaN(value)));
        module.Initialize();
        Assert.All(module.Weight.ToArray(), value => Assert.InRange(MathF.Abs(value), 0, 1 / MathF.Sqrt(2)));
    }

    [Fact]
    public void Initial_weights_depend_on_the_seed_and_the_name_and_not_on_neighbours()
    {
        using var engine = new Engine(new EngineOptions { Seed = 5 });
        using var other = new Engine(new EngineOptions { Seed = 6 });
        var alone = Initialized(new TinyModule(engine, 3));
        var withChild = Initialized(new TinyModule(engine, 3, new TinyModule(engine, 3)));
        Assert.Equal(alone.Weight.ToArray(), withChild.Weight.ToArray());
        Assert.NotEqual(withChild.Weight.ToArray(), withChild.Parameters()[1].Tensor.ToArray());
        Assert.NotEqual(alone.Weight.ToArray(), Initialized(new TinyModule(other, 3)).Weight.ToArray());
    }

    [Fact]
    public void A_frozen_part_is_initialized_and_saved_but_not_learnt()
    {
        using var engine = new Engine();
        var child = new TinyModule(engine, 4, new TinyModule(engine, 5));
        var module = new TinyModule(engine, 3, child);
        child.Freeze();
        module.Initialize();
        Assert.Equal(["weight"], module.Parameters().Select(p => p.Name));
        Assert.Equal(6, module.ParameterCount);
        Assert.Equal(6, module.State().Count);
        Assert.All(child.Weight.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_training_switch_reaches_every_child()
    {
        using var engine = new Engine();
        var child = new TinyModule(engine, 3);
        var module = new TinyModule(engine, 3, child);
        Assert.True(child.Training);
        module.SetTraining(false);
        Assert.False(child.Training);
    }

    [Fact]
    public void Two_things_of_one_name_are_refused()
    {
        using var engine = new Engine();
        var exception = Assert.Throws<ArgumentException>(() => new Twice(engine));
        Assert.Contains("'weight'", exception.Message);
    }

    [Fact]
    public void The_module_that_first_returned_nan_is_found()
    {
        using var engine = new Engine();
        var module = Initialized(new TinyModule(engine, 1, new TinyModule(engine, 1)));
        using var step = engine.BeginStep(0);
        Assert.Null(module.FirstNonFinite(() => module.Forward(engine.From([1f], 1))));
        Assert.Equal("child", module.FirstNonFinite(() => module.Forward(engine.From([float.PositiveInfinity], 1))));
        module.Parameters()[1].Tensor.AsSpan()[0] = float.NaN;
        Assert.Equal("child.weight", module.FirstNonFinite(() => module.Forward(engine.From([1f], 1))));
    }

    [Fact]
    public void A_named_intermediate_keeps_its_value_and_its_gradient_after_the_step()
    {
        using var engine = new Engine();
        var module = Initialized(new TinyModule(engine, 1, new TinyModule(engine, 1)));
        using var kept = new Intermediates(module, "child");
        var x = engine.From([3f], 1).RequireGradient();
        using (engine.BeginStep(0))
            module.Forward(x).Backward();
        Assert.Equal(3, kept["child"].Item());
        Assert.Equal(1, kept["child"].Gradient!.Item());
    }

    [Fact]
    public void Truncated_normal_stays_within_its_cut_and_kaiming_has_its_deviation()
    {
        var values = new float[20000];
        Initializers.TruncatedNormal(0.02)(values, new Shape(200, 100), InitializationKey.Of(1, "a"));
        Assert.All(values, value => Assert.InRange(value, -0.04f, 0.04f));
        Initializers.KaimingNormal()(values, new Shape(200, 100), InitializationKey.Of(1, "a"));
        Assert.Equal(Math.Sqrt(2.0 / 100), Math.Sqrt(values.Average(v => (double)v * v)), 0.002);
        Initializers.XavierUniform()(values, new Shape(200, 100), InitializationKey.Of(1, "a"));
        Assert.Equal(Math.Sqrt(6.0 / 300), values.Max(), 0.001);
    }

    private static TinyModule Initialized(TinyModule module)
    {
        module.Initialize();
        return module;
    }

    private sealed class Twice : Module
    {
        public Twice(Engine engine)
            : base(engine)
        {
            RegisterParameter("weight", new Shape(1), Initializers.Zeros);
            RegisterBuffer("weight", new Shape(1), 0);
        }
    }
}
