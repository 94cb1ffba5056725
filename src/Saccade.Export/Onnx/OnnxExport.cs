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
        [.. Graphs(model, quantised: null).Select(g => Write(g.Graph, g.Content, path))];

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
        return new RoundedGraphs([.. rounded.Select(g => Write(g.Graph, g.Content, path))], whole.Sum(g => (long)g.Content.Length), quantised.Count, change);
    }

    internal static WrittenGraph Write(InferenceGraph graph, byte[] content, string path)
    {
        var target = graph.Name.Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}.{graph.Name}{Path.GetExtension(path)}");
        AtomicFile.Write(target, stream => stream.Write(content));
        return new WrittenGraph(target, content.Length, graph.Inputs);
    }

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
