using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Early;

/// <summary>
/// Says of each object how probably it is transient. First by its track's state, which costs little; where that leaves a doubt, its picture is encoded as well.
/// Letters as in <see cref="EarlyInputs"/>; D is what is known of an object.
/// </summary>
internal sealed class ObjectReader : Module
{
    private readonly Mlp _state;
    private readonly Linear _stateHead;
    private readonly Convolution _near;
    private readonly Convolution _far;
    private readonly Linear _picture;
    private readonly Mlp _head;
    private readonly float _sureLogit;

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
        _sureLogit = options.Sure < 1 ? (float)Math.Log(options.Sure / (1 - options.Sure)) : float.PositiveInfinity;
    }

    /// <summary>D</summary>
    public int Width { get; }

    /// <param name="states">(R, state)</param>
    /// <param name="cropOf">(R): which picture; -1 for none.</param>
    /// <param name="crop">A picture by its number.</param>
    /// <param name="gate">Whether those who are sure are left out; false: every picture is looked at.</param>
    /// <returns>What is known [R, D], log-odds of transient [R, 1], the same by the state alone [R, 1], and whose picture was looked at.</returns>
    public (Tensor Known, Tensor Logits, Tensor StateLogits, bool[] Looked) Forward(ReadOnlySpan<float> states, IReadOnlyList<int> cropOf, CropSource crop, bool gate)
    {
        var rows = cropOf.Count;
        var known = _state.Forward(Engine.From(states, rows, FrameEvidence.StateSize));
        var stateLogits = _stateHead.Forward(known.Relu());
        var looked = new bool[rows];
        var place = new int[rows];
        var open = new List<int>();
        var sure = stateLogits.AsSpan();
        for (var row = 0; row < rows; row++)
        {
            looked[row] = cropOf[row] >= 0 && (!gate || Math.Abs(sure[row]) < _sureLogit);
            if (looked[row])
                open.Add(cropOf[row]);
            place[row] = looked[row] ? open.Count : 0;
        }
        if (open.Count > 0)
            known = known.Add(Look(open, crop).Pad(0, 1, 0).IndexSelect(Engine.From(place, rows)));
        known = known.Relu();
        return (known, _head.Forward(known).Add(stateLogits), stateLogits, looked);
    }

    /// <summary>The pictures' encodings [M, D].</summary>
    private Tensor Look(List<int> open, CropSource crop)
    {
        const int Pixels = FrameEvidence.CropPixels;
        var pictures = Engine.Empty(open.Count, 1, Pixels, Pixels);
        for (var i = 0; i < open.Count; i++)
            crop(open[i]).CopyTo(pictures.AsSpan().Slice(i * Pixels * Pixels, Pixels * Pixels));
        return _picture.Forward(_far.Forward(_near.Forward(pictures)).Reshape(open.Count, -1));
    }
}

/// <summary>Gives a picture by its number.</summary>
internal delegate ReadOnlySpan<float> CropSource(int index);
