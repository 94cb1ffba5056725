using Saccade.Tensors.Memory;

namespace Saccade.Tensors;

/// <summary>A dense row-major array of int32: labels, indices and masks. It lives like a <see cref="Tensor"/> and never has a gradient.</summary>
public sealed unsafe class IntTensor
{
    private readonly Storage _storage;

    internal IntTensor(Engine engine, Storage storage, Shape shape)
    {
        Engine = engine;
        _storage = storage;
        Shape = shape;
        storage.Retain();
    }

    public Engine Engine { get; }

    public Shape Shape { get; }

    public int Count => Shape.Count;

    internal int* Pointer => (int*)_storage.Pointer;

    public Span<int> AsSpan() => new(Pointer, Count);

    public int[] ToArray() => AsSpan().ToArray();

    /// <summary>The same elements under another shape, sharing memory.</summary>
    public IntTensor Reshape(params ReadOnlySpan<int> extents)
    {
        var shape = new Shape(extents);
        return shape.Count == Count
            ? new IntTensor(Engine, _storage, shape)
            : throw new ArgumentException($"{Shape} has {Count} elements and cannot become {shape}.");
    }

    /// <summary>Lets this tensor live on after its scope and step.</summary>
    public IntTensor Keep()
    {
        _ = Pointer;
        _storage.Keep();
        return this;
    }

    public override string ToString() => $"IntTensor {Shape}";
}
