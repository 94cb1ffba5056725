using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Saccade.Tensors;

namespace Saccade.Export.Tests;

/// <summary>Runs graphs in npm's onnxruntime-node: one process for all tests, since it takes longest to start. It ends with its standard input, hence with the tests.</summary>
internal static class OnnxRuntime
{
    /// <summary>The repository that these tests were built in.</summary>
    public static string Repository { get; } = Root();

    private static readonly string Folder = Path.Combine(Repository, "tests/Saccade.Export.Tests/onnxruntime");

    private static readonly Lazy<Process> Node = new(() =>
        Process.Start(new ProcessStartInfo("node", ["run.js"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!);

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Missing { get; } = Directory.Exists(Path.Combine(Folder, "node_modules/onnxruntime-node"))
        ? null
        : "onnxruntime-node is not installed: ./test does it where npm is, or 'npm ci --ignore-scripts' in tests/Saccade.Export.Tests/onnxruntime";

    /// <param name="model">The file.</param>
    /// <param name="numbers">Inputs of numbers.</param>
    /// <param name="choices">Inputs of whole numbers.</param>
    /// <param name="repeats">How often to run it.</param>
    /// <returns>Each output's extents and values, and the shortest time of a run.</returns>
    public static (IReadOnlyDictionary<string, (int[] Extents, float[] Values)> Outputs, double Milliseconds) Run(
        string model, IReadOnlyDictionary<string, Tensor> numbers, IReadOnlyDictionary<string, IntTensor> choices, int repeats = 1)
    {
        var inputs = numbers.ToDictionary(n => n.Key, n => (object)new { type = "float32", dims = ExtentsOf(n.Value.Shape), data = n.Value.ToArray() });
        foreach (var (name, tensor) in choices)
            inputs[name] = new { type = "int32", dims = ExtentsOf(tensor.Shape), data = tensor.ToArray() };
        var job = model + ".json";
        File.WriteAllText(job, JsonSerializer.Serialize(new { model, inputs, repeats }));
        string answer;
        lock (Node)
        {
            Node.Value.StandardInput.WriteLine(job);
            answer = Node.Value.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node has ended");
        }
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.TryGetProperty("error", out var error))
            throw new InvalidOperationException(error.GetString());
        return (json.RootElement.GetProperty("outputs").EnumerateObject().ToDictionary(o => o.Name, o => (
                o.Value.GetProperty("dims").EnumerateArray().Select(d => d.GetInt32()).ToArray(),
                o.Value.GetProperty("data").EnumerateArray().Select(Number).ToArray())),
            json.RootElement.GetProperty("milliseconds").GetDouble());
    }

    public static int[] ExtentsOf(Shape shape)
    {
        var extents = new int[shape.Rank];
        shape.CopyTo(extents);
        return extents;
    }

    private static float Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetSingle() : float.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Saccade.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
