using Saccade.Neural;
using Saccade.Objects.Clips;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

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
    public PersistenceReading Forward(TokenBatch batch, bool withAttention)
    {
        int n = batch.Count, k = batch.Tokens, m = batch.Tracks;
        var valid = Engine.From(batch.Valid, n, k);
        var meanOfTrack = Engine.From(batch.MeanOfTrack.Span, n, m, k);
        var tokens = _tokenizer.Forward(batch).IndexSelect(Engine.From(batch.RowOf, n, k));     // [V, W] -> [N, K, W]
        tokens = _context.Forward(
            tokens,
            Engine.From(batch.Pairs.Span, n, m, m, TrackPairs.Width),
            meanOfTrack,
            Engine.From(batch.InTrack.Span, n, k, m));
        var attention = new List<Tensor>();
        tokens = _encoder.Forward(tokens, new AttentionMask(valid), withAttention ? attention : null);
        var tracks = meanOfTrack.MatMul(tokens);                                                // [N, M, W]
        var tokenLogits = _token.Forward(tokens).Reshape(n, k);
        var frames = FrameLogits(tokens, tokenLogits, batch);
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

    /// <summary>tokens [N, K, W], tokenLogits [N, K] -> [N, T]: a frame in which nothing is seen has no transient, but for what is learnt of such.</summary>
    private Tensor? FrameLogits(Tensor tokens, Tensor tokenLogits, TokenBatch batch)
    {
        if (_evidence is null || _frame is null)
            return null;
        var inFrame = Engine.From(batch.InFrame.Span, batch.Count, batch.Frames, batch.Tokens);
        var logNone = inFrame.MatMul(NoisyOr.LogNone(tokenLogits.Negate()).Reshape(batch.Count, batch.Tokens, 1));   // [N, T, 1]
        var put = _frame.Forward(inFrame.MatMul(_evidence.Forward(tokens)));                                        // [N, T, 1]
        return (NoisyOr.Odds(logNone) + put).Reshape(batch.Count, batch.Frames);
    }
}
