using Saccade.Tensors;

namespace Saccade.Training;

/// <summary>
/// A part of a model that computes named tensors from named tensors and nothing else, as other software may run it: a whole model is one of these, one that
/// looks once and then decides step by step is two. The pass must not depend on the values of its inputs (no branch on them, nothing worked out beside the tensors).
/// </summary>
/// <param name="Name">Names the file where a model has several; empty for the only one.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Run">The pass, in evaluation and without a tape.</param>
public sealed record InferenceGraph(string Name, IReadOnlyList<GraphInput> Inputs, Func<GraphValues, IReadOnlyList<(string Name, Tensor Value)>> Run);

/// <summary>An input of a graph.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="Shape">Numbers, and names of extents that may differ from pass to pass, such as <c>batch</c>.</param>
/// <param name="Holds">What it holds, in one line.</param>
/// <param name="Choices">0: numbers. Otherwise whole numbers from 0 to one less than this, which may be an extent's name too.</param>
public sealed record GraphInput(string Name, IReadOnlyList<GraphExtent> Shape, string Holds, GraphExtent Choices = default);

/// <summary>An extent of a shape: a number, or a name that stands for a number that is known when the graph runs.</summary>
public readonly record struct GraphExtent(int Number, string? Name)
{
    public static implicit operator GraphExtent(int number) => new(number, null);

    public static implicit operator GraphExtent(string name) => new(0, name);

    public override string ToString() => Name ?? Number.ToString();
}

/// <summary>The inputs of one pass through a graph, by name.</summary>
public sealed class GraphValues(IReadOnlyDictionary<string, Tensor> numbers, IReadOnlyDictionary<string, IntTensor> choices)
{
    /// <summary>An input of numbers.</summary>
    public Tensor this[string name] => numbers[name];

    /// <summary>An input of whole numbers.</summary>
    public IntTensor Choices(string name) => choices[name];
}
