using Saccade.Tensors.Kernels.Convolution.Winograd;
using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>Forward pass and gradient of the input, both as a <see cref="Correlation"/>. The gradient of the weights is <see cref="WeightGradient"/>.</summary>
internal static unsafe class ConvolutionKernel
{
    /// <summary>y [N, G*Co, D', H', W'] = x [N, G*Ci, D, H, W] convolved with weights [G*Co, Ci, kd, kh, kw], plus bias, activated.</summary>
    public static void Forward(Engine engine, in Geometry g, float* x, float* weights, float* bias, Activation activation, float* y)
    {
        var output = new CorrelationOutput
        {
            Image = y,
            SampleStride = (nint)g.Groups * g.OutputChannels * g.Output.Volume,
            ChannelStride = g.Output.Volume,
            Accumulate = false,
            Bias = bias,
            Activation = activation,
        };
        if (Tiling.Suits(g))
        {
            using var filters = TransformedFilters.Of(engine, weights, g.OutputChannels, g.InputChannels, g.Kernel.Depth);
            TiledCorrelation.Run(engine, x, g.Batch, g.InputChannels, g.Input, Origin(g), new Tiling(g.Output, g.Kernel.Depth), filters, output);
            return;
        }
        Correlation.Run(
            engine, x, g.Batch, g.Groups, g.InputChannels, g.Input, Origin(g), WindowsOf(g), g.OutputChannels, new RowsOfA(weights, g.Taps), output);
    }

    /// <summary>How the windows of the forward pass lie in the padded input. Padding that no window reaches is left out.</summary>
    public static Windows WindowsOf(in Geometry g) => new(
        new Extent3(
            (g.Output.Depth - 1) * g.Stride.Depth + g.Kernel.Depth,
            (g.Output.Height - 1) * g.Stride.Height + g.Kernel.Height,
            (g.Output.Width - 1) * g.Stride.Width + g.Kernel.Width),
        g.Kernel, g.Stride, g.Output);

    public static Extent3 Origin(in Geometry g) => new(-g.PaddingBefore.Depth, -g.PaddingBefore.Height, -g.PaddingBefore.Width);

    /// <summary>
    /// dx (or +=) from dy. Input elements with the same remainder to the steps meet the same taps, so each remainder is a correlation of
    /// dy with step 1 and its share of the taps, turned around; no zeros are multiplied, whatever the steps.
    /// </summary>
    public static void InputGradient(Engine engine, in Geometry g, float* dy, float* weights, float* dx, bool accumulate)
    {
        if (Tiling.Suits(g))
        {
            using var filters = TransformedFilters.Turned(engine, weights, g.OutputChannels, g.InputChannels, g.Kernel.Depth);
            var origin = new Extent3(g.PaddingBefore.Depth - g.Kernel.Depth + 1, g.PaddingBefore.Height - 2, g.PaddingBefore.Width - 2);
            TiledCorrelation.Run(engine, dy, g.Batch, g.OutputChannels, g.Output, origin, new Tiling(g.Input, g.Kernel.Depth), filters, new CorrelationOutput
            {
                Image = dx,
                SampleStride = (nint)g.InputChannels * g.Input.Volume,
                ChannelStride = g.Input.Volume,
                Accumulate = accumulate,
            });
            return;
        }
        for (var d = 0; d < g.Stride.Depth; d++)
            for (var h = 0; h < g.Stride.Height; h++)
                for (var w = 0; w < g.Stride.Width; w++)
                    Remainder(
                        engine, g,
                        new RemainderAxis(g.Input.Depth, g.Kernel.Depth, g.Stride.Depth, g.PaddingBefore.Depth, d),
                        new RemainderAxis(g.Input.Height, g.Kernel.Height, g.Stride.Height, g.PaddingBefore.Height, h),
                        new RemainderAxis(g.Input.Width, g.Kernel.Width, g.Stride.Width, g.PaddingBefore.Width, w),
                        dy, weights, dx, accumulate);
    }

