namespace Saccade.Neural;

/// <summary>The numbers behind one or more tensors, by the name under which the file holds them.</summary>
internal sealed record TorchStorage(string Key, StoredType Type, long Count);

/// <summary>A view of a storage: element (i, j, ..) is number offset + i stride0 + j stride1 + .. of it. All of it lies within the storage.</summary>
internal sealed class TorchTensor
{
    private readonly int[] _extents;
    private readonly long[] _strides;
    private readonly long _offset;

    private TorchTensor(TorchStorage storage, long offset, int[] extents, long[] strides, int count)
    {
        (Storage, _offset, _extents, _strides, Count) = (storage, offset, extents, strides, count);
    }

    public TorchStorage Storage { get; }

    public IReadOnlyList<int> Shape => _extents;

    public int Count { get; }

    /// <exception cref="FormatException">Extents, strides and offset do not lie within the storage.</exception>
    public static TorchTensor Of(TorchStorage storage, long offset, long[] extents, long[] strides)
    {
        var text = $"[{string.Join(", ", extents.Take(Tensors.Shape.MaxRank + 1))}]";
        if (extents.Length > Tensors.Shape.MaxRank || strides.Length != extents.Length)
            throw new FormatException($"its tensor {text} has {extents.Length} axes and {strides.Length} strides; at most {Tensors.Shape.MaxRank} axes are supported");
        if (offset < 0 || extents.Any(e => e is < 0 or > int.MaxValue) || strides.Any(s => s is < 0 or > int.MaxValue))
            throw new FormatException($"its tensor {text} has an offset, extent or stride that is no count below 2^31");
        // No product overflows: every factor is below 2^31, and what comes out is looked at before it is used again.
        var (count, last) = (extents.Contains(0) ? 0L : 1, (Int128)offset);
        for (var axis = 0; axis < extents.Length && count > 0; axis++)
        {
            count *= extents[axis];
            last += (Int128)(extents[axis] - 1) * strides[axis];
            if (count > storage.Count)
                throw new FormatException($"its tensor {text} has more elements than its storage '{storage.Key}', which has {storage.Count}");
        }
        if (count > 0 && last >= storage.Count)
            throw new FormatException($"its tensor {text} reaches beyond its storage '{storage.Key}', which has {storage.Count} elements");
        return new TorchTensor(storage, offset, Array.ConvertAll(extents, e => (int)e), strides, (int)count);
    }

    /// <summary>Its elements in row-major order, as float32.</summary>
    /// <param name="bytes">All of the storage.</param>
    /// <param name="values"><see cref="Count"/> numbers.</param>
    public void Read(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (Count == 0)
            return;
        var size = Storage.Type.Size();
        var row = _extents.Length == 0 ? 1 : _extents[^1];
        var step = _extents.Length == 0 ? 1 : _strides[^1];
        Span<int> place = stackalloc int[Tensors.Shape.MaxRank];
        place.Clear();
        for (var start = 0; start < Count; start += row)
        {
            var from = _offset;
            for (var axis = 0; axis < _extents.Length - 1; axis++)
                from += place[axis] * _strides[axis];
            if (step == 1)
            {
                Storage.Type.ToFloats(bytes.Slice((int)(from * size), row * size), values.Slice(start, row));
            }
            else
            {
                for (var i = 0; i < row; i++)
                    Storage.Type.ToFloats(bytes.Slice((int)((from + i * step) * size), size), values.Slice(start + i, 1));
            }
            for (var axis = _extents.Length - 2; axis >= 0 && ++place[axis] == _extents[axis]; axis--)
                place[axis] = 0;
        }
    }
}
