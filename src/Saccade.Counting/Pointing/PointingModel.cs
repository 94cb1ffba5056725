using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.Pointing;

/// <summary>
/// Looks at a picture once and then points at one thing after another. Of each cell it says once whether a thing lies in it, and where. At each step what has been visited is added
/// to what was seen (<see cref="VisitedPlanes"/>), and a small head chooses a cell, or that there is no more. "No more" is one choice among the cells, as in MolmoPoint (2026), so pointing and stopping cannot
/// disagree. Letters: B pictures, S pixels of a side, P cells, C features of a cell, N steps.
/// </summary>
public sealed class PointingModel : SightModel
{
    // Small enough to be chosen never, and far from what would make sums not a number.
    private const float Impossible = -1e4f;

    private readonly Linear _visited, _hidden, _score, _end;
    private readonly Tensor _noMore;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="size">S, a multiple of 16.</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">Sizes that do not fit together; says which.</exception>
    public PointingModel(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine, options, size, categories)
    {
        var cell = Encoder.Features;
        _visited = Register("visited", new Linear(engine, VisitedPlanes.Count, cell, bias: false));
        _hidden = Register("hidden", new Linear(engine, cell, cell, activation: Activation.Relu));
        _score = Register("score", new Linear(engine, cell, 1));
        _end = Register("end", new Linear(engine, cell, 1, bias: false));
        _noMore = RegisterParameter("no_more", new Shape(1), Initializers.Zeros);
    }

    /// <summary>Multiply-adds of looking at one picture, and of one step; additions, norms and pooling are not counted.</summary>
    public (long Look, long Step) MultiplyAdds()
    {
        long cells = Grid.Count, cell = Encoder.Features;
        return (LookMultiplyAdds, cells * ((VisitedPlanes.Count * cell) + (cell * cell) + cell));
    }

    /// <summary>One choice for each step.</summary>
    /// <param name="sight">Of B pictures.</param>
    /// <param name="inputs">Of N steps.</param>
    /// <returns>Scores [N, P + 1], the last of "no more".</returns>
    public Tensor Choose(Sight sight, ChoiceInputs inputs)
    {
        var steps = inputs.Images.Count;
        var x = _hidden.Forward(sight.Features.IndexSelect(inputs.Images).Add(_visited.Forward(inputs.Visited)).Relu());    // [N, P, C]
        var scores = _score.Forward(x).Reshape(steps, Grid.Count).Add(sight.Things.IndexSelect(inputs.Images)).MaskedFill(inputs.Outside, Impossible);
        var end = _end.Forward(x.Mean([1])).Add(_noMore);                                                                   // [N, 1]
        return ConcatOperation.Concat([scores, end], 1);
    }
}
