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

    /// <summary>What sees the pictures.</summary>
    public TokenLook Look { get; }

    /// <returns>[V, W]</returns>
    public Tensor Forward(TokenBatch batch)
    {
        var geometry = Engine.From(batch.Geometry.Span, batch.Together, TrackGeometry.Width);   // [V, G]
        var codes = _frameCode.IndexSelect(Engine.From(batch.FrameOf, batch.Together));         // [V, W]
        return Observed(Look.Forward(batch) + _place.Forward(geometry) + codes);
    }
}
