using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Editing.Forecasting;

/// <summary>
/// Says of each track what it shows next, or where it is hidden, from one token a time step. A step's cells become vectors, joined into the token together with what is heard and seen; attention looks back over
/// the tokens; and each track's own head reads the token through a projection of its own beside its own cell, behind a non-linearity: tracks move independently. Nothing but past tokens
/// goes into a causal model's answer. Letters: B windows, T tokens, U tracks in use, O numbers of an answer (<see cref="AnswerLayout"/>).
/// </summary>
public sealed class TracksModel : Module
{
    // Changes are rare: at first nothing is expected to.
    private const float FirstChangeLogit = -4;

    private readonly TracksOptions _options;
    private readonly Linear _cell, _cells, _step1, _step2, _ofStep, _ofCell, _answer;
    private readonly Tensor _assets, _sincePresence, _sinceNumbers;
    private readonly IReadOnlyList<TrackEncoderLayer> _layers;
    private readonly LayerNorm _norm;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="facts">What is known of the timelines.</param>
    /// <param name="objective">What is asked for.</param>
    /// <param name="memory">Steps of content in a token.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width, or no track is ever used.</exception>
    public TracksModel(Engine engine, TracksOptions options, TrackFacts facts, Objective objective, int memory)
        : base(engine)
    {
        if (facts.Tracks.Count == 0)
            throw new ArgumentException("no training timeline has a clip on a video track");
        (_options, Facts, Objective, Memory) = (options, facts, objective, memory);
        var (tracks, width, answer) = (facts.Tracks.Count, options.Width, new AnswerLayout(facts));
        _cell = Register("cell", new Linear(engine, StepTeller.CellWidth(facts, objective), options.Cell));
        _assets = RegisterParameter("assets", new Shape(AnswerLayout.AssetClasses + 2, options.Cell), Initializers.Normal(0.3));
        _sincePresence = RegisterParameter("since_presence", new Shape(Elapsed.Classes, options.Cell), Initializers.Normal(0.3));
        _sinceNumbers = RegisterParameter("since_numbers", new Shape(Elapsed.Classes, options.Cell), Initializers.Normal(0.3));
        _cells = Register("cells", new Linear(engine, tracks * options.Cell, width));
        _step1 = Register("step1", new Linear(engine, StepTeller.Width(facts, objective, memory), width, activation: Activation.Relu));
        _step2 = Register("step2", new Linear(engine, width, width));
        _layers = [.. Enumerable.Range(0, options.Layers).Select(i => Register($"layers.{i}", new TrackEncoderLayer(engine, options, objective.IsCausal())))];
        _norm = Register("norm", new LayerNorm(engine, width));
        _ofStep = Register("of_step", new Linear(engine, width, tracks * options.Head));
        _ofCell = Register("of_cell", new Linear(engine, options.Cell, options.Head, bias: false));
        _answer = Register("answer", new Linear(engine, options.Head, answer.Width, biasInitializer: (values, _, _) =>
        {
            values.Clear();
            values[..answer.Changes].Fill(FirstChangeLogit);
        }));
    }

    public TrackFacts Facts { get; }

    public Objective Objective { get; }

    /// <summary>Steps of content in a token.</summary>
    public int Memory { get; }

    /// <summary>L: steps of a block.</summary>
    internal int Block => _options.Block;

    /// <param name="inputs">Of B windows.</param>
    /// <param name="mask">(B, T): 1 for a token, 0 for padding after the last one.</param>
    /// <returns>[B, T, U, O]</returns>
    internal Tensor Forward(TrackInputs inputs, ReadOnlySpan<int> mask)
    {
        var (cells, x) = Tokens(inputs);
        var padding = (_options.Block - (inputs.Tokens % _options.Block)) % _options.Block;
        var padded = inputs.Tokens + padding;
        var wide = new int[inputs.Windows * padded];
        for (var n = 0; n < inputs.Windows; n++)
            mask.Slice(n * inputs.Tokens, inputs.Tokens).CopyTo(wide.AsSpan(n * padded));
        x = padding > 0 ? x.Pad(1, 0, padding) : x;
        x = Attend(x, wide);
        return Observed(Answers(padding > 0 ? x.Slice(1, 0, inputs.Tokens) : x, cells));
    }

