using Saccade.Export.Onnx;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Export.Tests;

/// <summary>Each translated operation gives the same in ONNX Runtime, also those that no shipped model uses in this form; and what is no graph is refused.</summary>
public sealed class OperatorTests : IDisposable
{
    private readonly Engine engine = new(new EngineOptions { Threads = 1 });

    public void Dispose() => engine.Dispose();

    /// <summary>Graphs of x [n, 6, 4, 8] from -1 to 1, and of i [n, 6] with whole numbers below 4.</summary>
    private static readonly Dictionary<string, Func<Tensor, IntTensor, Tensor>> Graphs = new()
    {
        ["elementwise"] = (x, _) => x.Silu().Add(x.Gelu()).Subtract(x.Sigmoid()).Multiply(x.Tanh()).Add(x.Square().ScaleShift(1, 1).Sqrt()).Divide(x.Exp()),
        ["more_elementwise"] = (x, _) => x.Abs().ScaleShift(2, 0.5f).Log().Add(x.Negate().Relu()).Add(x.ScaleShift(1, 3).Reciprocal()).Add(x.Clamp(-0.25f, 0.5f)).Add(x.ScaleShift(4, 0).RoundStraightThrough()),
        ["larger_and_smaller"] = (x, _) => x.Maximum(x.Negate().ScaleShift(1, 0.1f)).Add(x.Minimum(x.Square())).Add(x.AddRelu(x)),
        ["where"] = (x, _) => x.ScaleShift(2, 0).RoundStraightThrough().Where(x, x.Square()),
        ["masked"] = (x, _) => x.MaskedFill(x.Engine.From([1f, 0, 0, 1, 0, 0, 0, 1], 8), -3),
        ["sums"] = (x, _) => x.Sum([1, 3]).Add(x.Mean([1, -1])).Add(x.Max([1, 3])).Add(x.L2Norm([1, 3])).Add(x.Variance([1, 3])),
        ["kept_sums"] = (x, _) => x.Sum([2], keepDims: true).Add(x.Max([2], keepDims: true)).Add(x.LogSumExp(2, keepDims: true)),
        ["unit_sums"] = (x, _) => x.Slice(1, 2, 1).Sum([1]).Add(x.Slice(2, 0, 1).Reshape(-1, 6, 8).Slice(1, 0, 4)),
        ["log_sum"] = (x, _) => x.LogSumExp(1).Add(x.Sum([1])),
        ["softmax"] = (x, _) => x.Softmax().Add(x.LogSoftmax()),
        ["moved"] = (x, _) => x.Permute(2, 0, 3, 1).Reshape(4, -1, 48).Permute(1, 0, 2).Pad(2, 1, 2).Slice(2, 1, 49),
        ["joined"] = (x, _) => ConcatOperation.Concat([x, x.Slice(1, 1, 2), x.Square()], 1).Split(1, 3, 11)[1],
        ["expanded"] = (x, _) => x.Mean([1, 2, 3]).Reshape(-1, 1).Expand(new Shape(x.Shape[0], 5)).Repeat(1, 2),
        ["maximum_of_windows"] = (x, _) => x.MaxPool([3, 2], [1, 2], [1, 0]),
        ["mean_of_windows"] = (x, _) => x.AveragePool([3, 3], [2, 2], [1, 1]).Add(x.AveragePool([3, 3], [2, 2], [1, 1], countPadding: false)).Add(x.AdaptiveAveragePool(2, 4)),
        ["whole_windows"] = (x, _) => x.GlobalAveragePool().Add(x.GlobalMaxPool()),
        ["nearest"] = (x, _) => x.UpsampleNearest(2).Add(x.ResizeNearest(8, 16)),
        ["bilinear"] = (x, _) => x.ResizeBilinear(7, 11).Add(x.ResizeBilinear(7, 11, alignCorners: true)),
        ["layer_norm"] = (x, _) => x.LayerNorm().ResidualLayerNorm(x, x.Engine.From([1f, 2, 3, 4, 5, 6, 7, 8], 8), null),
        ["group_norm"] = (x, _) => x.GroupNorm(3, x.Engine.From([1f, 2, 3, 4, 5, 6], 6), x.Engine.From([6f, 5, 4, 3, 2, 1], 6), Activation.Silu).Add(x.GroupNorm(2)),
        ["products"] = (x, _) => x.MatMul(x, transposeA: true).MatMul(x, transposeB: true),
        ["grouped_convolution"] = (x, _) => x.Convolution(Made(x.Engine, 4, 3, 2, 3), Made(x.Engine, 4), new() { Groups = 2, Stride = [1, 2], Padding = [1, 2], PaddingAfter = [0, 1], Activation = Activation.Gelu }),
        ["convolution_over_time"] = (x, _) => x.Reshape(-1, 6, 32).Convolution(Made(x.Engine, 5, 6, 3), null, new() { Padding = [2], PaddingAfter = [0] }),
        ["causal_attention"] = (x, _) => x.Reshape(-1, 8, 24).Attention(new() { Heads = 2, Causal = true }),
        ["attention_to_others"] = (x, _) => x.Reshape(-1, 12, 16).Slice(1, 0, 4).Attention(x.Reshape(-1, 12, 16), x.Reshape(-1, 12, 16).Square(), new() { Heads = 4, Scale = 0.7f }),
        ["masked_attention"] = (x, i) => x.Reshape(-1, 6, 32).Attention(x.Reshape(-1, 6, 32), x.Reshape(-1, 6, 32), new() { Heads = 2, KeyMask = i }),
        ["rows"] = (x, i) => Made(x.Engine, 4, 3).Embedding(i).Add(x.Mean([2, 3]).Reshape(-1, 6, 1)),
        ["one_hot"] = (x, i) => i.OneHot(4).Add(x.Mean([3])),
        ["gathered"] = (x, i) => x.Mean([2, 3]).Gather(1, i),
        ["counted"] = (x, _) => x.Mean([2, 3]).ScaleShift(20, 0).FewerThan(2),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [OnnxRuntimeTheory]
    [MemberData(nameof(Names))]
    public void An_operation_does_the_same_there(string name)
    {
        var graph = Graph(inputs => Graphs[name](inputs["x"].ScaleShift(2, -1), OfRows(inputs, name)), WithIndices(name));
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["g.onnx"], GraphWriter.Write(graph, engine, new Dictionary<Tensor, string>()).ToModel(name, "1", []).Written.ToArray());
        foreach (var rows in new[] { 1, 4 })
        {
            using var scope = engine.BeginScope();
            Dictionary<string, Tensor> numbers = new() { ["x"] = Made(engine, rows, 6, 4, 8) };
            Dictionary<string, IntTensor> choices = WithIndices(name) ? new() { ["i"] = engine.From([.. Enumerable.Range(0, rows * 6).Select(i => name != "masked_attention" ? i * 7 % 4 : i < 6 ? 0 : i % 2)], rows, 6) } : [];
            var expected = graph.Run(new GraphValues(numbers, choices))[0].Value;
            var (extents, values) = OnnxRuntime.Run(folder["g.onnx"], numbers, choices).Outputs["y"];
            Assert.Equal(OnnxRuntime.ExtentsOf(expected.Shape), extents);
            Assert.All(expected.ToArray().Zip(values), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-4 * Math.Max(1, Math.Abs(pair.First)), $"{pair.First} here and {pair.Second} there"));
        }
    }

    [Fact]
    public void What_is_worked_out_beside_the_tensors_is_refused()
    {
        var graph = Graph(inputs => inputs["x"].Sum([1]).Add(engine.From([inputs["x"].AsSpan()[0]], 1)));
        Assert.Contains("Add takes a tensor [1] that is worked out beside the tensors", Refused(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_on_the_inputs_is_refused()
    {
        var isFirst = true;
        var graph = Graph(inputs =>
        {
            (var other, isFirst) = (!isFirst, false);
            return other ? inputs["x"].Relu() : inputs["x"].Tanh();
        });
        Assert.Equal("which operations run depends on the inputs", Refused(graph));
    }

    [Fact]
    public void A_factor_that_depends_on_the_batch_is_refused() =>
        Assert.StartsWith("ScaleShift is set to", Refused(Graph(inputs => inputs["x"].Mean([0]))), StringComparison.Ordinal);

    [Fact]
    public void A_model_in_training_is_refused()
    {
        var graph = Graph(inputs => inputs["x"].Dropout(0.5f));
        Assert.Equal("the operation Dropout has no translation", Refused(graph));
    }

    [Fact]
    public void Every_operation_that_models_of_tensors_are_made_of_notes_itself()
    {
        var folder = Path.Combine(OnnxRuntime.Repository, "src/Saccade.Tensors/Operations");
        foreach (var path in Directory.GetFiles(folder, "*.cs"))
        {
            var source = File.ReadAllText(path);
            if (!source.Contains(".Record(", StringComparison.Ordinal) || Silent.Contains(Path.GetFileNameWithoutExtension(path)))
                continue;
            Assert.True(source.Contains("Trace?.Add(", StringComparison.Ordinal), $"{Path.GetFileName(path)} records itself and does not note itself: a graph would lack it");
        }
    }

    /// <summary>Losses, which no graph needs; attention whose weights are asked for, which graphs do without; and what others note for them.</summary>
    private static readonly string[] Silent =
    [
        "AttentionWithWeightsOperation", "BinaryCrossEntropyOperation", "CrossEntropyOperation", "HuberOperation", "MeanSquaredErrorOperation",
    ];

    private static bool WithIndices(string name) => name is "rows" or "one_hot" or "gathered" or "masked_attention";

    private static IntTensor OfRows(GraphValues inputs, string name) => WithIndices(name) ? inputs.Choices("i") : null!;

    private static InferenceGraph Graph(Func<GraphValues, Tensor> run, bool withIndices = false) =>
        new("", [new("x", ["n", 6, 4, 8], ""), .. withIndices ? new GraphInput[] { new("i", ["n", 6], "", 4) } : []], inputs => [("y", run(inputs))]);

    private string Refused(InferenceGraph graph) =>
        Assert.Throws<ExportException>(() => GraphWriter.Write(graph, engine, new Dictionary<Tensor, string>())).Message;

    /// <summary>Numbers from 0 to 1, the same for the same shape.</summary>
    private static Tensor Made(Engine engine, params int[] shape)
    {
        var (tensor, key) = (engine.Empty(shape), new RandomKey(3, RandomStream.Data, (ulong)shape.Length));
        for (var i = 0; i < tensor.Count; i++)
            tensor.AsSpan()[i] = (float)key.Uniform((ulong)i);
        return tensor;
    }
}
