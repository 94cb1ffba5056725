namespace Saccade.Cli.Tests;

/// <summary>Small runs that count, on a canvas of 32 pixels.</summary>
internal static class CountingRuns
{
    private static readonly string[] Small =
    [
        "task: counting", "model: pointing", "data: generated", "data.validation: 8", "data.test: 8", "data.size: 32", "data.most: 3", "data.steps: 4", "model.channels: 16", "model.blocks: 1", "model.width: 16",
        "model.depth: 1", "model.heads: 2", "model.feed_forward: 16", "model.cell: 16", "count.limit: 12", "epochs: 1", "batch_size: 8", "learning_rate: 0.004", "threads: 1",
    ];

    /// <summary>A run that has hardly learnt anything: what counts is that it runs.</summary>
    public static string Hardly(TemporaryFolder folder) => Trained(folder, 16);

    /// <param name="folder">Where it goes.</param>
    /// <param name="images">How many it learns from.</param>
    public static string Trained(TemporaryFolder folder, int images)
    {
        File.WriteAllLines(folder["count.yaml"], [.. Small, $"data.train: {images}"]);
        Assert.Contains(RecordedRun.Of("train", folder["count.yaml"], "--out", folder["run"]).Code, new[] { ExitCode.Done, ExitCode.InvalidEvidence });
        return folder["run"];
    }
}
