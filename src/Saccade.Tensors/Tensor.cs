using Saccade.Tensors.Memory;
using Saccade.Tensors.Tape;

namespace Saccade.Tensors;

/// <summary>
/// A dense row-major array of float32. Made by an <see cref="Engine"/> or by an operation; never disposed by its user: it lives until
/// its scope or step ends (or until backward has used it for the last time), and throws <see cref="StaleTensorException"/> after that.
/// </summary>
public sealed unsafe partial class Tensor
{
    private Storage _storage;
    private int _offset;
    private string? _released;

    internal Tensor(Engine engine, Storage storage, int offset, Shape shape)
    {
        Engine = engine;
        _storage = storage;
        _offset = offset;
        Shape = shape;
        storage.Retain();
    }

    public Engine Engine { get; }

    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count => Shape.Count;

    /// <summary>True for a parameter or another leaf whose gradient is wanted.</summary>
    public bool RequiresGradient { get; private set; }

    /// <summary>What backward has added up for this tensor; null before, and for intermediate results that did not ask to <see cref="KeepGradient"/>.</summary>
    public Tensor? Gradient { get; private set; }

    /// <summary>True if backward has to bring a gradient here: a leaf that requires one, or a recorded result.</summary>
    public bool WantsGradient => RequiresGradient || Producer is not null;

    internal Operation? Producer { get; private set; }

    internal bool GradientKept { get; private set; }

    /// <summary>The elements' address, for the kernels of this assembly.</summary>
    internal float* Pointer => _released is null ? (float*)_storage.Pointer + _offset : throw _storage.Stale(_released);

    /// <summary>The elements in row-major order, valid while the tensor is.</summary>
    /// <exception cref="StaleTensorException">The tensor's scope has ended.</exception>
    public Span<float> AsSpan() => new(Pointer, Count);

    public float[] ToArray() => AsSpan().ToArray();

    /// <summary>The value of a tensor of one element.</summary>
    public float Item() => Count == 1
        ? *Pointer
        : throw new InvalidOperationException($"Item() reads a single value; this tensor is {Shape}.");

    /// <summary>Lets this tensor live on after its scope, step and backward; it ends when nothing refers to it any more.</summary>
    public Tensor Keep()
    {
        _ = Pointer;
        _storage.Keep();
        return this;
    }

    /// <summary>Asks backward to leave this intermediate result's gradient in <see cref="Gradient"/> (Grad-CAM and the like).</summary>
    public Tensor KeepGradient()
    {
        GradientKept = true;
        return this;
    }

    /// <summary>Makes this a leaf whose gradient backward adds up in a buffer of its own, which starts at zero and is kept.</summary>
    public Tensor RequireGradient()
    {
        if (Producer is not null)
            throw new InvalidOperationException("Only a leaf can require a gradient; for a recorded result use KeepGradient().");
        RequiresGradient = true;
        Gradient ??= Engine.Zeros(Shape).Keep();
        return this;
    }

    /// <summary>The same elements under another shape, sharing memory; one extent may be -1 and is then worked out.</summary>
    public Tensor Reshape(params ReadOnlySpan<int> extents) => Operations.ReshapeOperation.Reshape(this, extents);

    public override string ToString() => $"Tensor {Shape}";

    /// <summary>A tensor on the same memory, <paramref name="offset"/> elements further in, without a record on the tape.</summary>
    internal Tensor View(int offset, Shape shape)
    {
        _ = Pointer;
        return new Tensor(Engine, _storage, _offset + offset, shape);
    }

    /// <summary>Moves a parameter and its gradient into a larger shared buffer, values included.</summary>
    internal void MoveTo(Tensor values, Tensor gradients)
    {
        AsSpan().CopyTo(values.AsSpan());
        Gradient!.AsSpan().CopyTo(gradients.AsSpan());
        values._storage.Retain();
        _storage.Release("which moved into a parameter block");
        _storage = values._storage;
        _offset = values._offset;
        Gradient = gradients;
    }

    internal void SetProducer(Operation? producer) => Producer = producer;

    /// <summary>
    /// Adds <paramref name="gradient"/> to what has arrived so far, and takes it over: the caller must not use it again.
    /// The first one to arrive is adopted without a copy.
    /// </summary>
    internal void AddGradient(Tensor gradient)
    {
        if (gradient.Shape != Shape)
            throw new InvalidOperationException($"A gradient of shape {gradient.Shape} was given to a tensor of shape {Shape}.");
        if (Gradient is null)
        {
            Gradient = gradient;
            return;
        }
        if (RequiresGradient || !Gradient._storage.Shared)
        {
            Kernels.Elementwise.AddInPlace(Engine, Gradient.Pointer, gradient.Pointer, Count);
        }
        else
        {
            // Another tensor has adopted the same buffer (both sides of a sum do), so the total needs one of its own.
            var sum = Engine.Empty(Shape);
            Kernels.Elementwise.Add(Engine, Gradient.Pointer, gradient.Pointer, sum.Pointer, Count);
            Gradient.Release();
            Gradient = sum;
        }
        gradient.Release();
    }

    /// <summary>
    /// The buffer that a kernel writes this tensor's gradient into itself. <paramref name="accumulate"/> says whether it must add
    /// to what is there (true) or overwrite it (false).
    /// </summary>
    internal Tensor GradientBuffer(out bool accumulate)
    {
        accumulate = Gradient is not null;
        if (Gradient is null)
        {
            Gradient = Engine.Empty(Shape);
        }
        else if (!RequiresGradient && Gradient._storage.Shared)
        {
            var own = Engine.Empty(Shape);
            Gradient.AsSpan().CopyTo(own.AsSpan());
            Gradient.Release();
            Gradient = own;
        }
        return Gradient;
    }

    /// <summary>Gives memory back at its last use; later use of this tensor throws.</summary>
    internal void Release()
    {
        if (_released is not null || _storage.Kept)
            return;
        _released = "and backward has used it for the last time";
        _storage.Release(_released);
    }

    internal void ReleaseGradient()
    {
        if (RequiresGradient || Gradient is null)
            return;
        if (GradientKept)
        {
            Gradient.Keep();
            return;
        }
        Gradient.Release();
        Gradient = null;
    }
}
