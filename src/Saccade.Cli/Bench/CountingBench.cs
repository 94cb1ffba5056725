using Saccade.Counting.Pointing;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Cli.Bench;

/// <summary>
/// The default model that counts by pointing: one look at 8 pictures of 160 x 160, and eight steps of each. The loss is the cross-entropy of choices, that of things in cells, and Huber's of their offsets,
/// all of fixed targets.
/// </summary>
public sealed class CountingBench : OptimisedBenchModel
{
    private const int Size = 160, Categories = 7, StepsOfEach = 8, VisitedPlanes = 6;

    private readonly PointingModel _model;
    private readonly Tensor _pictures, _things, _offsets;
    private readonly IntTensor _categories, _next;
    private readonly ChoiceInputs _inputs;

    public CountingBench(Engine engine)
        : this(engine, new PointingModel(engine, new EncoderOptions(), Size, Categories))
    {
    }

    private CountingBench(Engine engine, PointingModel model)
        : base(engine, model)
    {
        _model = model;
        var (cells, steps) = (model.Grid.Count, BatchSize * StepsOfEach);
        _pictures = FormulaNumbers.Fill(engine.Empty(BatchSize, 3, Size, Size).Keep(), 1);
        _categories = Integers(BatchSize, i => i % Categories);
        _next = Integers(steps, i => i * 25 % (cells + 1));
        _inputs = new(
            Integers(steps, i => i / StepsOfEach),
            FormulaNumbers.Fill(engine.Empty(steps, cells, VisitedPlanes).Keep(), 2),
            engine.Zeros(steps, cells).Keep());
        _things = engine.Zeros(BatchSize, cells).Keep();
        for (var i = 0; i < _things.Count; i += 100)
            _things.AsSpan()[i] = 1;
        _offsets = FormulaNumbers.Fill(engine.Empty(BatchSize, cells, 2).Keep(), 3, scale: 1);
    }

    public override int BatchSize => 8;

    protected override Tensor Loss()
    {
        var sight = _model.Look(_pictures, _categories);
        return _model.Choose(sight, _inputs).CrossEntropy(_next)
            .Add(sight.Things.BinaryCrossEntropyWithLogits(_things)).Add(sight.Offsets.Huber(_offsets, delta: 0.25f));
    }

    private IntTensor Integers(int count, Func<int, int> at) => Engine.From([.. Enumerable.Range(0, count).Select(at)], count).Keep();
}
