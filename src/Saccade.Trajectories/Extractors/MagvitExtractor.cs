using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Extractors;

/// <summary>
/// The "MagVIT-like" extractor of an earlier system, kept exactly (it shares only the name with MAGVIT: nothing is quantised): each frame
/// through three convolutions with batch norm to one vector, two convolutions over time, self-attention over frames without positions,
/// a way around it and a layer norm. The convolutions over time alone know the order of frames.
/// </summary>
public sealed class MagvitExtractor : Extractor
{
    private readonly MagvitOptions _options;
    private readonly int _size;
    private readonly Convolution _conv1, _conv2, _conv3, _time1, _time2;
    private readonly BatchNorm _norm1, _norm2, _norm3, _timeNorm1, _timeNorm2;
    private readonly Linear _frame;
    private readonly Dropout _frameDropout, _timeDropout;
    private readonly MultiHeadAttention _attention;
    private readonly LayerNorm _norm;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="size">S, at least 16: the linear layer after the convolutions is made for it.</param>
    public MagvitExtractor(Engine engine, MagvitOptions options, int size)
        : base(engine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        (_options, _size) = (options, size);
        var (c, frame, width) = (options.Channels, options.FrameWidth, options.Width);
        _conv1 = Register("conv1", new Convolution(engine, 3, c, [7, 7], new() { Stride = [2], Padding = [3] }));
        _norm1 = Register("norm1", new BatchNorm(engine, c, Activation.Relu));
        _conv2 = Register("conv2", new Convolution(engine, c, 2 * c, [3, 3], new() { Stride = [2], Padding = [1] }));
        _norm2 = Register("norm2", new BatchNorm(engine, 2 * c, Activation.Relu));
        _conv3 = Register("conv3", new Convolution(engine, 2 * c, 4 * c, [3, 3], new() { Padding = [1] }));
        _norm3 = Register("norm3", new BatchNorm(engine, 4 * c, Activation.Relu));
        _frame = Register("frame", new Linear(engine, 4 * c * Cells(size), frame, activation: Activation.Relu));
        _frameDropout = Register("frame_dropout", new Dropout(engine, options.Dropout));
        _time1 = Register("time1", new Convolution(engine, frame, frame, [3], new() { Padding = [1] }));
        _timeNorm1 = Register("time_norm1", new BatchNorm(engine, frame, Activation.Relu));
        _timeDropout = Register("time_dropout", new Dropout(engine, options.Dropout));
        _time2 = Register("time2", new Convolution(engine, frame, width, [3], new() { Padding = [1] }));
        _timeNorm2 = Register("time_norm2", new BatchNorm(engine, width, Activation.Relu));
        _attention = Register("attention", new MultiHeadAttention(engine, width, options.Heads, options.Dropout));
        _norm = Register("norm", new LayerNorm(engine, width));
    }

    public static ExtractorFamily Family { get; } =
        ExtractorFamily.Of<MagvitOptions>("magvit", (options, clips, engine) => new MagvitExtractor(engine, options, clips.Size));

    public override int Width => _options.Width;

    public override IReadOnlyList<AttentionLayer> AttentionLayers => [new("attention", _attention, Rows: 1, Columns: 1, AttentionSpan.Clip)];

    public override IReadOnlyList<string> ActivationLayers => ["norm1", "norm2", "norm3"];

    public override long MultiplyAdds(int frames, int size)
    {
        var (c, frame, width) = ((long)_options.Channels, (long)_options.FrameWidth, (long)_options.Width);
        var perFrame = Squared(Half(size)) * c * 3 * 49            // conv1
            + Squared(Half(Half(size) / 2)) * 2 * c * c * 9        // conv2, after a pooling
            + Cells(size) * 4 * c * 2 * c * 9                      // conv3, after another
            + Cells(size) * 4 * c * frame                          // frame
            + 3 * frame * frame + 3 * frame * width                // time1, time2
            + 4 * width * width + 2 * width * frames;              // attention: projections, q k and weights v
        return frames * perFrame;
    }

    protected override Tensor Extract(Tensor clips)
    {
        if (clips.Shape.Rank != 5 || clips.Shape[2] != 3 || clips.Shape[3] != _size || clips.Shape[4] != _size)
            throw new ArgumentException($"This extractor is made for clips [B, T, 3, {_size}, {_size}], not {clips.Shape}.", nameof(clips));
        var (batch, frames) = (clips.Shape[0], clips.Shape[1]);
        var x = clips.Reshape(batch * frames, 3, _size, _size);
        x = _norm1.Forward(_conv1.Forward(x)).MaxPool([2, 2]);          // [BT, 64, S/4, S/4]
        x = _norm2.Forward(_conv2.Forward(x)).MaxPool([2, 2]);          // [BT, 128, S/16, S/16]
        x = _norm3.Forward(_conv3.Forward(x));                          // [BT, 256, S/16, S/16]
        x = _frameDropout.Forward(_frame.Forward(x.Reshape(batch * frames, -1)));
        x = x.Reshape(batch, frames, -1).Permute(0, 2, 1);              // [B, 512, T]
        x = _timeDropout.Forward(_timeNorm1.Forward(_time1.Forward(x)));
        x = _timeNorm2.Forward(_time2.Forward(x)).Permute(0, 2, 1);     // [B, T, 256]
        return _norm.Forward(_attention.Forward(x), x, dropout: 0);     // [B, T, 256]
    }

    // Places of the last picture: S/16 x S/16, rounded as the convolutions and poolings round.
    private static int Cells(int size) => (int)Squared(Half(Half(size) / 2) / 2);

    private static int Half(int size) => (size + 1) / 2;

    private static long Squared(int x) => (long)x * x;
}
