using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Counting.Pointing;

/// <summary>
/// Looks at pictures once, told what is to be counted: residual blocks at a quarter and an eighth of the resolution, a transformer over squares of 16 x 16 pixels for what needs the whole picture, and the
/// way back up to cells of 4 x 4 pixels, joined at each resolution with what was seen on the way down (as in Ronneberger et al. 2015). Letters: B pictures, S pixels of a side, T tokens, P cells,
/// c channels at a quarter, D extent of a token, C features of a cell.
/// </summary>
public sealed class SceneEncoder : Module
{
    /// <summary>Sides of pictures are multiples of this: a token.</summary>
    public const int TokenPixels = 16;

    private const int Colours = 3;

    private readonly EncoderOptions _options;
    private readonly Convolution _stem, _quarter, _eighth, _sixteenth, _up;
    private readonly GroupNorm _quarterNorm, _eighthNorm;
    private readonly ResidualBlock _fine, _joined;
    private readonly ResidualBlock[] _coarse;
    private readonly Embedding _askedOfTokens, _askedOfCells;
    private readonly Tensor _places;
    private readonly TransformerEncoder _transformer;
    private readonly Linear _down, _cells;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="size">S, a multiple of 16.</param>
    /// <param name="categories">How many categories can be asked for.</param>
    /// <exception cref="ArgumentException">The size is no multiple of 16, the heads do not divide the width, or the channels are no multiple of 8.</exception>
    public SceneEncoder(Engine engine, EncoderOptions options, int size, int categories)
        : base(engine)
    {
        if (size % TokenPixels != 0)
            throw new ArgumentException($"pictures of {size} pixels are no multiple of {TokenPixels}");
        if (options.Width % options.Heads != 0)
            throw new ArgumentException($"{options.Heads} heads do not divide a width of {options.Width}");
        if (options.Channels % 8 != 0)
            throw new ArgumentException($"{options.Channels} channels are no multiple of 8");
        (_options, Grid) = (options, new CellGrid(size));
        var (c, width, tokens) = (options.Channels, options.Width, size / TokenPixels * (size / TokenPixels));
        _stem = Register("stem", new Convolution(engine, Colours, c / 2, [5, 5], new() { Stride = [2], Padding = [2], Activation = Activation.Relu }));
        _quarter = Register("quarter", new Convolution(engine, c / 2, c, [3, 3], Halving, bias: false));
        _quarterNorm = Register("quarter_norm", new GroupNorm(engine, c / 8, c, Activation.Relu));
        _fine = Register("fine", new ResidualBlock(engine, c));
        _eighth = Register("eighth", new Convolution(engine, c, 2 * c, [3, 3], Halving, bias: false));
        _eighthNorm = Register("eighth_norm", new GroupNorm(engine, 2 * c / 8, 2 * c, Activation.Relu));
        _coarse = [.. Enumerable.Range(0, options.Blocks).Select(i => Register($"coarse{i + 1}", new ResidualBlock(engine, 2 * c)))];
        _sixteenth = Register("sixteenth", new Convolution(engine, 2 * c, width, [3, 3], Halving));
        _askedOfTokens = Register("asked_of_tokens", new Embedding(engine, categories, width));
        _askedOfCells = Register("asked_of_cells", new Embedding(engine, categories, c));
        _places = RegisterParameter("places", new Shape(tokens, width), Initializers.Normal(0.02));
        _transformer = Register("transformer", new TransformerEncoder(
            engine, options.Depth, new() { Width = width, Heads = options.Heads, FeedForward = options.FeedForward, Dropout = (float)options.Dropout, NormFirst = true }, finalNorm: true));
        _down = Register("down", new Linear(engine, width, 2 * c));
        _up = Register("up", new Convolution(engine, 2 * c, c, [1, 1]));
        _joined = Register("joined", new ResidualBlock(engine, c));
        _cells = Register("cells", new Linear(engine, c, options.Cell));
    }

    /// <summary>The cells that pictures are cut into.</summary>
    public CellGrid Grid { get; }

    /// <summary>C</summary>
    public int Features => _options.Cell;

    private static ConvolutionOptions Halving => new() { Stride = [2], Padding = [1] };

    /// <summary>Multiply-adds for one picture; additions and norms are not counted.</summary>
    public long MultiplyAdds()
    {
        var (c, width, ff) = ((long)_options.Channels, (long)_options.Width, (long)_options.FeedForward);
        long quarter = Grid.Count, half = 4 * quarter, eighth = quarter / 4, tokens = quarter / 16;
        var down = (half * Colours * 25 * c / 2) + (quarter * c / 2 * c * 9) + ResidualBlock.MultiplyAdds(quarter, c) + (eighth * c * 2 * c * 9)
            + (_options.Blocks * ResidualBlock.MultiplyAdds(eighth, 2 * c)) + (tokens * 2 * c * width * 9);
        var whole = _options.Depth * ((tokens * ((4 * width * width) + (2 * width * ff))) + (2 * tokens * tokens * width));
        var up = (tokens * width * 2 * c) + (eighth * 2 * c * c) + ResidualBlock.MultiplyAdds(quarter, c) + (quarter * c * _options.Cell);
        return down + whole + up;
    }

    /// <param name="pictures">[B, 3, S, S], normalised.</param>
    /// <param name="categories">[B]: what is to be counted.</param>
    /// <returns>[B, P, C]: what each cell holds.</returns>
    public Tensor Forward(Tensor pictures, IntTensor categories)
    {
        var (batch, side, c) = (pictures.Shape[0], Grid.Size / TokenPixels, _options.Channels);
        var fine = _fine.Forward(_quarterNorm.Forward(_quarter.Forward(_stem.Forward(pictures))));              // [B, c, S/4, S/4]
        var coarse = _eighthNorm.Forward(_eighth.Forward(fine));                                                // [B, 2c, S/8, S/8]
        foreach (var block in _coarse)
            coarse = block.Forward(coarse);
        var tokens = _sixteenth.Forward(coarse).Reshape(batch, _options.Width, side * side).Permute(0, 2, 1);   // [B, T, D]
        tokens = _transformer.Forward(tokens.Add(_places).Add(_askedOfTokens.Forward(categories).Reshape(batch, 1, _options.Width)));
        var whole = _down.Forward(tokens).Permute(0, 2, 1).Reshape(batch, 2 * c, side, side);
        coarse = coarse.AddRelu(whole.UpsampleNearest(2));
        fine = fine.Add(_up.Forward(coarse).UpsampleNearest(2)).Add(_askedOfCells.Forward(categories).Reshape(batch, c, 1, 1)).Relu();
        return Observed(_cells.Forward(_joined.Forward(fine).Reshape(batch, c, Grid.Count).Permute(0, 2, 1)));
    }
}
