using Saccade.Tensors.Optimization;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Optimization;

public class OptimizerTests
{
    private static readonly GoldenFile _golden = new("optimizers");

    private delegate void StepBody(ParameterBlock block, Tensor first, Tensor second, int step);

    [Theory]
    [InlineData("adamw", 0.01, 0.9, 0.999, 1e-8)]
    [InlineData("adamw_betas", 0.003, 0.8, 0.95, 1e-3)]
    public void AdamW_agrees_with_PyTorch(string key, double learningRate, double beta1, double beta2, double epsilon) =>
        Agrees(key, (block, mean, square, step) => block.AdamWStep(
            mean, square, [0.1f, 0], new AdamSettings(learningRate, step) { Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon }));

    [Fact]
    public void Adam_with_coupled_decay_agrees_with_PyTorch() =>
        Agrees("adam", (block, mean, square, step) => block.AdamStep(mean, square, [0.1f, 0], new AdamSettings(0.01, step)));

    [Theory]
    [InlineData("sgd", 0, false)]
    [InlineData("sgd_momentum", 0.9, false)]
    [InlineData("sgd_nesterov", 0.9, true)]
    public void Sgd_agrees_with_PyTorch(string key, double momentum, bool nesterov) =>
        Agrees(key, (block, velocity, _, _) => block.SgdStep(
            velocity, [0.1f, 0], new SgdSettings(0.05) { Momentum = momentum, Nesterov = nesterov }));

    [Fact]
    public void The_gradient_scale_acts_as_if_gradients_had_been_scaled_before()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var results = new List<float[]>();
        foreach (var scale in new[] { 0.25, 1 })
        {
            var block = Block(engine, 0, (float)(0.25 / scale));
            block.AdamStep(block.NewState(), block.NewState(), [0.1f, 0], new AdamSettings(0.01, 1) { GradientScale = scale });
            results.Add(block.Values.ToArray());
        }
        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void The_average_moves_by_its_share()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var block = Block(engine, 0, 1);
        var average = block.NewState();
        block.EmaStep(average, 0.75);
        block.EmaStep(average, 0.75);
        OperationCheck.Compare("average", Array.ConvertAll(block.Values.ToArray(), v => v * (0.25 + 0.75 * 0.25)), average.ToArray(), 1e-6);
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        var results = new List<float[]>();
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var engine = new Engine(new EngineOptions { Threads = threads });
            var sizes = new[] { 70_001, 1, 0, 16, 33_333 };
            var block = new ParameterBlock([.. sizes.Select((n, i) => GoldenFile.Tensor(engine, (uint)i, n).RequireGradient())]);
            foreach (var parameter in block.Parameters)
                GoldenFile.Values(9, parameter.Count).CopyTo(parameter.Gradient!.AsSpan());
            var norm = block.GradientNorm();
            block.AdamWStep(block.NewState(), block.NewState(), [0.1f, 0, 0.2f, 0.3f, 0.4f], new AdamSettings(0.01, 1) { GradientScale = 1 / norm });
            Assert.All(block.Gradients.ToArray(), g => Assert.Equal(0, g));
            results.Add([.. block.Values.ToArray(), (float)norm]);
        }
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    private static void Agrees(string key, StepBody body)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var block = Block(engine, 0, 1);
        var (first, second) = (block.NewState(), block.NewState());
        for (var step = 0; step < 4; step++)
        {
            SetGradients(block, step, 1);
            body(block, first, second, step + 1);
        }
        _golden.Compare(key, [.. block.Parameters[0].AsSpan(), .. block.Parameters[1].AsSpan()], 5e-7);
        Assert.All(block.Values.AsSpan()[21..32].ToArray(), padding => Assert.Equal(0, padding));
    }

    private static ParameterBlock Block(Engine engine, int step, float scale)
    {
        var block = new ParameterBlock(
            [GoldenFile.Tensor(engine, 1, 3, 7).RequireGradient(), GoldenFile.Tensor(engine, 2, 5).RequireGradient()]);
        SetGradients(block, step, scale);
        return block;
    }

    private static void SetGradients(ParameterBlock block, int step, float scale)
    {
        for (var i = 0; i < 2; i++)
        {
            var values = GoldenFile.Values((uint)(10 * (i + 1) + step), block.Parameters[i].Count);
            Array.ConvertAll(values, v => v * scale).CopyTo(block.Parameters[i].Gradient!.AsSpan());
        }
    }
}
