using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Early;

/// <summary>
/// Says of each object how probably it is transient. First by its track's state, which costs little; where that leaves a doubt that a picture promises to change, its
/// picture is encoded as well. Letters as in <see cref="EarlyInputs"/>; D is what is known of an object.
/// </summary>
internal sealed class ObjectReader : Module
{
    private readonly Mlp _state;
    private readonly Linear _stateHead;
    private readonly Convolution _near;
    private readonly Convolution _far;
    private readonly Linear _picture;
    private readonly Mlp _head;
    private readonly Linear _worth;
    private readonly float _sureLogit, _least;

    public ObjectReader(Engine engine, EarlyOptions options)
        : base(engine)
    {
        var (width, channels) = (options.ObjectWidth, options.CropChannels);
        var half = new ConvolutionOptions { Stride = [2], Padding = [1], Activation = Activation.Relu };
        Width = width;
        _state = Register("state", new Mlp(engine, FrameEvidence.StateSize, 2 * width, width));
        _stateHead = Register("state_head", new Linear(engine, width, 1));
        _near = Register("near", new Convolution(engine, 1, channels, [3, 3], half));
        _far = Register("far", new Convolution(engine, channels, 2 * channels, [3, 3], half));
        _picture = Register("picture", new Linear(engine, 2 * channels * FrameEvidence.CropPixels * FrameEvidence.CropPixels / 16, width));
        _head = Register("head", new Mlp(engine, width, width, 1));
        _worth = Register("worth", new Linear(engine, width, 1));
        _least = options.Worth;
        _sureLogit = options.Sure < 1 ? (float)Math.Log(options.Sure / (1 - options.Sure)) : float.PositiveInfinity;
    }

    /// <summary>D</summary>
    public int Width { get; }

    /// <param name="states">(R, state)</param>
    /// <param name="cropOf">(R): which picture; -1 for none.</param>
    /// <param name="crop">A picture by its number.</param>
    /// <param name="gate">Whether pictures are left out that would change nothing; false: every picture is looked at.</param>
    /// <param name="isCurious">Whether a row is looked at to learn what its picture changes, however little that promises to be; null: none is.</param>
    public ObjectsRead Forward(ReadOnlySpan<float> states, IReadOnlyList<int> cropOf, CropSource crop, bool gate, Func<int, bool>? isCurious = null)
    {
        var rows = cropOf.Count;
        var (state, believed, stateLogits, promised) = Follow(Engine.From(states, rows, FrameEvidence.StateSize));
        var looked = new bool[rows];
        var place = new int[rows];
        var open = new List<int>();
        for (var row = 0; row < rows; row++)
        {
            looked[row] = cropOf[row] >= 0 && (!gate || (Math.Abs(stateLogits.AsSpan()[row]) < _sureLogit && (_least <= 0 || promised.AsSpan()[row] >= _least || isCurious?.Invoke(row) == true)));
            if (looked[row])
                open.Add(cropOf[row]);
            place[row] = looked[row] ? open.Count : 0;
        }
        if (open.Count == 0)
            return new(believed, Judge(believed, stateLogits), stateLogits, promised, new float[rows], looked);
        var known = See(state, Look(Pictures(open, crop)).Pad(0, 1, 0).IndexSelect(Engine.From(place, rows)));
        var seen = _head.Forward(known);
        return new(known, seen.Add(stateLogits), stateLogits, promised, Changes(seen, believed, looked), looked);
    }

    /// <summary>The track's state alone: states [R, state] -> what it makes of it [R, D], as far as that is believed without a picture [R, D], log-odds of transient [R, 1], by how much the picture is expected to change them [R, 1].</summary>
    public (Tensor State, Tensor Believed, Tensor Logits, Tensor Promised) Follow(Tensor states)
    {
        var state = _state.Forward(states);
        var believed = state.Relu();
        // What is promised reads what is believed and teaches it nothing: where pictures change much, it would have all the say.
        return (state, believed, _stateHead.Forward(believed), _worth.Forward(believed.StopGradient()));
    }

    /// <summary>What pictures [M, 1, P, P] say, [M, D].</summary>
    public Tensor Look(Tensor pictures) => _picture.Forward(_far.Forward(_near.Forward(pictures)).Reshape(pictures.Shape[0], -1));

    /// <summary>What is known of objects, [R, D], by their tracks [R, D] and their pictures [R, D]; zeros for a picture that was not looked at.</summary>
    public static Tensor See(Tensor state, Tensor looks) => state.Add(looks).Relu();

    /// <summary>Log-odds of transient [R, 1] by what is known of objects [R, D] and by their tracks alone [R, 1].</summary>
    public Tensor Judge(Tensor known, Tensor stateLogits) => _head.Forward(known).Add(stateLogits);

    /// <summary>(R): by how much the picture changed each row's log-odds; 0 where it was not looked at. Learnt from, not learnt itself.</summary>
    private float[] Changes(Tensor seen, Tensor believed, bool[] looked)
    {
        if (!Training || _least <= 0)
            return new float[looked.Length];
        var unseen = _head.Forward(believed);
        return [.. looked.Select((l, row) => l ? Math.Abs(seen.AsSpan()[row] - unseen.AsSpan()[row]) : 0)];
    }

    /// <summary>[M, 1, P, P]</summary>
    private Tensor Pictures(List<int> open, CropSource crop)
    {
        const int Pixels = FrameEvidence.CropPixels;
        var pictures = Engine.Empty(open.Count, 1, Pixels, Pixels);
        for (var i = 0; i < open.Count; i++)
            crop(open[i]).CopyTo(pictures.AsSpan().Slice(i * Pixels * Pixels, Pixels * Pixels));
        return pictures;
    }
}

/// <summary>What is said of R objects.</summary>
/// <param name="Known">[R, D]</param>
/// <param name="Logits">[R, 1]: log-odds of transient.</param>
/// <param name="StateLogits">[R, 1]: the same by the track alone.</param>
/// <param name="Promised">[R, 1]: by how much the picture is expected to change them.</param>
/// <param name="Changed">(R): by how much it did, where it was looked at in training.</param>
/// <param name="Looked">(R): whether it was looked at.</param>
internal sealed record ObjectsRead(Tensor Known, Tensor Logits, Tensor StateLogits, Tensor Promised, float[] Changed, bool[] Looked);

/// <summary>Gives a picture by its number.</summary>
internal delegate ReadOnlySpan<float> CropSource(int index);
