using Saccade.Tensors;

namespace Saccade.Cli.Bench;

/// <summary>A bench model by name.</summary>
/// <param name="Name">As <c>saccade bench --model</c> and benchmarks/compare know it.</param>
/// <param name="Make">Makes it on an engine, with its dropout or (to compare losses with a peer's) without.</param>
public sealed record BenchEntry(string Name, Func<Engine, bool, BenchModel> Make);

/// <summary>Every model that is timed.</summary>
public static class BenchModels
{
    public static IReadOnlyList<BenchEntry> All { get; } =
    [
        new("encoder", (engine, dropout) => new EncoderBench(engine, dropout ? 0.1f : 0)),
        new("encoder_no_dropout", (engine, _) => new EncoderBench(engine, dropout: 0)),
        new("magvit", ExtractorBench.Magvit),
        new("transformer", ExtractorBench.Transformer),
        new("i3d", ExtractorBench.I3d),
        new("slowfast", ExtractorBench.SlowFast),
        new("tokens", ExtractorBench.Tokens),
        new("multi_track", (engine, dropout) => new HistoricalBench(engine, dropout ? 0.1f : 0)),
        new("multi_track_naive", (engine, dropout) => new HistoricalBench(engine, dropout ? 0.1f : 0)),
        new("tracks", (engine, dropout) => new TracksBench(engine, dropout)),
        new("counting", (engine, _) => new CountingBench(engine)),
        new("conv3d", (engine, _) => new Conv3dBench(engine)),
        new("resnet18", (engine, _) => new ResNet18Bench(engine)),
        new("features_64", (engine, _) => new FeaturesBench(engine, size: 64, batch: 128)),
        new("features_224", (engine, _) => new FeaturesBench(engine, size: 224, batch: 8)),
    ];

    /// <exception cref="ArgumentException">There is no such model; names those there are.</exception>
    public static BenchEntry Named(string name) => All.FirstOrDefault(entry => entry.Name == name)
        ?? throw new ArgumentException($"There is no bench model '{name}'; there are {string.Join(", ", All.Select(entry => entry.Name))}.");
}
