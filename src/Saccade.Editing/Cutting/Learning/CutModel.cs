using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>
/// Says of each step of a recording whether it is kept. A token a step, made of the steps around it by two convolutions; attention over the whole window in both directions (the whole
/// recording is known when it is cut), pre-norm; one logit. Letters: N windows, T steps, C inputs, D width. Attention Is All You Need (Vaswani et al. 2017) is the encoder's source.
/// </summary>
public sealed class CutModel : Module
{
    private readonly CutModelOptions _options;
    private readonly Convolution _near, _around;
    private readonly TransformerEncoder _encoder;
    private readonly Linear _head;
    private readonly Dictionary<int, Tensor> _positions = [];

    /// <exception cref="ArgumentException">The heads do not divide the width, or the width is odd.</exception>
    public CutModel(Engine engine, CutModelOptions options)
        : base(engine)
    {
        if (options.Width % 2 != 0)
            throw new ArgumentException($"a width of {options.Width} is odd, and sines and cosines come in pairs");
        _options = options;
        var (width, kernel) = (options.Width, (2 * options.Reach) + 1);
        var same = new ConvolutionOptions { Padding = [options.Reach], Activation = Activation.Relu };
        _near = Register("near", new Convolution(engine, FootageBatch.Inputs, width, [kernel], same));
        _around = Register("around", new Convolution(engine, width, width, [kernel], same));
        _encoder = Register("encoder", new TransformerEncoder(engine, options.Layers, new TransformerOptions
        {
            Width = width,
            Heads = options.Heads,
            FeedForward = options.FeedForward,
            Dropout = (float)options.Dropout,
            NormFirst = true,
        }, finalNorm: true));
        _head = Register("head", new Linear(engine, width, 1, biasInitializer: Initializers.Zeros));
    }

    /// <param name="x">[N, T, C]</param>
    /// <param name="mask">[N, T], 1 for a step and 0 for padding.</param>
    /// <returns>[N, T]: logits of "kept".</returns>
    public Tensor Forward(Tensor x, IntTensor mask)
    {
        var (n, t) = (x.Shape[0], x.Shape[1]);
        // Convolutions take [N, C, T].
        var h = _around.Forward(_near.Forward(x.Permute(0, 2, 1))).Permute(0, 2, 1);
        h = _encoder.Forward(h.Add(Positions(t)), new AttentionMask(mask));
        return Observed(_head.Forward(h).Reshape(n, t));
    }

    /// <summary>(T, D): sines and cosines whose wavelengths rise from 2 pi steps to that of the window.</summary>
    private Tensor Positions(int steps)
    {
        if (_positions.TryGetValue(steps, out var made))
            return made;
        var values = new float[steps * _options.Width];
        SinusoidalPositions.Fill(values, _options.Width, Math.Max(steps, 2));
        return _positions[steps] = Engine.From(values, steps, _options.Width).Keep();
    }
}
