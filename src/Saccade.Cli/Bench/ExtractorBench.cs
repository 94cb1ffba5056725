using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;

namespace Saccade.Cli.Bench;

/// <summary>An extractor with its class and position heads, batch 8 x 16 x 64 x 64: cross-entropy and squared error.</summary>
public sealed class ExtractorBench : OptimisedBenchModel
{
    // At 1e-3 the third loss of the SlowFast-like one in float32 is 1e-3 away from that in float64, in PyTorch too: nothing to compare by.
    private const double LearningRate = 1e-4;

    private static readonly ClipOptions Clips = new() { Frames = 16, Size = 64 };

    private readonly TrajectoryModel _model;
    private readonly Tensor _clips;
    private readonly IntTensor _labels;
    private readonly Tensor _positions;

    private ExtractorBench(Engine engine, TrajectoryModel model)
        : base(engine, model, LearningRate)
    {
        _model = model;
        _clips = FormulaNumbers.Fill(engine.Empty(BatchSize, Clips.Frames, 3, Clips.Size, Clips.Size).Keep(), 1);
        _labels = engine.From([.. Enumerable.Range(0, BatchSize).Select(i => i % 4)], BatchSize).Keep();
        _positions = FormulaNumbers.Fill(engine.Empty(BatchSize, 3).Keep(), 2);
    }

    public override int BatchSize => 8;

    /// <summary>MagVIT-like, 4,189,447 parameters.</summary>
    public static ExtractorBench Magvit(Engine engine, bool dropout) => new(engine, new TrajectoryModel(
        engine,
        new MagvitExtractor(engine, new MagvitOptions { Dropout = dropout ? 0.1f : 0 }, Clips.Size),
        new HeadOptions { Dropout = dropout ? 0.3f : 0, Pixel = false, Forecast = false },
        Clips));

    /// <summary>The video transformer, its features of all frames side by side.</summary>
    public static ExtractorBench Transformer(Engine engine, bool dropout) => Concatenated(engine, new VideoTransformer(engine, new VideoTransformerOptions(), Clips), dropout);

    /// <summary>I3D-like, in the same setting.</summary>
    public static ExtractorBench I3d(Engine engine, bool dropout) => Concatenated(engine, new I3dExtractor(engine, new I3dOptions(), Clips), dropout);

    /// <summary>SlowFast-like, in the same setting.</summary>
    public static ExtractorBench SlowFast(Engine engine, bool dropout) => Concatenated(engine, new SlowFastExtractor(engine, new SlowFastOptions(), Clips), dropout);

    /// <summary>The transformer over a frozen tokenizer's codes (here of initial weights, which cost the same), in the same setting.</summary>
    public static ExtractorBench Tokens(Engine engine, bool dropout) => Concatenated(engine, new TokenTransformer(engine, new TokenTransformerOptions(), Clips), dropout);

    protected override Tensor Loss()
    {
        var reading = _model.Forward(_clips);
        return reading.Logits.CrossEntropy(_labels).Add(reading.LastWorld!.MeanSquaredError(_positions));
    }

    private static ExtractorBench Concatenated(Engine engine, Extractor extractor, bool dropout) => new(engine, new TrajectoryModel(
        engine,
        extractor,
        new HeadOptions { Dropout = dropout ? 0.1f : 0, Pixel = false, Forecast = false, Pooling = Pooling.Concatenate },
        Clips));
}
