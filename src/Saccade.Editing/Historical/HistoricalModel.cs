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
/// What the reports recommend to change about it is there as options, all off by default.
/// </summary>
public sealed class HistoricalModel : Module
{
    /// <summary>Asset classes that the model tells apart.</summary>
    public const int AssetClasses = 10;

    /// <summary>No clip, and a clip.</summary>
    public const int ActiveClasses = 2;

    private const string SharedEncoder = "transformer_encoder";

    private readonly HistoricalOptions _options;
    private readonly GridLayout _layout;
    private readonly Linear _input;
    private readonly Dropout _dropout;
    private readonly (TransformerEncoder Encoder, TrackHeads[] Heads)[] _encoders;
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
        var heads = HistoricalHead.Of(layout).GroupBy(h => options.EncoderPerType ? $"{SharedEncoder}_{h.Type}" : SharedEncoder).ToArray();
        var encoders = heads.Select(h => Register(h.Key, new TransformerEncoder(engine, options.Layers, new TransformerOptions
        {
            Width = width,
            Heads = options.Heads,
            FeedForward = options.FeedForward,
            Dropout = (float)options.Dropout,
            Weights = xavier,
            DefaultBiases = true,
        }))).ToArray();
        var tracks = RegisterParameter("track_embedding.weight", new Shape(GridLayout.Tracks, width), xavier);
        var projection = Affine("track_projection", width);
        _encoders = [.. encoders.Zip(heads, (encoder, read) => (encoder, read.GroupBy(h => !options.SeparateAxes ? "" : h.IsAxis ? h.Name : h.Type)
            .Select(g => new TrackHeads(tracks, options.SeparateAxes && g.First().IsAxis ? Affine($"{g.Key}_projection", width) : projection, [.. g.Select(Head)], options.Projection)).ToArray()))];
    }

    /// <param name="x">[B, T, K V], normalised.</param>
    /// <param name="mask">[B, T], 1 for a step and 0 for padding; null where all are steps.</param>
    public HistoricalReading Forward(Tensor x, IntTensor? mask = null)
    {
        var h = _dropout.Forward(_input.Forward(x).Add(Positions(x.Shape[1])));
        Tensor[] said = [.. _encoders.Select(e => (H: e.Encoder.Forward(h, new AttentionMask(mask)), e.Heads)).SelectMany(e => e.Heads.Select(heads => heads.Forward(e.H)))];
        var y = Observed(said.Length == 1 ? said[0] : said.Concat(3));
        var parts = y.Split(3, ActiveClasses, AssetClasses, _layout.Numbers);
        return new HistoricalReading(parts[0], parts[1], parts[2]);
    }

    private TrackHead Head(HistoricalHead head)
    {
        var linear = Affine($"{head.Name}_head", head.Outputs);
        if (_options.HeadHidden == 0)
            return new TrackHead(linear, null, null);
        var hidden = Affine($"{head.Name}_hidden", _options.HeadHidden);
        return new TrackHead(linear, hidden, RegisterParameter($"{head.Name}_out.weight", new Shape(head.Outputs, _options.HeadHidden), Initializers.XavierUniform()));
    }

    private AffineMap Affine(string name, int outputs) => new(
        RegisterParameter($"{name}.weight", new Shape(outputs, _options.Width), Initializers.XavierUniform()),
        RegisterParameter($"{name}.bias", new Shape(outputs), Initializers.BiasFor(_options.Width)));

    /// <summary>(T, D): PE[p, 2i] = sin(p 10000^(-2i / D)), PE[p, 2i + 1] = cos of the same.</summary>
    private Tensor Positions(int steps)
    {
        if (_positions.TryGetValue(steps, out var made))
            return made;
        var values = new float[steps * _options.Width];
        SinusoidalPositions.Fill(values, _options.Width);
        return _positions[steps] = Engine.From(values, steps, _options.Width).Keep();
    }
}
