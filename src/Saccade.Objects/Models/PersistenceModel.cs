using Saccade.Neural;
using Saccade.Objects.Clips;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>
/// A pre-norm transformer over all sightings of a clip. Every token says whether it is of something that stays, and every track, from the mean of its tokens; a model of frames also
/// says of each whether none of its tokens is transient (<see cref="NoisyOr"/>; a track may have taken in what is not its own, but its tokens need not agree), put right by the sum
/// of what is seen there, and one of videos counts such frames exactly (<see cref="PoissonBinomialOperation"/>). Letters as in <see cref="PersistenceReading"/>.
/// </summary>
public sealed class PersistenceModel : Module
{
    private readonly PersistenceUnit _unit;
    private readonly int _fewest;
    private readonly ObjectTokenizer _tokenizer;
    private readonly TrackContext _context;
    private readonly TransformerEncoder _encoder;
    private readonly Mlp _track;
    private readonly Linear _token;
    private readonly Linear? _evidence, _offset;
    private readonly Mlp? _frame, _span;
    private readonly Tensor _prior;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="unit">What it is asked for.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="look">What sees the pictures.</param>
    /// <param name="frames">T</param>
    /// <param name="locates">Whether it learns where centres really are.</param>
    /// <param name="lasts">Whether it learns how long objects are there.</param>
    /// <exception cref="ArgumentException">The options do not fit together.</exception>
    public PersistenceModel(Engine engine, PersistenceUnit unit, PersistenceModelOptions options, TokenLook look, int frames, bool locates, bool lasts)
        : base(engine)
    {
        _unit = unit;
        _fewest = FewestTransientFrames(frames);
        _tokenizer = Register("tokenizer", new ObjectTokenizer(engine, look, options.Width, frames));
        _context = Register("context", new TrackContext(engine, options.Width));
        var layers = new TransformerOptions { Width = options.Width, Heads = options.Heads, FeedForward = options.FeedForward, Dropout = options.Dropout, Activation = Activation.Gelu, NormFirst = true };
        _encoder = Register("encoder", new TransformerEncoder(engine, options.Depth, layers, finalNorm: true));
        _track = Register("track_head", new Mlp(engine, options.Width, options.Width, 1));
        _token = Register("token_head", new Linear(engine, options.Width, 1));
        _evidence = unit.HasFrames ? Register("evidence", new Linear(engine, options.Width, options.Width, activation: Activation.Relu)) : null;
        _frame = unit.HasFrames ? Register("frame_head", new Mlp(engine, options.Width, options.Width, 1)) : null;
        _offset = locates ? Register("offset_head", new Linear(engine, options.Width, 2)) : null;
        _span = lasts ? Register("span_head", new Mlp(engine, options.Width, options.Width, 1)) : null;
        _prior = RegisterBuffer("prior", new Shape(2), 1);
    }

    /// <summary>The share of persistent ones among the tracks that it has learnt from: all there is to say of a track without tokens.</summary>
    public float Prior => _prior.AsSpan()[1] / (_prior.AsSpan()[0] + _prior.AsSpan()[1]);

    /// <summary>Takes over what it does not learn itself.</summary>
    public void LoadPretrained() => _tokenizer.Look.LoadPretrained();

    /// <summary>From now on looks at every clip anew.</summary>
    public void KeepNothing() => _tokenizer.Look.KeepNothing();

    /// <summary>Remembers tracks that it learns from.</summary>
    public void Count(int transient, int persistent)
    {
        _prior.AsSpan()[0] += transient;
        _prior.AsSpan()[1] += persistent;
    }

    /// <summary>With so many transient frames of <paramref name="frames"/> a clip is transient; with fewer it is not.</summary>
    public static int FewestTransientFrames(int frames)
    {
        var count = 0;
        while (count < ClipObjects.TransientShare * frames)
            count++;
        return count;
    }

    /// <param name="batch">The clips' tokens.</param>
    /// <param name="withAttention">Whether the attention weights are wanted; they are tensors on the tape.</param>
    public PersistenceReading Forward(TokenBatch batch, bool withAttention) =>
        Forward(_tokenizer.Look.Forward(batch), TokenTensors.Of(Engine, batch), withAttention);

    /// <summary>The model for other software: what it looks with may be a graph of its own.</summary>
    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        .. _tokenizer.Look.Graphs,
        new(_tokenizer.Look.Graphs.Count > 0 ? "tokens" : "", [.. _tokenizer.Look.Inputs, .. TokenTensors.Inputs(_tokenizer.Frames)], inputs =>
        {
            var reading = Forward(_tokenizer.Look.Forward(inputs), TokenTensors.Of(inputs), withAttention: false);
            return [.. new (string Name, Tensor? Value)[]
            {
                ("track_logits", reading.TrackLogits), ("token_logits", reading.TokenLogits), ("frame_logits", reading.FrameLogits),
                ("video_logits", reading.VideoLogits), ("offsets", reading.Offsets), ("spans", reading.Spans),
            }.Where(o => o.Value is not null).Select(o => (o.Name, o.Value!))];
        }),
    ];

    /// <param name="seen">[V, W]: what sightings look like.</param>
    /// <param name="batch">What else is known of them.</param>
    /// <param name="withAttention">Whether the attention weights are wanted.</param>
    private PersistenceReading Forward(Tensor seen, TokenTensors batch, bool withAttention)
    {
        int n = batch.Valid.Shape[0], k = batch.Valid.Shape[1], m = batch.Pairs.Shape[1];
        var tokens = _tokenizer.Forward(seen, batch).IndexSelect(batch.RowOf);                  // [V, W] -> [N, K, W]
        tokens = _context.Forward(tokens, batch.Pairs, batch.MeanOfTrack, batch.InTrack);
        var attention = new List<Tensor>();
        tokens = _encoder.Forward(tokens, new AttentionMask(batch.Valid), withAttention ? attention : null);
        var tracks = batch.MeanOfTrack.MatMul(tokens);                                          // [N, M, W]
        var tokenLogits = _token.Forward(tokens).Reshape(n, k);
        var frames = FrameLogits(tokens, tokenLogits, batch.InFrame);
        return new PersistenceReading(
            tokens,
            _track.Forward(tracks).Reshape(n, m),
            tokenLogits,
            frames,
            _unit.HasVideo ? frames!.Negate().FewerThan(_fewest) : null,
            _offset?.Forward(tokens),
            _span?.Forward(tracks).Reshape(n, m),
            attention);
    }

    /// <summary>tokens [N, K, W], tokenLogits [N, K], inFrame [N, T, K] -> [N, T]: a frame in which nothing is seen has no transient, but for what is learnt of such.</summary>
    private Tensor? FrameLogits(Tensor tokens, Tensor tokenLogits, Tensor inFrame)
    {
        if (_evidence is null || _frame is null)
            return null;
        var logNone = inFrame.MatMul(NoisyOr.LogNone(tokenLogits.Negate()).Reshape(tokens.Shape[0], tokens.Shape[1], 1));   // [N, T, 1]
        var put = _frame.Forward(inFrame.MatMul(_evidence.Forward(tokens)));                                        // [N, T, 1]
        return (NoisyOr.Odds(logNone) + put).Reshape(inFrame.Shape[0], inFrame.Shape[1]);
    }
}
