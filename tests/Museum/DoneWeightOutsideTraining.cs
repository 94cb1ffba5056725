using Saccade.Counting.Data;
using Saccade.Counting.Historical;
using Saccade.Counting.Losses;
using Saccade.Counting.Pointing;
using Saccade.Counting.Steps;
using Saccade.Media;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;
using Saccade.Training;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: the end of counting weighs three times, so that a model which never says "done" learns to. True: the weight stood in the loss of mixed steps, and training drew classification steps or regression
/// steps and never mixed ones; it made the validation loss larger and changed no gradient. Caught by the gradient norms of each module before clipping, beside which a weight must show.
/// </summary>
public class DoneWeightOutsideTraining
{
    private const int Size = 32;

    private static CountingImage Image => new("x", new Frame(Size, Size), 1, 0, [new(5, 6), new(20, 22)], [4, 4]);

    [Fact]
    public void The_historical_weight_changes_no_gradient_in_training_and_the_validation_loss_threefold()
    {
        foreach (var choice in Enumerable.Range(0, 2).Select(step => StepPlan.Alternating.At(step)!.Value))
            Assert.Equal(Historical(choice, weight: 1).Gradient, Historical(choice, weight: 3).Gradient);
        var (light, heavy) = (Historical(StepChoice.Mixed, 1), Historical(StepChoice.Mixed, 3));
        Assert.True(heavy.Loss > light.Loss + 1);
    }

    [Fact]
    public void Here_it_reaches_the_gradient_of_its_head_wherever_the_end_is_asked_for()
    {
        foreach (var choice in new StepChoice?[] { StepChoice.Classification, null })
        {
            var (light, heavy) = (Norms(choice, weight: 1), Norms(choice, weight: 3));
            Assert.True(light["done_head"] > 0);
            Assert.Equal(3, heavy["done_head"] / light["done_head"], 3);
            Assert.Equal(light["x_head"], heavy["x_head"], 5);
        }
    }

    /// <summary>The loss as it was: each mode its own, and the weight in one of them alone. Of a place off by 0.2 and 0.1, and of ends taken for none.</summary>
    private static (double Loss, float[] Gradient) Historical(StepChoice choice, float weight)
    {
        var engine = new Engine();
        using var step = engine.BeginStep(0);
        var said = engine.From([0.2f, 0.1f, -1.5f], 1, 3).RequireGradient();
        var place = SpatialLoss.WideFunnel.Of(said.Slice(1, 0, 2), engine.From([0f, 0f], 1, 2)).Sum();
        var done = said.Slice(1, 2, 1).BinaryCrossEntropyWithLogits(engine.From([1f], 1, 1));
        var loss = choice switch { StepChoice.Classification => done, StepChoice.Regression => place, _ => place.Add(done.ScaleShift(weight, 0)) };
        var value = loss.Item();
        loss.Backward();
        return (value, said.Gradient!.ToArray());
    }

    private static Dictionary<string, double> Norms(StepChoice? choice, double weight)
    {
        var engine = new Engine();
        var encoder = new EncoderOptions { Channels = 16, Blocks = 0, Width = 16, Depth = 1, Heads = 2, FeedForward = 16, Cell = 16 };
        var model = new RegressingModel(engine, encoder, new HeadOptions { Dropout = 0 }, new MarkedLossOptions { Done = weight }, Size, 1);
        model.Initialize();
        using var batch = new CountingBatch([Image], new CellGrid(Size), [new(0, [new(5, 6)], [1]) { Choice = choice }, new(0, [new(5, 6), new(20, 22)], []) { Choice = choice }]);
        using var step = engine.BeginStep(0);
        var pictures = engine.From([.. Enumerable.Range(0, 2 * 3 * Size * Size).Select(i => MathF.Sin(i * 0.37f))], 2, 3, Size, Size);
        model.Loss(model.Look(pictures, engine.From([0, 0], 2)), batch).Total.Backward();
        return ModuleNorms.Of(model.Parameters().ToDictionary(p => p.Name, p => Math.Sqrt(p.Tensor.Gradient!.ToArray().Sum(v => (double)v * v)))).ToDictionary(m => m.Module, m => m.Norm);
    }
}
