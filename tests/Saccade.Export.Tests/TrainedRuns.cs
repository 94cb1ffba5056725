namespace Saccade.Export.Tests;

/// <summary>Runs of a few steps, trained once for all tests of a class.</summary>
public sealed class TrainedRuns : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _keypoints;

    public TrainedRuns() => _keypoints = new(() => Train("keypoints", "trajectories-keypoints.yaml",
        "data.train=32", "data.validation=16", "data.test=16", "data.size=32", "epochs=1", "batch_size=8", "threads=1", "model.channels=4", "model.maps=4", "model.width=16", "model.features=16"));

    /// <summary>The smallest of the extractors, on clips of 32 pixels, with a TensorBoard log.</summary>
    public string Keypoints => _keypoints.Value;

    public void Dispose() => _folder.Dispose();

    private string Train(string name, string recipe, params string[] sets)
    {
        var (code, _, error) = CommandLine.Run(["train", Path.Combine(AppContext.BaseDirectory, "recipes", recipe), "--out", _folder[name], "--log", "tensorboard", .. sets.SelectMany(s => new[] { "--set", s })]);
        return code is 0 or 3 ? _folder[name] : throw new InvalidOperationException(error);
    }
}
