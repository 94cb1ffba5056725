using Saccade.Training;

namespace Saccade.Export.Onnx;

/// <summary>A graph that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Inputs">Name, shape and content of each input.</param>
public sealed record WrittenGraph(string Path, long Bytes, IReadOnlyList<GraphInput> Inputs);

/// <summary>Graphs whose weights are in 8 bits.</summary>
/// <param name="Graphs">The files.</param>
/// <param name="WholeBytes">What they would take in 32 bits.</param>
/// <param name="Rounded">How many values are in 8 bits.</param>
/// <param name="Change">What that changed.</param>
public sealed record RoundedGraphs(IReadOnlyList<WrittenGraph> Graphs, long WholeBytes, long Rounded, ChangedWeights Change);

/// <summary>A run's best model as graphs of ONNX, weights included, with the recipe in the metadata. The same run gives the same bytes.</summary>
public static class OnnxExport
{
    /// <param name="model">The run's model.</param>
    /// <param name="path">The file; a model of several graphs puts each one's name before the ending.</param>
    /// <exception cref="RunException">The model cannot be written as a graph, or the file not be written; says why.</exception>
    public static IReadOnlyList<WrittenGraph> Write(TrainedModel model, string path) =>
        WriteAll(Graphs(model, quantised: null), path);

    /// <summary>The same with the weights of products and convolutions in 8 bits, as far as the model stands it.</summary>
    /// <param name="judge">Judges the run's model before and after a change of its weights.</param>
    /// <param name="mostLoss">The metric that matters most may get worse by this share of its value.</param>
    /// <param name="path">As for <see cref="Write(TrainedModel, string)"/>; nothing is written where the loss is too large.</param>
    /// <exception cref="RunException">As for <see cref="Write(TrainedModel, string)"/>, or the rounded weights are too much worse; says by how much.</exception>
    public static RoundedGraphs WriteRounded(Func<Action<TrainedModel>, ChangedWeights> judge, double mostLoss, string path)
    {
        IReadOnlyList<(InferenceGraph Graph, byte[] Content)> whole = [], rounded = [];
        var quantised = new QuantisedWeights();
        var given = "";
        var change = judge(model =>
        {
            given = model.Run.Given;
            whole = Graphs(model, quantised: null);
            rounded = Graphs(model, quantised);
            quantised.Apply();
        });
        // Also where the new value is not a number.
        if (!(change.Loss <= mostLoss))
            throw new RunException(FormattableString.Invariant($"{given}: with 8-bit weights {change.Metric} goes from {change.ValueBefore:G4} to {change.ValueAfter:G4}, {change.Loss:P2} worse, more than --max-loss {mostLoss} allows; nothing was written"));
        return new RoundedGraphs(WriteAll(rounded, path), whole.Sum(g => (long)g.Content.Length), quantised.Count, change);
    }

    /// <summary>All of them or none: the graphs of one model are of no use beside those of another.</summary>
    internal static WrittenGraph[] WriteAll(IReadOnlyList<(InferenceGraph Graph, byte[] Content)> graphs, string path)
    {
        string[] targets = [.. graphs.Select(g => Target(g.Graph, path))];
        Put(0);
        return [.. graphs.Zip(targets, (g, target) => new WrittenGraph(target, g.Content.Length, g.Graph.Inputs))];

        // Each file gets its name once those after it are on the disk.
        void Put(int at)
        {
            if (at == targets.Length)
                return;
            AtomicFile.Write(targets[at], stream =>
            {
                stream.Write(graphs[at].Content);
                stream.Flush();
                Put(at + 1);
            });
        }
    }

    private static string Target(InferenceGraph graph, string path) =>
        graph.Name.Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}.{graph.Name}{Path.GetExtension(path)}");

    /// <summary>Each graph with the bytes of its file.</summary>
    internal static IReadOnlyList<(InferenceGraph Graph, byte[] Content)> Graphs(TrainedModel model, QuantisedWeights? quantised)
    {
        var (learner, info) = (model.Learner, model.Run.ReadInfo());
        if (learner.Graphs.Count == 0)
            throw new RunException($"{model.Run.Given}: models '{info.Model}' of the task '{info.Task}' are not exported as graphs; docs/export.md says which are, and --to safetensors has the weights of all");
        learner.Model.SetTraining(false);
        var names = learner.Model.State().DistinctBy(t => t.Tensor).ToDictionary(t => t.Tensor, t => t.Name);
        try
        {
            return [.. learner.Graphs.Select(graph =>
                (graph, GraphWriter.Write(graph, learner.Model.Engine, names, quantised).ToModel(Title(info, graph), info.CodeVersion, SafetensorsExport.Metadata(model)).Written.ToArray()))];
        }
        catch (ExportException failure)
        {
            throw new RunException($"{model.Run.Given}: cannot be written as a graph: {failure.Message}", failure);
        }
    }

    private static string Title(RunInfo info, InferenceGraph graph) => graph.Name.Length == 0 ? $"{info.Task}/{info.Model}" : $"{info.Task}/{info.Model}/{graph.Name}";
}
