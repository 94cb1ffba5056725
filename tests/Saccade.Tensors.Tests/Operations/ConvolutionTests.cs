using Saccade.Tensors.Operations;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Operations;

public class ConvolutionTests
{
    /// <summary>Shapes of input and weight, steps, padding before, padding after, groups.</summary>
    public static TheoryData<int[], int[], int[], int[], int[], int> Cases => new()
    {
        // One axis: plain, causal, with steps.
        { [2, 3, 9], [4, 3, 3], [1], [1], [1], 1 },
        { [2, 3, 31], [5, 3, 3], [1], [2], [0], 1 },
        { [1, 2, 33], [3, 2, 4], [3], [1], [2], 1 },
        // Two axes: odd sizes, steps, no padding, a window larger than its step and the other way round.
        { [2, 3, 7, 9], [4, 3, 3, 3], [1], [1], [1], 1 },
        { [3, 2, 8, 8], [15, 2, 3, 3], [2], [1], [1], 1 },
        { [2, 3, 12, 13], [4, 3, 7, 7], [2], [3], [3], 1 },
        { [1, 3, 9, 8], [2, 3, 1, 1], [1], [0], [0], 1 },
        { [2, 2, 9, 8], [3, 2, 2, 2], [3], [0], [0], 1 },
        { [1, 1, 1, 1], [1, 1, 1, 1], [1], [0], [0], 1 },
        { [5, 2, 4, 4], [3, 2, 3, 3], [1], [1], [1], 1 },
        { [2, 2, 6, 32], [3, 2, 3, 3], [1], [1], [1], 1 },
        // Groups and depthwise.
        { [2, 4, 6, 5], [6, 2, 3, 3], [1], [1], [1], 2 },
        { [2, 6, 5, 7], [6, 1, 3, 3], [2], [1], [1], 6 },
        // Three axes, with different settings for each.
        { [2, 2, 4, 5, 6], [3, 2, 3, 3, 3], [1], [1], [1], 1 },
        { [1, 3, 5, 6, 7], [2, 3, 3, 2, 3], [1, 2, 2], [2, 0, 1], [0, 1, 1], 1 },
        { [1, 2, 3, 4, 16], [3, 2, 3, 3, 3], [1], [1], [1], 1 },
        // Positions in whole vectors: rows of them (an odd number of rows, more rows of weights than a tile has, columns beyond the image), planes that join, all that join, groups.
        { [1, 2, 5, 63], [15, 2, 3, 7], [2, 4], [1, 3], [1, 3], 1 },
        { [2, 2, 3, 32], [3, 2, 2, 4], [1, 2], [0, 1], [0, 1], 1 },
        { [2, 3, 5, 4, 4], [9, 3, 3, 1, 1], [2, 1, 1], [1, 0, 0], [1, 0, 0], 1 },
        { [3, 3, 4, 2, 2], [5, 3, 1, 1, 1], [1], [0], [0], 1 },
        { [2, 4, 3, 34], [6, 2, 3, 3], [1, 2], [1, 0], [1, 0], 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convolution_agrees_with_its_reference(int[] x, int[] weight, int[] stride, int[] before, int[] after, int groups)
    {
        var options = new ConvolutionOptions { Stride = stride, Padding = before, PaddingAfter = after, Groups = groups };
        OperationCheck.Agrees(
            [new(x), new(weight), new(weight[0])],
            t => t[0].Convolution(t[1], t[2], options),
            t => Reference(t[0], t[1], t[2], Three(stride, x.Length - 2, 1), Three(before, x.Length - 2, 0), Three(after, x.Length - 2, 0), groups));
    }

    [Theory]
    [InlineData(Activation.Relu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.Silu)]
    public void The_activation_is_applied_to_the_sum(Activation activation) =>
        OperationCheck.Agrees(
            [new(2, 3, 5, 5), new(4, 3, 3, 3), new(4)],
            t => t[0].Convolution(t[1], t[2], new ConvolutionOptions { Padding = [1], Activation = activation }),
            t => Reference(t[0], t[1], t[2], [1, 1, 1], [0, 1, 1], [0, 1, 1], 1).Map(v => ActivationReference.Of(activation, v)));

    [Theory]
    [InlineData(20, 1)]
    [InlineData(64, 4)]
    public void Any_number_of_threads_gives_the_same_bytes(int width, int stride)
    {
        byte[]? first = null;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var engine = new Engine(new EngineOptions { Threads = threads });
            var weight = Numbers(engine, 1, 20, 6, 3, 3, 3).RequireGradient();
            var x = Numbers(engine, 2, 5, 6, 6, 20, width).RequireGradient();
            using var step = engine.BeginStep(0);
            var y = x.Convolution(weight, null, new ConvolutionOptions { Stride = [1, 2, stride], Padding = [1] });
            var values = y.ToArray();
            Tape.Backpropagation.Backward(y, Numbers(engine, 3, 5, 20, 6, 10, width / stride));
            var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(
                [.. values, .. weight.Gradient!.ToArray(), .. x.Gradient!.ToArray()]).ToArray();
            first ??= bytes;
            Assert.Equal(first, bytes);
        }
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(63, 4)]
    [InlineData(31, 2)]
    public void A_sample_does_not_depend_on_its_batch(int width, int stride)
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var weight = Numbers(engine, 1, 33, 8, 3, 3);
        var x = Numbers(engine, 2, 16, 8, 5, width);
        var options = new ConvolutionOptions { Padding = [1], Stride = [stride] };
        var all = x.Convolution(weight, null, options);
        var one = engine.From(x.AsSpan().Slice(7 * 40 * width, 40 * width), 1, 8, 5, width).Convolution(weight, null, options);
        Assert.Equal(all.AsSpan().Slice(7 * one.Count, one.Count).ToArray(), one.ToArray());
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var engine = new Engine();
        var exception = Assert.Throws<ArgumentException>(() => engine.Zeros(1, 3, 8, 8).Convolution(engine.Zeros(4, 2, 3, 3), null));
        Assert.Contains("[1, 3, 8, 8]", exception.Message);
        Assert.Throws<ArgumentException>(() => engine.Zeros(1, 3, 2, 2).Convolution(engine.Zeros(4, 3, 3, 3), null));
    }

