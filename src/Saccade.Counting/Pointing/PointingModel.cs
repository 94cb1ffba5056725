using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.Pointing;

/// <summary>
/// Looks at a picture once and then points at one thing after another. A convolutional stem and a transformer over squares of 8 x 8 pixels, told what is to be counted, make features of cells of 4 x 4
/// pixels. At each step what has been visited is added to them (<see cref="VisitedPlanes"/>), and a small head chooses a cell, or that there is no more, and refines the place inside of the cell.
/// "No more" is one choice among the cells, as in MolmoPoint (2026), so pointing and stopping cannot disagree. Letters: B pictures, S pixels of a side, P cells, C features of a cell, N steps.
/// </summary>
public sealed class PointingModel : Module
{
    /// <summary>Sides of pictures are multiples of this: a token.</summary>
    public const int TokenPixels = 8;

    /// <summary>Numbers that the head says of a cell: its score, and the offset of the place in it.</summary>
    private const int Said = 3;

    private const int CellsOfToken = TokenPixels / CellGrid.CellPixels;

    private readonly PointingOptions _options;
    private readonly Convolution _stem1, _stem2, _stem3, _lateral, _merge;
    private readonly Embedding _category;
    private readonly Tensor _places, _noMore;
    private readonly TransformerEncoder _encoder;
    private readonly Linear _spread, _seen, _visited, _hidden, _say, _end;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="size">S, a multiple of 8.</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">The size is no multiple of 8, or the heads do not divide the width.</exception>
    public PointingModel(Engine engine, PointingOptions options, int size, int categories)
        : base(engine)
    {
        if (size % TokenPixels != 0)
            throw new ArgumentException($"pictures of {size} pixels are no multiple of {TokenPixels}");
        if (options.Width % options.Heads != 0)
            throw new ArgumentException($"{options.Heads} heads do not divide a width of {options.Width}");
        (_options, Grid) = (options, new CellGrid(size));
        var (c, width, cell) = (options.Channels, options.Width, options.Cell);
        _stem1 = Register("stem1", new Convolution(engine, 3, c, [5, 5], new() { Stride = [2], Padding = [2], Activation = Activation.Relu }));
        _stem2 = Register("stem2", new Convolution(engine, c, 2 * c, [3, 3], new() { Stride = [2], Padding = [1], Activation = Activation.Relu }));
        _stem3 = Register("stem3", new Convolution(engine, 2 * c, width, [3, 3], new() { Stride = [2], Padding = [1], Activation = Activation.Relu }));
        _category = Register("category", new Embedding(engine, categories, width));
        _places = RegisterParameter("places", new Shape(size / TokenPixels * (size / TokenPixels), width), Initializers.Normal(0.02));
        _encoder = Register("encoder", new TransformerEncoder(
            engine, options.Depth, new() { Width = width, Heads = options.Heads, FeedForward = options.FeedForward, Dropout = (float)options.Dropout, NormFirst = true }, finalNorm: true));
        _spread = Register("spread", new Linear(engine, width, CellsOfToken * CellsOfToken * cell));
        _lateral = Register("lateral", new Convolution(engine, 2 * c, cell, [1, 1]));
        _merge = Register("merge", new Convolution(engine, cell, cell, [3, 3], new() { Padding = [1], Activation = Activation.Relu }));
        _seen = Register("seen", new Linear(engine, cell, cell));
        _visited = Register("visited", new Linear(engine, VisitedPlanes.Count, cell, bias: false));
        _hidden = Register("hidden", new Linear(engine, cell, cell, activation: Activation.Relu));
        _say = Register("say", new Linear(engine, cell, Said));
        _end = Register("end", new Linear(engine, cell, 1, bias: false));
        _noMore = RegisterParameter("no_more", new Shape(1), Initializers.Zeros);
    }

    public CellGrid Grid { get; }

    /// <summary>Multiply-adds of looking at one picture, and of one step; additions, norms and pooling are not counted.</summary>
    public (long Look, long Step) MultiplyAdds()
    {
        var (c, width, cell, ff) = ((long)_options.Channels, (long)_options.Width, (long)_options.Cell, (long)_options.FeedForward);
        long cells = Grid.Count, tokens = cells / (CellsOfToken * CellsOfToken), halves = 4 * cells;
        var stem = (halves * 3 * 25 * c) + (cells * c * 2 * c * 9) + (tokens * 2 * c * width * 9);
        var encoder = _options.Depth * ((tokens * ((4 * width * width) + (2 * width * ff))) + (2 * tokens * tokens * width));
        var up = (cells * width * cell) + (cells * 2 * c * cell) + (cells * cell * cell * 9) + (cells * cell * cell);
        return (stem + encoder + up, cells * ((VisitedPlanes.Count * cell) + (cell * cell) + (cell * Said)));
    }

    /// <summary>Looks at pictures: what each cell holds, whatever has been visited.</summary>
    /// <param name="pictures">[B, 3, S, S], normalised.</param>
    /// <param name="categories">[B]: what is to be counted.</param>
    /// <returns>[B, P, C]</returns>
    public Tensor Look(Tensor pictures, IntTensor categories)
    {
        var (batch, tokens, side) = (pictures.Shape[0], Grid.Size / TokenPixels, Grid.Side);
        var fine = _stem2.Forward(_stem1.Forward(pictures));                                            // [B, 2c, side, side]
        var x = _stem3.Forward(fine).Reshape(batch, _options.Width, tokens * tokens).Permute(0, 2, 1);  // [B, T, D]
        x = x.Add(_places).Add(_category.Forward(categories).Reshape(batch, 1, _options.Width));
        x = _spread.Forward(_encoder.Forward(x));                                                       // [B, T, 4 C]
        x = x.Reshape(batch, tokens, tokens, CellsOfToken, CellsOfToken, _options.Cell).Permute(0, 5, 1, 3, 2, 4).Reshape(batch, _options.Cell, side, side);
        x = _merge.Forward(x.Add(_lateral.Forward(fine)).Relu());                                       // [B, C, side, side]
        return _seen.Forward(x.Reshape(batch, _options.Cell, Grid.Count).Permute(0, 2, 1));
    }

    /// <summary>One choice for each step.</summary>
    /// <param name="seen">[B, P, C], what <see cref="Look"/> gave.</param>
    /// <param name="inputs">Of N steps.</param>
    /// <returns>Scores [N, P + 1], the last of "no more", and offsets [N, P, 2] in cells.</returns>
    public (Tensor Scores, Tensor Offsets) Choose(Tensor seen, ChoiceInputs inputs)
    {
        var steps = inputs.Images.Count;
        var x = _hidden.Forward(seen.IndexSelect(inputs.Images).Add(_visited.Forward(inputs.Visited)).Relu());      // [N, P, C]
        var said = _say.Forward(x);
        var scores = said.Slice(2, 0, 1).Reshape(steps, Grid.Count).MaskedFill(inputs.Outside, Impossible);
        var end = _end.Forward(x.Mean([1])).Add(_noMore);                                               // [N, 1]
        return (ConcatOperation.Concat([scores, end], 1), said.Slice(2, 1, 2));
    }

    // Small enough to be chosen never, and far from what would make sums not a number.
    private const float Impossible = -1e4f;
}
