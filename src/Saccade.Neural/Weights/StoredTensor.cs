namespace Saccade.Neural;

/// <summary>
/// One entry of a safetensors header. <paramref name="Offset"/> counts from the end of the header; <paramref name="Bytes"/> is the
/// element count times the element size.
/// </summary>
public sealed record StoredTensor(string Name, StoredType Type, IReadOnlyList<int> Shape, long Offset, long Bytes)
{
    public int Count => (int)(Bytes / Type.Size());

    /// <summary>Its elements are no whole numbers.</summary>
    public bool IsFloating => Type.IsFloating();

    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