    /// <summary>The same of windows that are whole blocks without padding.</summary>
    /// <param name="numbers">[B, T, U, C]: of cells.</param>
    /// <param name="assets">[B, T, U]</param>
    /// <param name="sincePresence">[B, T, U]</param>
    /// <param name="sinceNumbers">[B, T, U]</param>
    /// <param name="steps">[B, T, S]</param>
    /// <returns>[B, T, U, O]</returns>
    internal Tensor Forward(Tensor numbers, IntTensor assets, IntTensor sincePresence, IntTensor sinceNumbers, Tensor steps)
    {
        var (cells, x) = Tokens(numbers, assets, sincePresence, sinceNumbers, steps);
        var all = new int[x.Shape[0] * x.Shape[1]];
        Array.Fill(all, 1);
        return Observed(Answers(Attend(x, all), cells));
    }

    /// <summary>x [B, T, D] with its mask (B, T) -> [B, T, D]</summary>
    private Tensor Attend(Tensor x, ReadOnlySpan<int> mask)
    {
        var keys = _layers[0].Attention.Keys(mask, x.Shape[0]);
        foreach (var layer in _layers)
            x = layer.Forward(x, keys);
        return x;
    }

    /// <summary>Empty caches for one stream, one for each layer.</summary>
    internal IReadOnlyList<KeyValueCache> NewCaches() => [.. _layers.Select(l => l.Attention.NewCache())];

    /// <summary>The answer at the next token of a stream, as <see cref="Forward(TrackInputs, ReadOnlySpan{int})"/> gives it for the whole of it.</summary>
    /// <param name="inputs">One token of one window.</param>
    /// <param name="caches">The tokens before.</param>
    /// <returns>[1, 1, U, O]</returns>
    internal Tensor Forward(TrackInputs inputs, IReadOnlyList<KeyValueCache> caches)
    {
        var (cells, x) = Tokens(inputs);
        for (var i = 0; i < _layers.Count; i++)
            x = _layers[i].Forward(x, caches[i]);
        return Observed(Answers(x, cells));
    }

    /// <summary>Cells [B, T, U, cell] and tokens [B, T, D].</summary>
    private (Tensor Cells, Tensor Tokens) Tokens(TrackInputs inputs)
    {
        var (assets, presence, numbers) = inputs.Classes(Engine);
        return Tokens(inputs.Cells(Engine), assets, presence, numbers, inputs.Steps(Engine));
    }

    private (Tensor Cells, Tensor Tokens) Tokens(Tensor numbers, IntTensor assets, IntTensor sincePresence, IntTensor sinceNumbers, Tensor steps)
    {
        var cells = _cell.Forward(numbers).Add(_assets.Embedding(assets)).Add(_sincePresence.Embedding(sincePresence)).Add(_sinceNumbers.Embedding(sinceNumbers)).Relu();
        var joined = _cells.Forward(cells.Reshape(cells.Shape[0], cells.Shape[1], cells.Shape[2] * _options.Cell));
        return (cells, joined.Add(_step2.Forward(_step1.Forward(steps))));
    }

    /// <summary>x [B, T, D] with cells [B, T, U, cell] -> [B, T, U, O]</summary>
    private Tensor Answers(Tensor x, Tensor cells)
    {
        var ofStep = _ofStep.Forward(_norm.Forward(x)).Reshape(x.Shape[0], x.Shape[1], cells.Shape[2], _options.Head);
        return _answer.Forward(ofStep.Add(_ofCell.Forward(cells)).Relu());
    }
}
