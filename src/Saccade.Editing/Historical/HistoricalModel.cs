using Saccade.Editing.Grid;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Historical;

/// <summary>What the historical model says of each cell. Letters: B windows, T steps, K tracks.</summary>
/// <param name="Active">[B, T, K, 2] logits of "a clip is there".</param>
/// <param name="Asset">[B, T, K, 10] logits of the asset class.</param>
/// <param name="Numbers">[B, T, K, N] normalised scale, position, .., crop.</param>
public sealed record HistoricalReading(Tensor Active, Tensor Asset, Tensor Numbers);

/// <summary>
/// The historical autoencoder, in conformance with its reports: a linear projection of each step with fixed sines added, a bidirectional post-norm
/// encoder, and for each track k the linear map of (h_t + E_k) that heads shared by all tracks read. Every part after the encoder is linear, so a
/// head's answer is A h_t + b_k: all tracks rise and fall together, and differ by constants alone. Attention Is All You Need (Vaswani et al. 2017) is the encoder's source.
/// </summary>
public sealed class HistoricalModel : Module
{
    /// <summary>Asset classes that the model tells apart.</summary>
    public const int AssetClasses = 10;

    private const int ActiveClasses = 2;

    private readonly HistoricalOptions _options;
    private readonly GridLayout _layout;
    private readonly Linear _input;
    private readonly Dropout _dropout;
    private readonly TransformerEncoder _encoder;
    private readonly Tensor _tracks, _projectionWeight, _projectionBias;
    private readonly Tensor[] _headWeights, _headBiases;
    private readonly Dictionary<int, Tensor> _positions = [];

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="layout">What a step holds.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or the width is odd.</exception>
    public HistoricalModel(Engine engine, HistoricalOptions options, GridLayout layout)
        : base(engine)
    {
        if (options.Width % 2 != 0)
            throw new ArgumentException($"a width of {options.Width} is odd, and sines and cosines come in pairs");
        (_options, _layout) = (options, layout);
        var (width, xavier) = (options.Width, Initializers.XavierUniform());
        _input = Register("input_projection", new Linear(engine, layout.Width, width, weightInitializer: xavier));
        _dropout = Register("dropout", new Dropout(engine, (float)options.Dropout));
        _encoder = Register("transformer_encoder", new TransformerEncoder(engine, options.Layers, new TransformerOptions
        {
            Width = width,
            Heads = options.Heads,
            FeedForward = options.FeedForward,
            Dropout = (float)options.Dropout,
            Weights = xavier,
            DefaultBiases = true,
        }));
        _tracks = RegisterParameter("track_embedding.weight", new Shape(GridLayout.Tracks, width), xavier);
        _projectionWeight = RegisterParameter("track_projection.weight", new Shape(width, width), xavier);
        _projectionBias = RegisterParameter("track_projection.bias", new Shape(width), Initializers.BiasFor(width));
        var heads = Heads(layout).ToArray();
        _headWeights = [.. heads.Select(h => RegisterParameter($"{h.Name}_head.weight", new Shape(h.Outputs, width), xavier))];
        _headBiases = [.. heads.Select(h => RegisterParameter($"{h.Name}_head.bias", new Shape(h.Outputs), Initializers.BiasFor(width)))];
    }

    /// <param name="x">[B, T, K V], normalised.</param>
    /// <param name="mask">[B, T], 1 for a step and 0 for padding; null where all are steps.</param>
    public HistoricalReading Forward(Tensor x, IntTensor? mask = null)
    {
        var h = _input.Forward(x).Add(Positions(x.Shape[1]));
        h = _encoder.Forward(_dropout.Forward(h), new AttentionMask(mask));
        var y = Observed(_options.Projection == TrackProjection.Naive ? Naive(h) : Factored(h));
        var parts = y.Split(3, ActiveClasses, AssetClasses, _layout.Numbers);
        return new HistoricalReading(parts[0], parts[1], parts[2]);
    }

    /// <summary>The heads with their outputs, in the order of a reading: two of active, ten of asset, one for each number.</summary>
    private static IEnumerable<(string Name, int Outputs)> Heads(GridLayout layout) =>
        [("active", ActiveClasses), ("asset", AssetClasses), .. layout.Values.Skip(GridLayout.FirstNumber).Select(v => (v is "x" or "y" ? $"pos_{v}" : v, 1))];

    /// <summary>h [B, T, D] -> [B, T, K, O]: with P, p the projection and W, w all heads, W (P (h + E_k) + p) + w.</summary>
    private Tensor Naive(Tensor h)
    {
        var tracks = h.Reshape(h.Shape[0], h.Shape[1], 1, h.Shape[2]).Add(_tracks);
        return tracks.Linear(_projectionWeight, _projectionBias).Linear(_headWeights.Concat(0), _headBiases.Concat(0));
    }

    /// <summary>h [B, T, D] -> [B, T, K, O]: (W P) h + (W (P E_k + p) + w). The products with a track are 20 rows, those of a step O outputs.</summary>
    private Tensor Factored(Tensor h)
    {
        var weights = _headWeights.Concat(0);
        var ofStep = h.Linear(weights.MatMul(_projectionWeight), null);
        var ofTrack = _tracks.Linear(_projectionWeight, _projectionBias).Linear(weights, _headBiases.Concat(0));
        return ofStep.Reshape(h.Shape[0], h.Shape[1], 1, ofStep.Shape[2]).Add(ofTrack);
    }

    /// <summary>(T, D): PE[p, 2i] = sin(p 10000^(-2i / D)), PE[p, 2i + 1] = cos of the same.</summary>
    private Tensor Positions(int steps)
    {
        if (_positions.TryGetValue(steps, out var made))
            return made;
        var width = _options.Width;
        var values = new float[steps * width];
        for (var p = 0; p < steps; p++)
        {
            for (var i = 0; i < width; i += 2)
            {
                var (sin, cos) = Math.SinCos(p * Math.Pow(10_000, -(double)i / width));
                (values[p * width + i], values[p * width + i + 1]) = ((float)sin, (float)cos);
            }
        }
        return _positions[steps] = Engine.From(values, steps, width).Keep();
    }
}