    private static void Remainder(
        Engine engine, in Geometry g, RemainderAxis d, RemainderAxis h, RemainderAxis w, float* dy, float* weights, float* dx, bool accumulate)
    {
        if (d.Count <= 0 || h.Count <= 0 || w.Count <= 0)
            return;
        var positions = new Extent3(d.Count, h.Count, w.Count);
        var lattice = new Lattice(
            (d.First * g.Input.Height + h.First) * g.Input.Width + w.First, positions,
            new Extent3(g.Stride.Depth * g.Input.Height * g.Input.Width, g.Stride.Height * g.Input.Width, g.Stride.Width));
        var images = g.Batch * g.Groups * g.InputChannels;
        var kernel = new Extent3(d.Taps, h.Taps, w.Taps);
        if (kernel.Volume == 0)
        {
            if (!accumulate)
                lattice.Clear(engine, dx, images, g.Input.Volume);
            return;
        }

        // With steps, the results of a remainder lie apart in dx: they are made side by side and then spread.
        var spread = g.Stride != Extent3.All(1);
        using var aside = new Workspace(engine, spread ? (long)images * positions.Volume : 0);
        var output = new CorrelationOutput
        {
            Image = spread ? aside.Pointer : dx,
            SampleStride = (nint)g.Groups * g.InputChannels * positions.Volume,
            ChannelStride = positions.Volume,
            Accumulate = accumulate && !spread,
        };
        var windows = new Windows(
            new Extent3(d.Count + d.Taps - 1, h.Count + h.Taps - 1, w.Count + w.Taps - 1), kernel, Extent3.All(1), positions);
        var taps = stackalloc int[kernel.Volume];
        TurnedTaps(g, d, h, w, taps);
        Correlation.Run(
            engine, dy, g.Batch, g.Groups, g.OutputChannels, g.Output, new Extent3(d.Origin, h.Origin, w.Origin), windows, g.InputChannels,
            new TurnedWeights(weights, g.Groups, g.InputChannels, g.OutputChannels, g.Kernel.Volume, taps, kernel.Volume), output);
        if (spread)
            lattice.Spread(engine, aside.Pointer, dx, images, g.Input.Volume, accumulate);
    }

    /// <summary>The taps of a remainder, each axis from the last to the first.</summary>
    private static void TurnedTaps(in Geometry g, RemainderAxis d, RemainderAxis h, RemainderAxis w, int* taps)
    {
        for (var i = d.Taps - 1; i >= 0; i--)
            for (var j = h.Taps - 1; j >= 0; j--)
                for (var k = w.Taps - 1; k >= 0; k--)
                    *taps++ = (d.Tap(i) * g.Kernel.Height + h.Tap(j)) * g.Kernel.Width + w.Tap(k);
    }

    /// <summary>
    /// One axis of the input elements whose padded coordinate has a given remainder to the step. Padded element q * step + remainder
    /// receives, through tap t * step + remainder, from output q - t.
    /// </summary>
    private readonly record struct RemainderAxis
    {
        private readonly int _step;
        private readonly int _remainder;

        public RemainderAxis(int input, int kernel, int step, int padding, int remainder)
        {
            _step = step;
            _remainder = remainder;
            Taps = kernel > remainder ? (kernel - remainder + step - 1) / step : 0;
            var firstQ = padding > remainder ? (padding - remainder + step - 1) / step : 0;
            First = firstQ * step + remainder - padding;
            Count = input > First ? (input - First + step - 1) / step : 0;
            Origin = firstQ - (Taps - 1);
        }

        /// <summary>Taps with this remainder.</summary>
        public int Taps { get; }

        /// <summary>The first input element with this remainder.</summary>
        public int First { get; }

        /// <summary>Input elements with this remainder.</summary>
        public int Count { get; }

        /// <summary>The output element that the first tap of the turned window meets at the first input element.</summary>
        public int Origin { get; }

        public int Tap(int t) => t * _step + _remainder;
    }
}
