using Saccade.Neural;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>Two convolutions over each sighting's crop, learnt with the model. V tokens, S pixels of a crop, C channels, W width.</summary>
public sealed class CropLook : TokenLook
{
    private readonly Convolution _first, _second;
    private readonly Linear _project;
    private readonly int _crop;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="width">W</param>
    /// <param name="channels">C</param>
    /// <param name="crop">S, a multiple of 4.</param>
    /// <exception cref="ArgumentException">The crop is no multiple of 4.</exception>
    public CropLook(Engine engine, int width, int channels, int crop)
        : base(engine)
    {
        if (crop % 4 != 0)
            throw new ArgumentException($"tokens.crop is {crop}; it must be a multiple of 4, since two convolutions halve it.");
        _crop = crop;
        var halving = new ConvolutionOptions { Stride = [2], Padding = [1], Activation = Activation.Relu };
        _first = Register("conv1", new Convolution(engine, 3, channels, [3, 3], halving));
        _second = Register("conv2", new Convolution(engine, channels, 2 * channels, [3, 3], halving));
        _project = Register("project", new Linear(engine, 2 * channels * (crop / 4) * (crop / 4), width));
    }

    public override Tensor Forward(TokenBatch batch)
    {
        var crops = Engine.From(batch.Crops.Span, batch.Together, 3, batch.Crop, batch.Crop);   // [V, 3, S, S]
        return Forward(crops);
    }

    public override IReadOnlyList<GraphInput> Inputs => [new("crops", ["tokens_together", 3, _crop, _crop], "the picture of each sighting, red, green and blue from 0 to 1")];

    public override Tensor Forward(GraphValues inputs) => Forward(inputs["crops"]);

    /// <summary>crops [V, 3, S, S] -> [V, W]</summary>
    private Tensor Forward(Tensor crops)
    {
        var seen = _second.Forward(_first.Forward(crops));                                      // [V, 2 C, S / 4, S / 4]
        return Observed(_project.Forward(seen.Reshape(seen.Shape[0], -1)));                     // [V, W]
    }
}
