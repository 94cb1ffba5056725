using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class LossTests
{
    private static readonly GoldenFile _golden = new("losses");
    private static readonly int[] _labels = [0, 4, 2, -100, 1, 1, 3];

    [Theory]
    [InlineData("cross_entropy", 0, false)]
    [InlineData("cross_entropy_smoothed", 0.1f, false)]
    [InlineData("cross_entropy_weighted", 0, true)]
    [InlineData("cross_entropy_both", 0.1f, true)]
    public void Cross_entropy_agrees_with_PyTorch(string key, float smoothing, bool weighted)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var logits = GoldenFile.Tensor(engine, 1, 7, 5).RequireGradient();
        var weights = weighted ? engine.From(Array.ConvertAll(GoldenFile.Values(7, 5), v => MathF.Abs(v) + 0.25f), 5) : null;
        var loss = logits.CrossEntropy(engine.From(_labels, 7), smoothing, weights);
        loss.Backward();
        _golden.Compare(key, [loss.Item(), .. logits.Gradient!.AsSpan()], 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(31)]
    [InlineData(33)]
    public void Cross_entropy_agrees_with_its_reference(int classes) => OperationCheck.Agrees(
        [new(5, classes)],
        x => x[0].CrossEntropy(x[0].Engine.From([.. Enumerable.Range(0, 5).Select(i => i % classes)], 5)),
        x => new DoubleArray(Shape.Scalar, [Enumerable.Range(0, 5).Average(
            i => Math.Log(Enumerable.Range(0, classes).Sum(c => Math.Exp(x[0][i, c]))) - x[0][i, i % classes])]));

    // Rows of up to 16 classes are worked out many at once, in lanes.
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(17)]
    public void A_row_costs_the_same_wherever_it_stands_and_whatever_is_beside_it(int classes)
    {
        const int Rows = 37;
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var values = GoldenFile.Values(11, Rows * classes);
        values[0] = float.NegativeInfinity;
        (values[classes + 1], values[(2 * classes) + 1]) = (300, -300);
        var labels = Enumerable.Range(0, Rows).Select(i => i % 5 == 4 ? CrossEntropyOperation.IgnoredLabel : (i + 1) % classes).ToArray();
        var (together, counted) = (Gradient(values, labels), labels.Count(label => label >= 0));
        for (var row = 0; row < Rows; row++)
        {
            var alone = Gradient(values.AsSpan(row * classes, classes).ToArray(), [labels[row]]);
            Assert.All(alone.Zip(together.Skip(row * classes)), g => Assert.Equal(g.First, g.Second * counted, 1e-5));
        }

        float[] Gradient(float[] of, int[] labelled)
        {
            using var step = engine.BeginStep(0);
            var logits = engine.From(of, labelled.Length, classes).RequireGradient();
            logits.CrossEntropy(engine.From(labelled, labelled.Length)).Backward();
            Assert.All(logits.Gradient!.ToArray(), g => Assert.True(float.IsFinite(g)));
            return logits.Gradient!.ToArray();
        }
    }

    [Fact]
    public void When_every_row_is_ignored_loss_and_gradient_are_zero()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var logits = GoldenFile.Tensor(engine, 1, 2, 3).RequireGradient();
        var loss = logits.CrossEntropy(engine.From([7, 7], 2), ignore: 7);
        loss.Backward();
        Assert.Equal(0, loss.Item());
        Assert.All(logits.Gradient!.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_by_row()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var exception = Assert.Throws<ArgumentException>(() => engine.Zeros(2, 3).CrossEntropy(engine.From([0, 3], 2)));
        Assert.Contains("label 3 of row 1", exception.Message);
    }

    [Fact]
    public void Element_losses_agree_with_PyTorch()
    {
        Shape shape = new(3, 11);
        Agrees("binary_weighted", [shape], x => x[0].BinaryCrossEntropyWithLogits(
            x[0].Engine.From(Array.ConvertAll(GoldenFile.Values(8, 33), v => MathF.Abs(v) / 2), 3, 11),
            3,
            x[0].Engine.From(Array.ConvertAll(GoldenFile.Values(9, 33), MathF.Abs), 3, 11)));
        Agrees("squared", [shape, shape], x => x[0].MeanSquaredError(x[1]));
        Agrees("huber", [shape, shape], x => x[0].Huber(x[1], 0.7f));
    }

    [Fact]
    public void Binary_cross_entropy_of_large_logits_agrees_with_PyTorch()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        using var step = engine.BeginStep(0);
        var targets = engine.From(Array.ConvertAll(GoldenFile.Values(8, 33), v => MathF.Abs(v) / 2), 3, 11);
        var logits = engine.From(Array.ConvertAll(GoldenFile.Values(1, 33), v => v * 20), 3, 11).RequireGradient();
        var loss = logits.BinaryCrossEntropyWithLogits(targets);
        loss.Backward();
        _golden.Compare("binary", [loss.Item(), .. Array.ConvertAll(logits.Gradient!.ToArray(), g => g * 20)], 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(33)]
    public void Weighted_element_losses_agree_with_their_references(int size)
    {
        Shape[] shapes = [new(3, size), new(3, size), new(3, size)];
        OperationCheck.Agrees(shapes, x => x[0].MeanSquaredError(x[1], x[2]), x => Mean(x, d => d * d), differentiable: 2);
        OperationCheck.Agrees(
            shapes, x => x[0].Huber(x[1], 0.5f, x[2]), x => Mean(x, d => Math.Abs(d) < 0.5 ? d * d / 2 : 0.5 * (Math.Abs(d) - 0.25)), differentiable: 2);
    }

    [Fact]
    public void One_two_and_four_threads_give_the_same_bytes()
    {
        ThreadCheck.SameBytes([new(300, 70), new(300, 70)], x => x[0].Huber(x[1]));
        ThreadCheck.SameBytes(
            [new(300, 70)], x => x[0].CrossEntropy(x[0].Engine.From([.. Enumerable.Range(0, 300).Select(i => i % 70)], 300), 0.1f));
    }

    private static DoubleArray Mean(DoubleArray[] x, Func<double, double> loss) =>
        new(Shape.Scalar, [Enumerable.Range(0, x[0].Count).Average(i => loss(x[0][i] - x[1][i]) * x[2][i])]);

    private static void Agrees(string key, Shape[] shapes, Func<Tensor[], Tensor> loss)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        using var step = engine.BeginStep(0);
        var inputs = shapes.Select((shape, i) => GoldenFile.Tensor(engine, (uint)i + 1, shape[0], shape[1]).RequireGradient()).ToArray();
        var y = loss(inputs);
        y.Backward();
        _golden.Compare(key, [y.Item(), .. inputs.SelectMany(x => x.Gradient!.ToArray())], 1e-6);
    }
}
