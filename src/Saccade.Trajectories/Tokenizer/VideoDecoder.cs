using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Codes back to a clip. Space grows by repeating pixels, each time followed by a convolution that smooths them; the two frames of a step are
/// unfolded from channels, so that each has weights of its own. Causal as the encoder is: a frame depends on no step after its own.
/// </summary>
public sealed class VideoDecoder : Module
{
    private readonly Linear _expand;
    private readonly Convolution _conv1, _conv2, _conv3, _conv4;
    private readonly int _channels, _dimensions;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="channels">At half the picture's size; more below, as in the encoder.</param>
    /// <param name="dimensions">K</param>
    public VideoDecoder(Engine engine, int channels, int dimensions)
        : base(engine)
    {
        (_channels, _dimensions) = (channels, dimensions);
        var c = channels;
        ConvolutionOptions causal = new() { Padding = [2, 1, 1], PaddingAfter = [0, 1, 1], Activation = Activation.Relu };
        _expand = Register("expand", new Linear(engine, dimensions, 4 * c, activation: Activation.Relu));
        _conv1 = Register("conv1", new Convolution(engine, 4 * c, 2 * c, [3, 3, 3], causal));
        _conv2 = Register("conv2", new Convolution(engine, 2 * c, VideoEncoder.StepFrames * c, [3, 3, 3], causal));
        _conv3 = Register("conv3", new Convolution(engine, c, c, [1, 3, 3], new() { Padding = [0, 1, 1], Activation = Activation.Relu }));
        _conv4 = Register("conv4", new Convolution(engine, c, 3, [1, 3, 3], new() { Padding = [0, 1, 1] }));
    }

    /// <param name="codes">[B, T/2, S/8, S/8, K]</param>
    /// <returns>[B, T, 3, S, S]: values around 0 to 1, not cut off.</returns>
    public Tensor Forward(Tensor codes)
    {
        var (batch, steps, cells, c) = (codes.Shape[0], codes.Shape[1], codes.Shape[2], _channels);
        var x = _expand.Forward(codes).Permute(0, 4, 1, 2, 3);              // [B, 4c, T/2, S/8, S/8]
        x = _conv1.Forward(x);                                              // [B, 2c, T/2, S/8, S/8]
        x = _conv2.Forward(x.ResizeNearest(steps, 2 * cells, 2 * cells));   // [B, 2 c, T/2, S/4, S/4]
        x = x.Reshape(batch, VideoEncoder.StepFrames, c, steps, 4 * cells * cells).Permute(0, 2, 3, 1, 4);
        var frames = VideoEncoder.StepFrames * steps;
        x = x.Reshape(batch, c, frames, 2 * cells, 2 * cells);              // [B, c, T, S/4, S/4]
        x = _conv3.Forward(x.ResizeNearest(frames, 4 * cells, 4 * cells));  // [B, c, T, S/2, S/2]
        x = _conv4.Forward(x.ResizeNearest(frames, 8 * cells, 8 * cells));  // [B, 3, T, S, S]
        return Observed(x.Permute(0, 2, 1, 3, 4));
    }

    /// <summary>Multiplications, each with its addition, that one clip takes.</summary>
    public long MultiplyAdds(int frames, int size)
    {
        var (c, steps, cells) = ((long)_channels, frames / VideoEncoder.StepFrames, size / 8L * (size / 8));
        return steps * cells * (_dimensions * 4 * c + 8 * c * c * 27)       // expand, conv1
            + steps * 4 * cells * 4 * c * c * 27                            // conv2
            + frames * (16 * cells * c * c * 9 + 64 * cells * c * 3 * 9);   // conv3, conv4
    }
}
