using Saccade.Counting.Pointing;
using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.OneShot;

/// <summary>
/// Says of each cell at one look whether a thing lies in it, and where (centres as points: Zhou, Wang and Krähenbühl 2019): the pointing model without its steps. Letters: B pictures, S pixels of a side, P cells.
/// </summary>
internal sealed class HeatMapModel : Module
{
    // As for the pointing model: a thing lies in about one cell of a hundred.
    private const float RarelyAThing = -4;

    private readonly SceneEncoder _encoder;
    private readonly Linear _thing, _place;
    private readonly Tensor _rarely;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes of the encoder.</param>
    /// <param name="size">S</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together; says which.</exception>
    public HeatMapModel(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine)
    {
        _encoder = Register("encoder", new SceneEncoder(engine, options, size, categories));
        _thing = Register("thing", new Linear(engine, _encoder.Features, 1, bias: false));
        _rarely = RegisterParameter("rarely", new Shape(1), Initializers.Constant(RarelyAThing));
        _place = Register("place", new Linear(engine, _encoder.Features, 2));
    }

    /// <param name="pictures">[B, 3, S, S], normalised.</param>
    /// <param name="categories">[B]: what is to be counted.</param>
    public Sight Look(Tensor pictures, IntTensor categories)
    {
        var features = _encoder.Forward(pictures, categories);
        return new(features, _thing.Forward(features).Add(_rarely).Reshape(pictures.Shape[0], _encoder.Grid.Count), _place.Forward(features));
    }
}
