using Saccade.Tensors;

namespace Saccade.Neural;

/// <summary>
/// A parameter or buffer under its full name, such as <c>layers.0.linear1.weight</c>, and the element type that files give it.
/// </summary>
public readonly record struct NamedTensor(string Name, Tensor Tensor, StoredType StoredAs = StoredType.F32);
