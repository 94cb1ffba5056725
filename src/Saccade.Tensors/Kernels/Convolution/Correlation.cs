using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;
using Saccade.Tensors.Memory;

namespace Saccade.Tensors.Kernels.Convolution;

/// <summary>
/// The product that both the forward pass and the gradient of the input are: weights [rows, taps] times the patch matrix
/// [taps, positions] of some images, for each group. Samples go through in waves whose padded images fit the caches.
/// </summary>
internal static unsafe class Correlation
{
    /// <summary>Floats of padded images a wave has at most (unless one sample has more): half of what a core usually has of the last cache.</summary>
    private const int WaveFloats = 1 << 20;

    private const int ColumnBlock = 256;

    /// <summary>With this many chunks the threads are balanced.</summary>
    private const int EnoughChunks = 8;

    /// <summary>Samples that go through together.</summary>
    public static int WaveSamples(int batch, long paddedFloatsPerSample) => (int)Math.Clamp(WaveFloats / paddedFloatsPerSample, 1, batch);

    /// <param name="engine">Whose threads and memory are used.</param>
    /// <param name="images">[batch, groups * channels, size]</param>
    /// <param name="batch">Samples.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="channels">Channels of one group.</param>
    /// <param name="size">The images' extents.</param>
    /// <param name="origin">Where padded element (0, 0, 0) lies in an image.</param>
    /// <param name="windows">How windows lie in a padded image.</param>
    /// <param name="rows">Rows of the weights of one group.</param>
    /// <param name="weights">[groups * rows, taps]</param>
    /// <param name="output">Where the results go.</param>
    public static void Run<TWeights>(
        Engine engine, float* images, int batch, int groups, int channels, Extent3 size, Extent3 origin, Windows windows,
        int rows, TWeights weights, in CorrelationOutput output)
        where TWeights : struct, IPanels
    {
        if (batch == 0)
            return;
        var wave = WaveSamples(batch, (long)groups * channels * windows.ChannelStride);
        if (wave == batch && batch * windows.Positions.Volume <= ColumnBlock)
        {
            // Every weight is used by one chunk only, which packs it for itself: with many weights and small images memory is the limit.
            Waves(engine, images, batch, groups, channels, size, origin, windows, rows, weights, wave, output);
            return;
        }
        using var packed = PackedWeights.Of(engine, groups, rows, channels * windows.Kernel.Volume, weights);
        Waves(engine, images, batch, groups, channels, size, origin, windows, rows, packed.Panels, wave, output);
    }

