using Saccade.Export.Onnx.Operators;

namespace Saccade.Export.Onnx;

/// <summary>Adds the nodes that do what an operation does.</summary>
/// <returns>The name of its output.</returns>
internal delegate string Translation(GraphWriter writer, TracedPair operation);

/// <summary>
/// What becomes of each operation, by the name under which it notes itself. To add one, write it into the file of its kind in <c>Operators/</c>, or add a file there.
/// </summary>
internal static class Translations
{
    private static readonly Dictionary<string, Translation> All = new IEnumerable<(string Name, Translation Translate)>[]
    {
        Elementwise.All, Shapes.All, Products.All, Attention.All, Norms.All, Reductions.All, Pooling.All, Choices.All, Counts.All,
    }.SelectMany(kind => kind).ToDictionary(t => t.Name, t => t.Translate);

    /// <summary>Names of all operations that have one.</summary>
    public static IEnumerable<string> Names => All.Keys;

    public static Translation? Find(string operation) => All.GetValueOrDefault(operation);
}
