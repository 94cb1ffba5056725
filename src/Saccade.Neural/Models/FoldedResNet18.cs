using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Neural;

/// <summary>
/// What a trained <see cref="ResNet18"/> computes in evaluation up to its pooled features, for inference alone: each batch norm is
/// multiplied into the convolution before it (y = s (W x - mean) + b is one convolution with s W and b - s mean), so no pass over the data
/// is left for it. The weights are copies; nothing of it is learnt or saved. One thread at a time, as its engine.
/// </summary>
public sealed class FoldedResNet18
{
    /// <summary>What is added to running variances: the default of torch.nn.BatchNorm2d and of <see cref="BatchNorm"/>.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>Of the first stage: 16 pictures of 64 x 64, one of 224 x 224.</summary>
    private const int PixelsAtOnce = 16 * 64 * 64;

    private const int BlocksOfStage = 2;

    private readonly Unit _stem;
    private readonly IReadOnlyList<Block> _blocks;

    /// <param name="network">Its weights as they are now; later changes are not seen.</param>
    public FoldedResNet18(ResNet18 network)
    {
        var state = network.State().ToDictionary(s => s.Name, s => s.Tensor);
        _stem = Fold("conv1", "bn1", 2, 3, Activation.Relu);
        var blocks = new List<Block>();
        for (var stage = 1; stage <= 4; stage++)
            for (var i = 0; i < BlocksOfStage; i++)
            {
                var name = $"layer{stage}.{i}";
                var stride = stage > 1 && i == 0 ? 2 : 1;
                blocks.Add(new Block(
                    Fold($"{name}.conv1", $"{name}.bn1", stride, 1, Activation.Relu),
                    Fold($"{name}.conv2", $"{name}.bn2", 1, 1, Activation.None),
                    stride == 2 ? Fold($"{name}.downsample.0", $"{name}.downsample.1", stride, 0, Activation.None) : null));
            }
        _blocks = blocks;

        Unit Fold(string convolution, string norm, int stride, int padding, Activation activation) => Unit.Folded(
            state[$"{convolution}.weight"], state[$"{norm}.weight"], state[$"{norm}.bias"], state[$"{norm}.running_mean"], state[$"{norm}.running_var"],
            new ConvolutionOptions { Stride = [stride], Padding = [padding], Activation = activation });
    }

    /// <summary>Extent of a feature vector.</summary>
    public const int Width = 512;

    /// <summary>Pooled features, each of its own picture alone. No gradient goes through. x [N, 3, H, W] -> [N, 512]</summary>
    public Tensor Features(Tensor x)
    {
        x = FirstStage(x);                                      // [N, 64, H/4, W/4]
        foreach (var block in _blocks.Skip(BlocksOfStage))
            x = block.Forward(x);                               // .. [N, 512, H/32, W/32]
        return x.GlobalAveragePool();
    }

    /// <summary>
    /// Up to the end of the first stage, a few pictures at a time: their large maps stay in the caches there, while the later stages' many weights
    /// are better used by all pictures at once.
    /// </summary>
    private Tensor FirstStage(Tensor x)
    {
        int count = x.Shape[0], height = x.Shape[2], width = x.Shape[3];
        var all = x.Engine.Empty(count, 64, Half(Half(height)), Half(Half(width)));
        var some = Math.Max(1, PixelsAtOnce / (height * width));
        for (var first = 0; first < count; first += some)
        {
            using var scope = x.Engine.BeginScope();
            var part = x.Slice(0, first, Math.Min(some, count - first));
            part = _stem.Forward(part).MaxPool([3, 3], [2, 2], [1, 1]);
            foreach (var block in _blocks.Take(BlocksOfStage))
                part = block.Forward(part);
            part.AsSpan().CopyTo(all.AsSpan()[(first * (all.Count / count))..]);
        }
        return all;
    }

    /// <summary>The extent after a step of 2 whose window reaches as far over one side as over the other.</summary>
    private static int Half(int extent) => (extent - 1) / 2 + 1;

    /// <summary>A convolution with a bias.</summary>
    private sealed class Unit(Tensor weight, Tensor bias, ConvolutionOptions options)
    {
        /// <summary>Up to this extent the zeros around a picture are more than half of what its windows of 3 x 3 see.</summary>
        private const int MostDense = 2;

        private readonly Dictionary<(int Height, int Width), (Tensor Weight, Tensor Bias)> _dense = [];

        /// <summary>x [N, in, H, W] -> [N, out, H', W']</summary>
        public Tensor Forward(Tensor x)
        {
            int height = x.Shape[2], width = x.Shape[3];
            if (height > MostDense || width > MostDense || weight.Shape[2] != 3 || options.Stride[0] != 1)
                return x.Convolution(weight, bias, options);
            if (!_dense.TryGetValue((height, width), out var dense))
                _dense.Add((height, width), dense = Dense(height, width));
            return x.Reshape(x.Shape[0], -1).Linear(dense.Weight, dense.Bias, options.Activation).Reshape(x.Shape[0], bias.Count, height, width);
        }

        public static Unit Folded(Tensor weight, Tensor scale, Tensor shift, Tensor mean, Tensor variance, ConvolutionOptions options)
        {
            var engine = weight.Engine;
            var folded = engine.Empty(weight.Shape).Keep();
            var bias = engine.Empty(scale.Shape).Keep();
            var taps = weight.Shape.Product(1, weight.Shape.Rank);
            for (var channel = 0; channel < bias.Count; channel++)
            {
                var factor = scale.AsSpan()[channel] / Math.Sqrt(variance.AsSpan()[channel] + Epsilon);
                bias.AsSpan()[channel] = (float)(shift.AsSpan()[channel] - mean.AsSpan()[channel] * factor);
                var from = weight.AsSpan().Slice(channel * taps, taps);
                var to = folded.AsSpan().Slice(channel * taps, taps);
                for (var i = 0; i < taps; i++)
                    to[i] = (float)(from[i] * factor);
            }
            return new Unit(folded, bias, options);
        }

        /// <summary>
        /// The same as one matrix over all places of such a small picture, [out H W, in H W]: element ((o, y, x), (i, v, u)) is the tap
        /// (v - y + 1, u - x + 1). For 2 x 2 it has 16 numbers where the windows have 36, of which 20 only ever meet padding.
        /// </summary>
        private (Tensor Weight, Tensor Bias) Dense(int height, int width)
        {
            int outputs = weight.Shape[0], inputs = weight.Shape[1], places = height * width;
            var matrix = weight.Engine.Empty(outputs * places, inputs * places).Keep();
            var constants = weight.Engine.Empty(outputs * places).Keep();
            var taps = weight.AsSpan();
            var to = matrix.AsSpan();
            for (var o = 0; o < outputs; o++)
                for (var place = 0; place < places; place++)
                {
                    var row = to.Slice((o * places + place) * inputs * places, inputs * places);
                    constants.AsSpan()[o * places + place] = bias.AsSpan()[o];
                    for (var i = 0; i < inputs; i++)
                        for (var source = 0; source < places; source++)
                        {
                            var (down, right) = (source / width - place / width + 1, source % width - place % width + 1);
                            row[i * places + source] = taps[((o * inputs + i) * 3 + down) * 3 + right];
                        }
                }
            return (matrix, constants);
        }
    }

    /// <summary>A basic block.</summary>
    private sealed record Block(Unit First, Unit Second, Unit? Around)
    {
        public Tensor Forward(Tensor x) => Second.Forward(First.Forward(x)).AddRelu(Around?.Forward(x) ?? x);
    }
}
