using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Export.Onnx;

/// <summary>The same operation in two passes with other inputs: what is equal in both is part of the model, what differs comes from the inputs.</summary>
internal sealed record TracedPair(TracedOperation First, TracedOperation Second)
{
    public string Name => First.Name;

    public int InputCount => First.Inputs.Count;

    public int Rank => First.Output.Shape.Rank;

    /// <summary>The output's extents.</summary>
    public TracedExtent[] Output => Extents(First.Output.Shape, Second.Output.Shape);

    public bool Has(int input) => input < First.Inputs.Count && First.Inputs[input] is not null;

    public Shape ShapeOf(int input) => First.Inputs[input]!.Shape;

    public TracedExtent[] ExtentsOf(int input) => Extents(First.Inputs[input]!.Shape, Second.Inputs[input]!.Shape);

    /// <summary>How the operation was set, which must not depend on the inputs.</summary>
    /// <exception cref="ExportException">It does.</exception>
    public T Settings<T>() => Equals(First.Options, Second.Options) || First.Options is not ValueType
        ? (T)First.Options!
        : throw new ExportException($"{Name} is set to {First.Options} or {Second.Options}, by the extents of the inputs");

    public static TracedExtent[] Extents(Shape first, Shape second) => first.Rank == second.Rank
        ? [.. Enumerable.Range(0, first.Rank).Select(axis => new TracedExtent(first[axis], second[axis]))]
        : throw new ExportException($"a tensor is {first} or {second}, by the extents of the inputs");
}