    private static void Waves<TWeights>(
        Engine engine, float* images, int batch, int groups, int channels, Extent3 size, Extent3 origin, Windows windows,
        int rows, TWeights weights, int wave, in CorrelationOutput output)
        where TWeights : struct, IPanels
    {
        var perSample = windows.Positions.Volume;
        var paddedPerSample = (long)groups * channels * windows.ChannelStride;
        var inPlace = windows.Stride.Width == 1 && windows.Padded == size && origin == default;
        var taps = channels * windows.Kernel.Volume;
        var depth = new Depth(taps);

        using var padded = new Workspace(engine, inPlace ? 0 : wave * paddedPerSample + Packing.Slack);
        using var offsets = new Workspace(engine, 3L * taps + 2L * wave * perSample);
        var farTaps = (nint*)offsets.Pointer;
        var tapOffsets = (int*)(farTaps + taps);
        var sourceOffsets = tapOffsets + taps;
        var targetOffsets = sourceOffsets + wave * perSample;
        windows.TapOffsets(channels, tapOffsets);
        windows.PositionOffsets(wave, (int)paddedPerSample, sourceOffsets);
        output.PositionOffsets(wave, perSample, targetOffsets);
        for (var tap = 0; tap < taps; tap++)
            farTaps[tap] = tapOffsets[tap];
        var contiguous = perSample % MicroKernel.Columns == 0 || wave == 1;
        var scattered = ScatteredProduct.Suits(windows, rows);

        var panelRows = MicroKernel.PanelRows(rows);
        var sink = output;
        engine.MultiplyAdds += (long)batch * perSample * groups * rows * taps;
        for (var first = 0; first < batch; first += wave)
        {
            var samples = Math.Min(wave, batch - first);
            var source = images + first * (nint)groups * channels * size.Volume;
            if (!inPlace)
            {
                PaddedImages.Copy(engine, source, samples * groups * channels, size, origin, windows, padded.Pointer);
                source = padded.Pointer;
            }

            var columns = samples * perSample;
            var columnChunks = (columns + ColumnBlock - 1) / ColumnBlock;
            // Few columns (small images): cut the rows too. Only the shape decides.
            var rowBlock = columnChunks * groups >= EnoughChunks ? rows : Math.Max(4, RoundUp(rows, EnoughChunks * panelRows)) * panelRows;
            var rowChunks = (rows + rowBlock - 1) / rowBlock;
            var target = sink.Image + first * sink.SampleStride;
            // Rows that are cut share their patches, so these are packed beforehand.
            var blockStride = PackedPanels.BlockStride(BlockProduct.RoundUp(columns), depth);
            var shared = rowChunks > 1 && !scattered;
            using var patches = new Workspace(engine, shared ? groups * depth.Blocks * blockStride : 0);
            var packed = patches.Pointer;
            for (var group = 0; shared && group < groups; group++)
                Gemm.Gemm.PackColumns(
                    engine, new PatchesByTap(source + (nint)group * channels * windows.ChannelStride, tapOffsets, sourceOffsets),
                    columns, depth, packed + group * depth.Blocks * blockStride, blockStride);
            engine.Workers.For(groups * columnChunks * rowChunks, (chunk, worker) =>
            {
                var group = chunk / (columnChunks * rowChunks);
                var m0 = chunk / columnChunks % rowChunks * rowBlock;
                var m1 = Math.Min(m0 + rowBlock, rows);
                var n0 = chunk % columnChunks * ColumnBlock;
                var n1 = Math.Min(n0 + ColumnBlock, columns);
                var image = target + (nint)group * rows * sink.ChannelStride;
                var ofGroup = new FromRow<TWeights>(weights, group * rows);
                var part = new ImageTarget(image, sink.ChannelStride, targetOffsets, contiguous);
                var scratch = worker.Scratch(BlockProduct.ScratchSize(depth, ColumnBlock));
                if (scattered)
                    ScatteredProduct.Run(
                        ofGroup, source + (nint)group * channels * windows.ChannelStride, farTaps, sourceOffsets, part, panelRows, m0, m1, n0, n1, depth, sink.Accumulate, scratch);
                else if (shared)
                    BlockProduct.Run(
                        ofGroup, new PackedPanels(packed + group * depth.Blocks * blockStride, depth, blockStride), part,
                        panelRows, m0, m1, n0, n1, depth, sink.Accumulate, scratch);
                else
                    BlockProduct.Run(
                        ofGroup, new PatchesByTap(source + (nint)group * channels * windows.ChannelStride, tapOffsets, sourceOffsets), part,
                        panelRows, m0, m1, n0, n1, depth, sink.Accumulate, scratch);
                sink.Finish(image, group * rows, m0, m1, targetOffsets, n0, n1, perSample);
            });
        }
    }

    private static int RoundUp(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}

/// <summary>Where a correlation's results go, and what is done to them in cache.</summary>
internal readonly unsafe struct CorrelationOutput
{
    /// <summary>The first element of the first sample.</summary>
    public required float* Image { get; init; }

    public required nint SampleStride { get; init; }

    public required nint ChannelStride { get; init; }

    public required bool Accumulate { get; init; }

    /// <summary>One value for each channel of all groups, or null.</summary>
    public float* Bias { get; init; }

    public Activation Activation { get; init; }

    /// <summary>Where the positions of a wave lie, as offsets from its first sample's first channel.</summary>
    public void PositionOffsets(int samples, int perSample, int* offsets)
    {
        for (var n = 0; n < samples; n++)
            for (var position = 0; position < perSample; position++)
                *offsets++ = (int)(n * SampleStride) + position;
    }

    /// <summary>Adds the bias and applies the activation to a finished part.</summary>
    public void Finish(float* image, int firstChannel, int m0, int m1, int* offsets, int n0, int n1, int perSample)
    {
        if (Bias is null && Activation == Activation.None)
            return;
        for (var m = m0; m < m1; m++)
        {
            for (var n = n0; n < n1;)
            {
                var run = Math.Min(n1 - n, perSample - n % perSample);
                var values = image + m * ChannelStride + offsets[n];
                Finish(firstChannel + m, values, values, run);
                n += run;
            }
        }
    }

    /// <summary>target = activation(values + bias) for some positions of one channel.</summary>
    public void Finish(int channel, float* values, float* target, int count)
    {
        var bias = Bias is null ? 0 : Bias[channel];
        if (Activation == Activation.Relu)
            Elementwise.Serial(new AddRelu(bias), values, target, count);
        else
            Elementwise.Serial(new AddConstant(bias), values, target, count);
    }

    private readonly struct AddConstant(float constant) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => x + V.Broadcast(constant);
    }

    private readonly struct AddRelu(float constant) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V x)
            where V : struct, ILanes<V> => V.Max(x + V.Broadcast(constant), V.Zero);
    }
}
