using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Trajectories.Tokenizer;

/// <summary>
/// Three 3-D convolutions bring a clip to one vector for two frames and 8 x 8 pixels. They are causal: windows over time end with the step
/// they are for, so that the vectors of frames 2s and 2s + 1 depend on nothing after these. Letters: B clips, T frames, S pixels,
/// K numbers a vector. There is no norm over time or space, which would look ahead.
/// </summary>
public sealed class VideoEncoder : Module
{
    /// <summary>Frames of a step.</summary>
    public const int StepFrames = 2;

    /// <summary>Pixels of a token, on both axes.</summary>
    public const int CellPixels = 8;

    private readonly Convolution _conv1, _conv2, _conv3;
    private readonly LayerNorm _norm;
    private readonly Linear _project;
    private readonly Tensor _size;
    private readonly int _channels, _dimensions;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="channels">Of the first convolution.</param>
    /// <param name="dimensions">K</param>
    /// <param name="size">S, kept with the weights: whoever takes them over can see what they were made for.</param>
    /// <exception cref="ArgumentException">The size is not divisible by 8.</exception>
    public VideoEncoder(Engine engine, int channels, int dimensions, int size)
        : base(engine)
    {
        if (size % CellPixels != 0)
            throw new ArgumentException($"The tokenizer takes clips of a size divisible by {CellPixels}, not {size} pixels.", nameof(size));
        (_channels, _dimensions) = (channels, dimensions);
        var c = channels;
        _conv1 = Register("conv1", new Convolution(engine, 3, c, [1, 4, 4], new() { Stride = [1, 2, 2], Padding = [0, 1, 1], Activation = Activation.Relu }));
        // The window of step s is frames 2s - 1 to 2s + 1: one before, none after.
        _conv2 = Register("conv2", new Convolution(engine, c, 2 * c, [3, 3, 3], new() { Stride = [StepFrames, 2, 2], Padding = [1, 1, 1], PaddingAfter = [0, 1, 1], Activation = Activation.Relu }));
        _conv3 = Register("conv3", new Convolution(engine, 2 * c, 4 * c, [3, 3, 3], new() { Stride = [1, 2, 2], Padding = [2, 1, 1], PaddingAfter = [0, 1, 1], Activation = Activation.Relu }));
        _norm = Register("norm", new LayerNorm(engine, 4 * c));
        _project = Register("project", new Linear(engine, 4 * c, dimensions));
        _size = RegisterBuffer("size", new Shape(1), size);
    }

    /// <summary>S of the clips that its weights were made for.</summary>
    public int Size => (int)_size.AsSpan()[0];

    /// <param name="clips">[B, T, 3, S, S]: values 0 to 1.</param>
    /// <returns>[B, T/2, S/8, S/8, K]: not quantised yet.</returns>
    /// <exception cref="ArgumentException">An odd number of frames, or a size not divisible by 8.</exception>
    public Tensor Forward(Tensor clips)
    {
        if (clips.Shape.Rank != 5 || clips.Shape[2] != 3 || clips.Shape[1] % StepFrames != 0 || clips.Shape[3] % CellPixels != 0 || clips.Shape[4] % CellPixels != 0)
            throw new ArgumentException($"The tokenizer takes clips [B, T, 3, S, S] of an even number of frames and a size divisible by {CellPixels}, not {clips.Shape}.", nameof(clips));
        var x = clips.Permute(0, 2, 1, 3, 4);                               // [B, 3, T, S, S]
        x = _conv1.Forward(x);                                              // [B, c, T, S/2, S/2]
        x = _conv2.Forward(x);                                              // [B, 2c, T/2, S/4, S/4]
        x = _conv3.Forward(x);                                              // [B, 4c, T/2, S/8, S/8]
        x = _norm.Forward(x.Permute(0, 2, 3, 4, 1));                        // [B, T/2, S/8, S/8, 4c]
        return Observed(_project.Forward(x));                               // [B, T/2, S/8, S/8, K]
    }

    /// <summary>Multiplications, each with its addition, that one clip takes.</summary>
    public long MultiplyAdds(int frames, int size)
    {
        var (c, steps, half) = ((long)_channels, frames / StepFrames, size / 2L);
        return frames * half * half * c * 3 * 16                            // conv1
            + steps * (half / 2) * (half / 2) * 2 * c * c * 27              // conv2
            + steps * (half / 4) * (half / 4) * (8 * c * c * 27 + 4 * c * _dimensions); // conv3, project
    }
}
