using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Models;

/// <summary>
/// Makes a vector of each sighting: what it looks like (two convolutions over its crop), where it is and how its track comes and goes, and a learnt code
/// of its frame. It is part of the model: learnt, saved and loaded with it. V tokens, S pixels of a crop, G numbers of geometry, T frames, W width.
/// </summary>
public sealed class ObjectTokenizer : Module
{
    private readonly Convolution _first, _second;
    private readonly Linear _look;
    private readonly Mlp _place;
    private readonly Tensor _frameCode;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">W and the channels.</param>
    /// <param name="crop">S, a multiple of 4.</param>
    /// <param name="frames">T</param>
    public ObjectTokenizer(Engine engine, PersistenceModelOptions options, int crop, int frames)
        : base(engine)
    {
        if (crop % 4 != 0)
            throw new ArgumentException($"tokens.crop is {crop}; it must be a multiple of 4, since two convolutions halve it.");
        var halving = new ConvolutionOptions { Stride = [2], Padding = [1], Activation = Activation.Relu };
        _first = Register("conv1", new Convolution(engine, 3, options.Channels, [3, 3], halving));
        _second = Register("conv2", new Convolution(engine, options.Channels, 2 * options.Channels, [3, 3], halving));
        _look = Register("look", new Linear(engine, 2 * options.Channels * (crop / 4) * (crop / 4), options.Width));
        _place = Register("place", new Mlp(engine, TrackGeometry.Width, options.Width, options.Width));
        _frameCode = RegisterParameter("frame_code", new Shape(frames, options.Width), Initializers.TruncatedNormal(0.1));
    }

    /// <param name="crops">[V, 3, S, S], 0 to 1.</param>
    /// <param name="geometry">[V, G]</param>
    /// <param name="frames">[V]: each token's frame.</param>
    /// <returns>[V, W]</returns>
    public Tensor Forward(Tensor crops, Tensor geometry, IntTensor frames)
    {
        var seen = _second.Forward(_first.Forward(crops));                  // [V, 2 C, S / 4, S / 4]
        var look = _look.Forward(seen.Reshape(seen.Shape[0], -1));          // [V, W]
        return Observed(look + _place.Forward(geometry) + _frameCode.IndexSelect(frames));
    }
}
