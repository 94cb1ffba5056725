using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;

namespace Saccade.Cli.Bench;

/// <summary>The MagVIT-like extractor with its class and position heads (4,189,447 parameters), batch 8 x 16 x 64 x 64.</summary>
public sealed class MagvitBench : OptimisedBenchModel
{
    private const int Frames = 16, Size = 64;

    private readonly TrajectoryModel _model;
    private readonly Tensor _clips;
    private readonly IntTensor _labels;
    private readonly Tensor _positions;

    public MagvitBench(Engine engine, bool dropout)
        : this(engine, Model(engine, dropout))
    {
    }

    private MagvitBench(Engine engine, TrajectoryModel model)
        : base(engine, model)
    {
        _model = model;
        _clips = FormulaNumbers.Fill(engine.Empty(BatchSize, Frames, 3, Size, Size).Keep(), 1);
        _labels = engine.From([.. Enumerable.Range(0, BatchSize).Select(i => i % 4)], BatchSize).Keep();
        _positions = FormulaNumbers.Fill(engine.Empty(BatchSize, 3).Keep(), 2);
    }

    public override int BatchSize => 8;

    protected override Tensor Loss()
    {
        var reading = _model.Forward(_clips);
        return reading.Logits.CrossEntropy(_labels).Add(reading.LastWorld.MeanSquaredError(_positions));
    }

    private static TrajectoryModel Model(Engine engine, bool dropout)
    {
        var extractor = new MagvitExtractor(engine, new MagvitOptions { Dropout = dropout ? 0.1f : 0 }, Size);
        var heads = new HeadOptions { Dropout = dropout ? 0.3f : 0, Pixel = false, Forecast = false };
        return new TrajectoryModel(engine, extractor, heads, new ClipOptions { Frames = Frames, Size = Size });
    }
}
