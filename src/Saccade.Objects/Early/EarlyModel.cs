using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Early;

/// <summary>
/// Decides after each frame whether the clip is persistent. Objects are read one by one (<see cref="ObjectReader"/>), frames are counted by what is believed of them
/// (<see cref="FrameCount"/>), and a causal transformer over the frames' tokens decides with the count before its eyes. Nothing of a frame's answer depends on
/// later frames; <see cref="EarlyStream"/> gives the same answers frame by frame. Letters as in <see cref="EarlyInputs"/>.
/// </summary>
public sealed class EarlyModel : Module
{
    private const int HeadWidth = 64, CuriousClips = 4;

    private readonly ObjectReader _objects;
    private readonly Linear _frame;
    private readonly Embedding _position;
    private readonly TransformerEncoder _encoder;
    private readonly Mlp _head;
    private readonly FrameCount _count;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="frames">T: the length of the clips, since the label is a share of it.</param>
    public EarlyModel(Engine engine, EarlyOptions options, int frames)
        : base(engine)
    {
        (Options, Frames) = (options, frames);
        _objects = Register("objects", new ObjectReader(engine, options));
        _frame = Register("frame", new Linear(engine, options.ObjectWidth + FrameCount.Size, options.Width));
        _position = Register("position", new Embedding(engine, frames, options.Width));
        var layers = new TransformerOptions
        {
            Width = options.Width, Heads = options.Heads, FeedForward = options.FeedForward, Dropout = options.Dropout, NormFirst = true,
        };
        _encoder = Register("encoder", new TransformerEncoder(engine, options.Depth, layers, finalNorm: true));
        _head = Register("head", new Mlp(engine, options.Width + FrameCount.Size, HeadWidth, 1, dropout: options.Dropout));
        _count = new FrameCount(engine, frames);
    }

    public EarlyOptions Options { get; }

    /// <summary>T</summary>
    public int Frames { get; }

    /// <summary>
    /// What other software needs to do as <see cref="EarlyStream"/> does: <c>tracks</c> says which pictures are worth a look, <c>objects</c> looks at those, <c>decide</c> answers for every frame of
    /// a clip. What is chosen and remembered between them depends on what is seen, and is the caller's to do.
    /// </summary>
    public IReadOnlyList<InferenceGraph> Graphs =>
    [
        new("tracks", [new("states", ["rows", FrameEvidence.StateSize], "what is remembered of each track, as src/Saccade.Objects/Early/TrackMemory.cs has it")], inputs =>
        {
            var (state, _, logits, promised) = _objects.Follow(inputs["states"]);
            return [("state", state), ("state_logits", logits), ("promised", promised)];
        }),
        new("objects",
        [
            new("state", ["rows", _objects.Width], "of the graph tracks"),
            new("state_logits", ["rows", 1], "of the graph tracks"),
            new("sightings", ["rows", 1], "in how many frames each was seen so far"),
            new("crops", ["looked", 1, FrameEvidence.CropPixels, FrameEvidence.CropPixels], "brightness 0 to 1 around the centre of each object that is looked at; at least one, which may be blank"),
            new("crop_of", ["rows"], "which of the crops is each row's; any where it has none", "looked"),
            new("is_looked", ["rows", 1], "1 where a row has a crop, else 0"),
        ], inputs =>
        {
            var known = ObjectReader.See(inputs["state"], _objects.Look(inputs["crops"]).IndexSelect(inputs.Choices("crop_of")) * inputs["is_looked"]);
            var logits = _objects.Judge(known, inputs["state_logits"]);
            return [("known", known), ("logits", logits), ("held", _count.OfObjects(logits, inputs["sightings"]))];
        }),
        new("decide",
        [
            new("held", [1, Frames, Options.Slots, 3], "of each track what objects said of it last, as it was known in each frame; zeros before its first"),
            new("seen", [1, Frames, Options.Slots], "1 where a track was seen"),
            new("pooled", [1, Frames, _objects.Width], "the sum of known over the objects seen in each frame; frames to come are zeros, and change nothing of the answers before them"),
        ], inputs => [("logits", Decide(inputs["held"], inputs["seen"], inputs["pooled"], 0, Whole))]),
    ];

