using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.Pointing;

/// <summary>
/// What models have in common that say of each cell at one look whether a thing lies in it, and where (centres as points: Zhou, Wang and Krähenbühl 2019). Letters: B pictures, S pixels of a side, P cells, C features of a cell.
/// </summary>
public abstract class SightModel : Module
{
    // A thing lies in about one cell of a hundred: without it the first steps of training would go into saying so.
    private const float RarelyAThing = -4;

    private readonly Linear _thing, _place;
    private readonly Tensor _rarely;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes of the encoder.</param>
    /// <param name="size">S, a multiple of 16.</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together; says which.</exception>
    private protected SightModel(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine)
    {
        Encoder = Register("encoder", new SceneEncoder(engine, options, size, categories));
        _thing = Register("thing", new Linear(engine, Encoder.Features, 1, bias: false));
        _rarely = RegisterParameter("rarely", new Shape(1), Initializers.Constant(RarelyAThing));
        _place = Register("place", new Linear(engine, Encoder.Features, 2));
    }

    public CellGrid Grid => Encoder.Grid;

    /// <summary>C</summary>
    public int Features => Encoder.Features;

    private protected SceneEncoder Encoder { get; }

    /// <summary>Multiply-adds of looking at one picture; additions, norms and pooling are not counted.</summary>
    private protected long LookMultiplyAdds => Encoder.MultiplyAdds() + ((long)Grid.Count * Encoder.Features * 3);

    /// <summary>Looks at pictures.</summary>
    /// <param name="pictures">[B, 3, S, S], normalised.</param>
    /// <param name="categories">[B]: what is to be counted.</param>
    public Sight Look(Tensor pictures, IntTensor categories)
    {
        var features = Encoder.Forward(pictures, categories);                               // [B, P, C]
        return new(features, _thing.Forward(features).Add(_rarely).Reshape(pictures.Shape[0], Grid.Count), _place.Forward(features));
    }
}
