using Saccade.Tensors.Operations;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors.Tests;

/// <summary>The counter from which shares of the machine's peak are worked out, against counts by hand.</summary>
public class MultiplyAddTests
{
    [Fact]
    public void Linear_counts_one_product_forward_and_two_backward() =>
        Counts(5 * 7 * 3, 3 * 5 * 7 * 3, [new(5, 3), new(7, 3)], inputs => inputs[0].Linear(inputs[1], null));

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_batched_product_counts_each_batch(int batches) =>
        Counts(
            batches * 4 * 6 * 5, 3 * batches * 4 * 6 * 5,
            [new(batches, 4, 5), new(batches, 5, 6)], inputs => inputs[0].MatMul(inputs[1]));

    [Fact]
    public void Convolution_counts_its_taps_at_each_place() =>
        Counts(
            2 * 6 * (8 * 8) * (4 * 9), 3 * 2 * 6 * (8 * 8) * (4 * 9),
            [new(2, 4, 8, 8), new(6, 4, 3, 3)], inputs => inputs[0].Convolution(inputs[1], null, new ConvolutionOptions { Padding = [1] }));

    [Fact]
    public void Grouped_convolution_counts_the_channels_of_a_group() =>
        Counts(
            2 * 6 * (8 * 8) * (2 * 9), 3 * 2 * 6 * (8 * 8) * (2 * 9),
            [new(2, 4, 8, 8), new(6, 2, 3, 3)], inputs => inputs[0].Convolution(inputs[1], null, new ConvolutionOptions { Padding = [1], Groups = 2 }));

    // Two products forward; backward works the scores out again and makes four gradients.
    [Fact]
    public void Attention_counts_two_products_forward_and_five_backward() =>
        Counts(
            2 * (3 * 2 * 5 * 6 * 4), 7 * (3 * 2 * 5 * 6 * 4),
            [new(3, 5, 8), new(3, 6, 8), new(3, 6, 8)], inputs => inputs[0].Attention(inputs[1], inputs[2], new AttentionOptions { Heads = 2 }));

    [Fact]
    public void Causal_attention_counts_the_keys_that_are_seen() =>
        Counts(
            2 * (3 * 2 * (1 + 2 + 3 + 4 + 5) * 4), 7 * (3 * 2 * (1 + 2 + 3 + 4 + 5) * 4),
            [new(3, 5, 24)], inputs => inputs[0].Attention(new AttentionOptions { Heads = 2, Causal = true }));

    [Fact]
    public void Attention_with_its_weights_has_no_scores_to_work_out_again() =>
        Counts(
            2 * (3 * 2 * 5 * 6 * 4), 6 * (3 * 2 * 5 * 6 * 4),
            [new(3, 5, 8), new(3, 6, 8), new(3, 6, 8)], inputs => inputs[0].AttentionWithWeights(inputs[1], inputs[2], new AttentionOptions { Heads = 2 }).Output);

    private static void Counts(long forward, long withBackward, Shape[] shapes, Func<Tensor[], Tensor> operation)
    {
        using var engine = new Engine();
        using var step = engine.BeginStep(0);
        var inputs = Array.ConvertAll(shapes, shape => engine.Full(shape, 1).RequireGradient());
        var y = operation(inputs);
        Assert.Equal(forward, engine.MultiplyAdds);
        y.Backward(engine.Full(y.Shape, 1));
        Assert.Equal(withBackward, engine.MultiplyAdds);
    }
}