    /// <param name="inputs">Whole clips.</param>
    /// <param name="gate">Whether objects that need not be looked at are not; see <see cref="EarlyOptions.Sure"/> and <see cref="EarlyOptions.Worth"/>.</param>
    public EarlyReading Forward(EarlyInputs inputs, bool gate = true)
    {
        int clips = inputs.Clips, frames = inputs.Frames, rows = inputs.Rows;
        if (rows == 0)
            return new EarlyReading(Decide(Nothing(clips, frames), Engine.Zeros(clips, frames, inputs.Slots), Engine.Zeros(clips, frames, _objects.Width), 0, Whole), Engine.Zeros(0), Engine.Zeros(0), Engine.Zeros(0), [], []);
        // In training every fourth clip is looked at wherever there is a doubt: what pictures change must be known to leave them out.
        var objects = _objects.Forward(inputs.States, inputs.CropOf, inputs.Crop, gate, row => Training && inputs.FrameOf[row] / frames % CuriousClips == 0);
        var held = _count.OfObjects(objects.Logits, Column(inputs.Sightings)).Pad(0, 1, 0).IndexSelect(Engine.From(inputs.Held, clips, frames, inputs.Slots));
        var seen = Engine.From(inputs.Seen, clips, frames, inputs.Slots);
        var pooled = Pool(objects.Known, inputs.FrameOf, inputs.CropOf, clips * frames).Reshape(clips, frames, _objects.Width);
        return new EarlyReading(
            Decide(held, seen, pooled, 0, Whole), objects.Logits.Reshape(rows), objects.StateLogits.Reshape(rows), objects.Promised.Reshape(rows), objects.Changed, objects.Looked);
    }

    /// <summary>Empty caches for one clip.</summary>
    internal IReadOnlyList<KeyValueCache> NewCaches() => _encoder.NewCaches(1, Frames);

    /// <summary>What one frame says of its objects: log-odds [R, 1], held numbers [R, 3], the frame's pooled objects [1, 1, D].</summary>
    internal (Tensor Logits, Tensor Held, Tensor Pooled, bool[] Looked) Read(FrameEvidence evidence, bool gate)
    {
        const int Pixels = FrameEvidence.CropPixels * FrameEvidence.CropPixels;
        var objects = _objects.Forward(evidence.States, evidence.CropOf, index => evidence.Crops.AsSpan(index * Pixels, Pixels), gate);
        var pooled = Pool(objects.Known, new int[evidence.Rows], evidence.CropOf, 1).Reshape(1, 1, _objects.Width);
        return (objects.Logits, _count.OfObjects(objects.Logits, Column(evidence.Sightings)), pooled, objects.Looked);
    }

    /// <summary>The answer to one more frame [1, 1], given its objects.</summary>
    /// <param name="held">[1, 1, K, 3]</param>
    /// <param name="seen">[1, S, K]: of all frames so far.</param>
    /// <param name="pooled">[1, 1, D]; null for a frame without objects.</param>
    /// <param name="caches">The transformer's, of the frames before; this one is added.</param>
    internal Tensor Next(Tensor held, Tensor seen, Tensor? pooled, IReadOnlyList<KeyValueCache> caches) =>
        Decide(held, seen, pooled ?? Engine.Zeros(1, 1, _objects.Width), seen.Shape[1] - 1, tokens => _encoder.Forward(tokens, caches));

    private Tensor Whole(Tensor tokens) => _encoder.Forward(tokens, new AttentionMask(Causal: true));

    /// <summary>held [N, Q, K, 3], seen [N, S, K], pooled [N, Q, D] -> [N, Q]</summary>
    private Tensor Decide(Tensor held, Tensor seen, Tensor pooled, int first, Func<Tensor, Tensor> encode)
    {
        var (clips, asked) = (held.Shape[0], held.Shape[1]);
        var count = _count.Describe(held, seen, first);
        var times = Enumerable.Range(0, clips * asked).Select(i => first + i % asked).ToArray();
        var tokens = _frame.Forward(ConcatOperation.Concat([pooled, count], 2)).Add(_position.Forward(Engine.From(times, clips, asked)));
        return Observed(_head.Forward(ConcatOperation.Concat([encode(tokens), count], 2)).Reshape(clips, asked));
    }

    /// <summary>Objects that are seen, added up frame by frame: known [R, D] -> [frames, D]</summary>
    private Tensor Pool(Tensor known, IReadOnlyList<int> frameOf, IReadOnlyList<int> cropOf, int frames)
    {
        int rows = known.Shape[0], width = known.Shape[1];
        // What is not seen goes to a frame beyond the last, which is cut off.
        var target = Engine.EmptyInts(rows, width);
        for (var row = 0; row < rows; row++)
            target.AsSpan().Slice(row * width, width).Fill(cropOf[row] >= 0 ? frameOf[row] : frames);
        return Engine.Zeros(frames + 1, width).ScatterAdd(0, target, known).Slice(0, 0, frames);
    }

    private Tensor Column(ReadOnlySpan<float> values) => Engine.From(values, values.Length, 1);

    private Tensor Nothing(int clips, int frames) => Engine.Zeros(clips, frames, Options.Slots, 3);
}