    private static Tensor Numbers(Engine engine, ulong seed, params int[] extents)
    {
        var key = new Random.RandomKey(seed, Random.RandomStream.Data, 0);
        var tensor = engine.Empty(extents);
        for (var i = 0; i < tensor.Count; i++)
            tensor.AsSpan()[i] = (float)key.Normal((ulong)i);
        return tensor;
    }

    private static int[] Three(int[] values, int axes, int missing) =>
        [.. Enumerable.Repeat(missing, 3 - axes), .. values.Length == 1 ? Enumerable.Repeat(values[0], axes) : values];

    private static DoubleArray Reference(
        DoubleArray x, DoubleArray weight, DoubleArray bias, int[] stride, int[] before, int[] after, int groups)
    {
        var axes = x.Shape.Rank - 2;
        int[] input = Three([.. Enumerable.Range(2, axes).Select(a => x.Shape[a])], axes, 1);
        int[] kernel = Three([.. Enumerable.Range(2, axes).Select(a => weight.Shape[a])], axes, 1);
        int[] output = [.. Enumerable.Range(0, 3).Select(a => (input[a] + before[a] + after[a] - kernel[a]) / stride[a] + 1)];
        int n = x.Shape[0], channels = x.Shape[1], outputs = weight.Shape[0], perGroup = weight.Shape[1];
        var image = new DoubleArray(new Shape(n, channels, input[0], input[1], input[2]), x.Values);
        var filter = new DoubleArray(new Shape(outputs * perGroup, kernel[0], kernel[1], kernel[2]), weight.Values);
        var y = new DoubleArray(n, outputs, output[0], output[1], output[2]);
        for (var i = 0; i < n; i++)
            for (var co = 0; co < outputs; co++)
                for (var d = 0; d < output[0]; d++)
                    for (var h = 0; h < output[1]; h++)
                        for (var w = 0; w < output[2]; w++)
                        {
                            var sum = bias[co];
                            for (var ci = 0; ci < perGroup; ci++)
                                for (var a = 0; a < kernel[0]; a++)
                                    for (var b = 0; b < kernel[1]; b++)
                                        for (var c = 0; c < kernel[2]; c++)
                                        {
                                            int id = d * stride[0] + a - before[0], ih = h * stride[1] + b - before[1], iw = w * stride[2] + c - before[2];
                                            if ((uint)id < (uint)input[0] && (uint)ih < (uint)input[1] && (uint)iw < (uint)input[2])
                                                sum += image[i, co / (outputs / groups) * perGroup + ci, id, ih, iw] * filter[co * perGroup + ci, a, b, c];
                                        }
                            y[i, co, d, h, w] = sum;
                        }
        int[] extents = axes == 3 ? [n, outputs, .. output] : axes == 2 ? [n, outputs, output[1], output[2]] : [n, outputs, output[2]];
        return new DoubleArray(new Shape(extents), y.Values);
    }
}
