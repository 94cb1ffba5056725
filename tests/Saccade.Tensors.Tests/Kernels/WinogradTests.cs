using System.Runtime.InteropServices;
using Saccade.Tensors.Kernels.Convolution;
using Saccade.Tensors.Kernels.Convolution.Winograd;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Tests.Reference;

namespace Saccade.Tensors.Tests.Kernels;

/// <summary>Convolutions large enough for the minimal filtering algorithm, against plain sums in float64.</summary>
public class WinogradTests
{
    /// <summary>Samples, inputs, outputs, D, H, W, taps along D, padding before and after (D, H, W).</summary>
    public static TheoryData<int, int, int, int[], int, int[], int[]> Cases => new()
    {
        // Whole tiles; tiles cut at the right and at the bottom; channels that leave a block partly empty.
        { 2, 32, 32, [1, 8, 8], 1, [0, 1, 1], [0, 1, 1] },
        { 3, 31, 64, [1, 8, 12], 1, [0, 1, 1], [0, 1, 1] },
        { 1, 32, 29, [1, 7, 11], 1, [0, 1, 1], [0, 1, 1] },
        // No padding, wide padding, padding on one side.
        { 2, 32, 32, [1, 10, 10], 1, [0, 0, 0], [0, 0, 0] },
        { 1, 32, 32, [1, 6, 6], 1, [0, 2, 2], [0, 2, 2] },
        { 1, 32, 32, [1, 8, 8], 1, [0, 2, 1], [0, 0, 1] },
        // Taps along the first axis: same length, causal, shorter.
        { 2, 32, 64, [3, 8, 8], 3, [1, 1, 1], [1, 1, 1] },
        { 1, 64, 32, [4, 4, 8], 3, [2, 1, 1], [0, 1, 1] },
        { 2, 32, 32, [4, 8, 4], 2, [0, 1, 1], [0, 1, 1] },
        { 2, 32, 32, [3, 8, 8], 1, [1, 1, 1], [0, 1, 1] },
        // Several bands of rows, several chunks and waves.
        { 3, 32, 32, [1, 72, 100], 1, [0, 1, 1], [0, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_and_gradients_agree_with_plain_sums(
        int batch, int inputs, int outputs, int[] size, int kernelDepth, int[] before, int[] after)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var options = new ConvolutionOptions { Padding = before, PaddingAfter = after };
        var x = Numbers(engine, 1, batch, inputs, size[0], size[1], size[2]).RequireGradient();
        var weight = Numbers(engine, 2, outputs, inputs, kernelDepth, 3, 3).RequireGradient();
        var geometry = new Geometry(x.Shape, weight.Shape, options);
        Assert.True(Tiling.Suits(geometry), "The case does not reach the algorithm that it is meant to test.");

        using var step = engine.BeginStep(0);
        var y = x.Convolution(weight, null, options);
        var dy = Numbers(engine, 3, batch, outputs, geometry.Output.Depth, geometry.Output.Height, geometry.Output.Width);
        var values = y.ToArray();
        var plain = new PlainSums(geometry, x.ToArray(), weight.ToArray(), dy.ToArray());
        y.Backward(dy);

        OperationCheck.Compare("value", plain.Y, values, 2e-5);
        OperationCheck.Compare("gradient of the input", plain.Dx, x.Gradient!.ToArray(), 2e-5);
        OperationCheck.Compare("gradient of the weight", plain.Dw, weight.Gradient!.ToArray(), 2e-5);
    }

    [Fact]
    public void Bias_activation_and_an_earlier_gradient_are_kept()
    {
        using var engine = new Engine();
        var x = Numbers(engine, 1, 2, 32, 8, 8).RequireGradient();
        var weight = Numbers(engine, 2, 32, 32, 3, 3).RequireGradient();
        var bias = Numbers(engine, 3, 32);
        var options = new ConvolutionOptions { Padding = [1] };
        using var step = engine.BeginStep(0);
        var plain = x.Convolution(weight, null, options).ToArray();
        var active = x.Convolution(weight, bias, options with { Activation = Activation.Relu }).ToArray();
        for (var i = 0; i < plain.Length; i++)
            Assert.Equal(Math.Max(plain[i] + bias.AsSpan()[i / 64 % 32], 0), active[i]);

        // x is used twice: the second gradient is added to the first.
        var dy = Numbers(engine, 4, 2, 32, 8, 8);
        var sums = new PlainSums(new Geometry(x.Shape, weight.Shape, options), x.ToArray(), weight.ToArray(), dy.ToArray());
        double[] expected = [.. sums.Dx.Zip(dy.ToArray(), (a, b) => a + b)];
        (x.Convolution(weight, null, options) + x).Backward(dy);
        OperationCheck.Compare("gradient of the input", expected, x.Gradient!.ToArray(), 2e-5);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        byte[]? first = null;
        foreach (var threads in new[] { 1, 2, 4 })
        {
            using var engine = new Engine(new EngineOptions { Threads = threads });
            var weight = Numbers(engine, 1, 64, 32, 3, 3, 3).RequireGradient();
            var x = Numbers(engine, 2, 5, 32, 5, 20, 20).RequireGradient();
            using var step = engine.BeginStep(0);
            var y = x.Convolution(weight, null, new ConvolutionOptions { Padding = [1] });
            var values = y.ToArray();
            y.Backward(Numbers(engine, 3, 5, 64, 5, 20, 20));
            var bytes = MemoryMarshal.AsBytes<float>([.. values, .. weight.Gradient!.ToArray(), .. x.Gradient!.ToArray()]).ToArray();
            first ??= bytes;
            Assert.Equal(first, bytes);
        }
    }

    [Fact]
    public void A_sample_does_not_depend_on_its_batch()
    {
        using var engine = new Engine();
        using var scope = engine.BeginScope();
        var weight = Numbers(engine, 1, 64, 32, 3, 3);
        var x = Numbers(engine, 2, 40, 32, 9, 10);
        var options = new ConvolutionOptions { Padding = [1] };
        var all = x.Convolution(weight, null, options);
        var one = engine.From(x.AsSpan().Slice(7 * 32 * 90, 32 * 90), 1, 32, 9, 10).Convolution(weight, null, options);
        Assert.Equal(all.AsSpan().Slice(7 * one.Count, one.Count).ToArray(), one.ToArray());
    }

    private static Tensor Numbers(Engine engine, ulong seed, params int[] extents)
    {
        var key = new RandomKey(seed, RandomStream.Data, 0);
        var tensor = engine.Empty(extents);
        for (var i = 0; i < tensor.Count; i++)
            tensor.AsSpan()[i] = (float)key.Normal((ulong)i);
        return tensor;
    }

    /// <summary>y and the gradients of x and the weight, one product after another.</summary>
    private sealed class PlainSums
    {
        public PlainSums(Geometry g, float[] x, float[] weight, float[] dy)
        {
            Y = new double[dy.Length];
            Dx = new double[x.Length];
            Dw = new double[weight.Length];
            for (var n = 0; n < g.Batch; n++)
                for (var o = 0; o < g.OutputChannels; o++)
                    for (var d = 0; d < g.Output.Depth; d++)
                        for (var h = 0; h < g.Output.Height; h++)
                            for (var w = 0; w < g.Output.Width; w++)
                            {
                                var at = (((n * g.OutputChannels + o) * g.Output.Depth + d) * g.Output.Height + h) * g.Output.Width + w;
                                Window(g, n, o, d - g.PaddingBefore.Depth, h - g.PaddingBefore.Height, w - g.PaddingBefore.Width, at, x, weight, dy);
                            }
        }

        public double[] Y { get; }

        public double[] Dx { get; }

        public double[] Dw { get; }

        private void Window(Geometry g, int n, int o, int d, int h, int w, int at, float[] x, float[] weight, float[] dy)
        {
            for (var c = 0; c < g.InputChannels; c++)
                for (var i = 0; i < g.Kernel.Depth; i++)
                    for (var j = 0; j < 3; j++)
                        for (var k = 0; k < 3; k++)
                        {
                            if ((uint)(d + i) >= g.Input.Depth || (uint)(h + j) >= g.Input.Height || (uint)(w + k) >= g.Input.Width)
                                continue;
                            var from = (((n * g.InputChannels + c) * g.Input.Depth + d + i) * g.Input.Height + h + j) * g.Input.Width + w + k;
                            var tap = ((o * g.InputChannels + c) * g.Kernel.Depth + i) * 9 + 3 * j + k;
                            Y[at] += (double)x[from] * weight[tap];
                            Dx[from] += (double)dy[at] * weight[tap];
                            Dw[tap] += (double)dy[at] * x[from];
                        }
        }
    }
}
