using Saccade.Cli;
using Saccade.Neural;

namespace Saccade.Export.Tests;

public class ExportCommandTests(TrainedRuns runs) : IClassFixture<TrainedRuns>
{
    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = new CommandContext(output, error, outputIsTerminal: false, errorIsTerminal: false, TimeProvider.System, CancellationToken.None);
        var code = new CommandHost(CommandList.All(Applications.All), context).Run(arguments);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public void Safetensors_hold_the_weights_of_the_best_epoch_and_the_recipe()
    {
        using var folder = new TemporaryFolder();
        var run = runs.Keypoints;
        Assert.Equal(0, Run("export", run, "--to", "safetensors", "--out", folder["model.safetensors"]).Code);
        using var exported = SafetensorsFile.Open(folder["model.safetensors"]);
        using var checkpoint = SafetensorsFile.Open(Path.Combine(run, "checkpoints/best.safetensors"));
        Assert.Contains("task: \"trajectories\"\n", exported.Metadata["saccade.recipe"], StringComparison.Ordinal);
        Assert.NotEmpty(exported.Names);
        foreach (var name in exported.Names)
        {
            var count = exported.ShapeOf(name)!.Aggregate(1, (a, b) => a * b);
            var (values, kept) = (new float[count], new float[count]);
            exported.Read(name, values);
            checkpoint.Read("model." + name, kept);
            Assert.Equal(kept, values);
        }
    }

    [Fact]
    public void The_log_option_writes_event_files_and_export_writes_them_later()
    {
        using var folder = new TemporaryFolder();
        Assert.Single(Directory.GetFiles(Path.Combine(runs.Keypoints, "tensorboard")));
        Assert.Equal(0, Run("export", runs.Keypoints, "--to", "tensorboard", "--out", folder["events"]).Code);
        Assert.Contains(EventReader.Read(Directory.GetFiles(folder["events"]).Single()), e => e.Values.Any(v => v.Tag == "metric/accuracy"));
    }

    [Theory]
    [InlineData(2, "--to", "tflite")]
    [InlineData(2, "--out", "x")]
    [InlineData(1, "--to", "safetensors", "--out", "/nowhere/x.safetensors")]
    public void What_cannot_be_exported_is_one_clear_line(int code, params string[] options)
    {
        var result = Run(["export", runs.Keypoints, .. options]);
        Assert.Equal((code, 1), (result.Code, result.Error.Count(c => c == '\n')));
    }
}
