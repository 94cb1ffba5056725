using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Models;

/// <summary>
/// Makes a vector of each sighting: what it looks like, where it is and how its track comes and goes, and a learnt code of its frame. It is part of the model: learnt, saved
/// and loaded with it. V tokens, G numbers of geometry, T frames, W width.
/// </summary>
public sealed class ObjectTokenizer : Module
{
    private readonly Mlp _place;
    private readonly Tensor _frameCode;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="look">What sightings look like.</param>
    /// <param name="width">W</param>
    /// <param name="frames">T</param>
    public ObjectTokenizer(Engine engine, TokenLook look, int width, int frames)
        : base(engine)
    {
        Look = Register("look", look);
        _place = Register("place", new Mlp(engine, TrackGeometry.Width, width, width));
        _frameCode = RegisterParameter("frame_code", new Shape(frames, width), Initializers.TruncatedNormal(0.1));
    }

    /// <summary>T</summary>
    public int Frames => _frameCode.Shape[0];

    /// <summary>What sees the pictures.</summary>
    public TokenLook Look { get; }

    /// <param name="seen">[V, W]: of <see cref="Look"/>.</param>
    /// <param name="tokens">What else is known of them.</param>
    /// <returns>[V, W]</returns>
    public Tensor Forward(Tensor seen, TokenTensors tokens)
    {
        var codes = _frameCode.IndexSelect(tokens.FrameOf);                                     // [V, W]
        return Observed(seen + _place.Forward(tokens.Geometry) + codes);
    }
}
