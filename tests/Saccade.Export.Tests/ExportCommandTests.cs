using System.Text.Json;
using Saccade.Export.Onnx;
using Saccade.Neural;
using Saccade.Training;

namespace Saccade.Export.Tests;

public class ExportCommandTests(TrainedRuns runs) : IClassFixture<TrainedRuns>
{
    [Fact]
    public void Safetensors_hold_the_weights_of_the_best_epoch_and_the_recipe()
    {
        using var folder = new TemporaryFolder();
        var run = runs.Keypoints;
        Assert.Equal(0, CommandLine.Run("export", run, "--to", "safetensors", "--out", folder["model.safetensors"]).Code);
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
        Assert.Equal(0, CommandLine.Run("export", runs.Keypoints, "--to", "tensorboard", "--out", folder["events"]).Code);
        Assert.Contains(EventReader.Read(Directory.GetFiles(folder["events"]).Single()), e => e.Values.Any(v => v.Tag == "metric/accuracy"));
    }

    [Theory]
    [InlineData(2, "--to", "tflite")]
    [InlineData(2, "--out", "x")]
    [InlineData(2, "--to", "safetensors", "--int8")]
    [InlineData(2, "--to", "onnx", "--max-loss", "0.1")]
    [InlineData(2, "--to", "onnx", "--split", "test")]
    [InlineData(1, "--to", "safetensors", "--out", "/nowhere/x.safetensors")]
    [InlineData(1, "--to", "onnx", "--out", "/nowhere/x.onnx")]
    public void What_cannot_be_exported_is_one_clear_line(int code, params string[] options)
    {
        var result = CommandLine.Run(["export", runs.Keypoints, .. options]);
        Assert.Equal((code, 1), (result.Code, result.Error.Count(c => c == '\n')));
    }

    [Theory]
    [InlineData("onnx", "run.json")]
    [InlineData("safetensors", "journal.jsonl")]
    [InlineData("safetensors", "checkpoints/best.safetensors")]
    public void A_run_is_never_written_over(string format, string own)
    {
        var file = Path.Combine(runs.Keypoints, own);
        var before = File.ReadAllBytes(file);
        var result = CommandLine.Run("export", runs.Keypoints, "--to", format, "--out", file);
        Assert.Equal((2, 1), (result.Code, result.Error.Count(c => c == '\n')));
        Assert.Contains("a file of a run, which would be lost", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    [Fact]
    public void Graphs_of_one_model_are_all_written_or_none()
    {
        using var folder = new TemporaryFolder();
        (InferenceGraph, byte[]) Graph(string name, byte content) => (new(name, [], _ => []), [content]);
        OnnxExport.WriteAll([Graph("look", 1), Graph("choose", 2)], folder["old.onnx"]);
        Directory.CreateDirectory(folder["new.choose.onnx"]);
        Assert.Throws<RunException>(() => OnnxExport.WriteAll([Graph("look", 3), Graph("choose", 4)], folder["new.onnx"]));
        Assert.Equal(["old.choose.onnx", "old.look.onnx"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([1, 2], new[] { "look", "choose" }.Select(name => (int)File.ReadAllBytes(folder[$"old.{name}.onnx"])[0]));
    }

    [Fact]
    public void Onnx_names_what_the_model_takes_and_the_same_run_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.onnx", "b.onnx" })
        {
            var (code, output, error) = CommandLine.Run("export", runs.Keypoints, "--to", "onnx", "--out", folder[name], "--json");
            Assert.True(code == 0, error);
            var graph = JsonDocument.Parse(output).RootElement.GetProperty("graphs")[0];
            Assert.Equal(["batch", "16", "3", "32", "32"], graph.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(e => e.GetString()));
        }
        Assert.Equal(File.ReadAllBytes(folder["a.onnx"]), File.ReadAllBytes(folder["b.onnx"]));
    }

    [Fact]
    public void Weights_in_8_bits_are_smaller_and_judged_before_they_are_written()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = CommandLine.Run("export", runs.Keypoints, "--to", "onnx", "--out", folder["int8.onnx"], "--int8", "--max-loss", "1", "--json");
        Assert.True(code == 0, error);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.True(json.GetProperty("bytes").GetInt64() < json.GetProperty("float32_bytes").GetInt64());
        Assert.Equal(new FileInfo(folder["int8.onnx"]).Length, json.GetProperty("bytes").GetInt64());
        var change = json.GetProperty("change");
        Assert.Equal(("accuracy", 16), (change.GetProperty("metric").GetString(), change.GetProperty("samples").GetInt32()));
        Assert.NotEqual(change.GetProperty("before").GetProperty("position_rms").GetDouble(), change.GetProperty("after").GetProperty("position_rms").GetDouble());
    }

    [Fact]
    public void A_loss_beyond_what_is_allowed_is_refused_and_nothing_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder["graph.onnx"];
        ChangedWeights Worse(Action<TrainedModel> change) => new(Split.Test, 10, "accuracy", true, new Dictionary<string, double> { ["accuracy"] = 0.9 }, new Dictionary<string, double> { ["accuracy"] = 0.8 }, 1, 1);
        var refused = Assert.Throws<RunException>(() => OnnxExport.WriteRounded(Worse, 0.01, path));
        Assert.Contains("accuracy goes from 0.9 to 0.8, 11.11", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        Assert.Empty(OnnxExport.WriteRounded(Worse, 0.12, path).Graphs);
        // A metric that exists no more is a loss beyond any.
        Assert.Throws<RunException>(() => OnnxExport.WriteRounded(change => Worse(change) with { After = new Dictionary<string, double>() }, 1e9, path));
    }
}
