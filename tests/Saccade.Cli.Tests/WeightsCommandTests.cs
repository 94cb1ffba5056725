using Saccade.Neural;
using Saccade.Tensors;

namespace Saccade.Cli.Tests;

public sealed class WeightsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Engine _engine = new(new EngineOptions { Threads = 1 });

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Weights_are_imported_under_the_networks_own_names_and_what_was_found_is_said()
    {
        var network = new ResNet18(_engine, 3);
        network.Initialize();
        var writer = new SafetensorsWriter();
        network.SaveWeights(writer, "state_dict.module.");
        writer.Write(_folder["theirs.pth"]);
        var run = RecordedRun.Of("weights", "import", _folder["theirs.pth"], "--json");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(3, run.Json().GetProperty("classes").GetInt32());
        Assert.Equal("state_dict.module.", run.Json().GetProperty("prefix").GetString());
        Assert.Equal(_folder["theirs.safetensors"], run.Json().GetProperty("out").GetString());
        var again = new ResNet18(_engine, 3);
        again.LoadWeights(_folder["theirs.safetensors"]);
        Assert.Equal(network.State()[0].Tensor.ToArray(), again.State()[0].Tensor.ToArray());
        Assert.Contains("3 classes", RecordedRun.Of("weights", "import", _folder["theirs.safetensors"], "--out", _folder["other.safetensors"]).Output);
    }

    [Fact]
    public void What_cannot_be_imported_is_refused_in_one_line_and_nothing_is_written()
    {
        new SafetensorsWriter().Write(_folder["empty.safetensors"]);
        var empty = RecordedRun.Of("weights", "import", _folder["empty.safetensors"], "--out", _folder["out.safetensors"]);
        Assert.Equal(ExitCode.Failed, empty.Code);
        Assert.Contains("does not hold a ResNet-18: missing: conv1.weight", empty.Error);
        Assert.Equal(ExitCode.Failed, RecordedRun.Of("weights", "import", _folder["none.pth"]).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("weights", "import", _folder["empty.safetensors"]).Code);
        Assert.Equal(ExitCode.Usage, RecordedRun.Of("weights", "import", _folder["none.pth"], "--model", "resnet50").Code);
        Assert.False(File.Exists(_folder["out.safetensors"]));
    }
}
