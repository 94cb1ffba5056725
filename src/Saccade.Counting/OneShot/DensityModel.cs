using Saccade.Counting.Pointing;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.OneShot;

/// <summary>Says of each cell how much of a thing lies in it; all cells of a picture add up to the count (Lempitsky and Zisserman 2010). Letters: B pictures, S pixels of a side, P cells, C features of a cell.</summary>
internal sealed class DensityModel : Module
{
    // An untrained map is to hold few things, not most of a thing in each cell.
    private const float Sparse = -5;

    private readonly SceneEncoder _encoder;
    private readonly Linear _share;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes of the encoder.</param>
    /// <param name="size">S</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together; says which.</exception>
    public DensityModel(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine)
    {
        _encoder = Register("encoder", new SceneEncoder(engine, options, size, categories));
        _share = Register("share", new Linear(engine, _encoder.Features, 1));
    }

    public CellGrid Grid => _encoder.Grid;

    /// <param name="pictures">[B, 3, S, S], normalised.</param>
    /// <param name="categories">[B]: what is to be counted.</param>
    /// <param name="outside">[B, P]: 1 where a cell lies outside of its picture, and holds nothing.</param>
    /// <returns>Features [B, P, C] and density [B, P], nowhere below 0.</returns>
    public (Tensor Features, Tensor Density) Look(Tensor pictures, IntTensor categories, Tensor outside)
    {
        var features = _encoder.Forward(pictures, categories);
        var x = _share.Forward(features).Reshape(pictures.Shape[0], _encoder.Grid.Count).ScaleShift(1, Sparse);
        // log(1 + e^x), in a form that does not overflow: nothing is less than none.
        var density = x.Relu().Add(x.Abs().ScaleShift(-1, 0).Exp().ScaleShift(1, 1).Log());
        return (features, density.MaskedFill(outside, 0));
    }
}
