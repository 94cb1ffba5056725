using Saccade.Tensors.Memory;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tape;
using Saccade.Tensors.Threads;

namespace Saccade.Tensors;

/// <summary>
/// What tensors live on: memory, worker threads, the tape and the keys of random numbers. There is no process-wide state, so several
/// engines (two runs, a service and a dashboard) share a process without knowing of each other. One engine is used by one thread at a time.
/// </summary>
public sealed unsafe class Engine : IDisposable
{
    private readonly Stack<List<Storage>> _storageLists = new();
    private readonly GradientTape _tape = new();
    private uint _randomCalls;

    public Engine(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        Seed = options.Seed;
        Workers = new WorkerPool(options.Threads);
    }

    public ulong Seed { get; }

    public int Threads => Workers.Threads;

    /// <summary>The step that random numbers belong to; set by <see cref="BeginStep"/>.</summary>
    public long Step { get; private set; }

    /// <summary>True while operations are recorded for backward: inside a step, outside of <see cref="BeginScope"/>'s inference scopes.</summary>
    public bool Recording => Scope?.Tape is not null;

    /// <summary>Bytes of native memory obtained from the operating system.</summary>
    public long ReservedBytes => Pool.ReservedBytes;

    /// <summary>The most bytes that were in use at one time.</summary>
    public long PeakBytes => Pool.PeakRentedBytes;

    /// <summary>Bytes in use now: outside of any scope, those of parameters, optimiser state and other kept tensors.</summary>
    public long RentedBytes => Pool.RentedBytes;

    /// <summary>Multiply-adds of all products and convolutions so far: what the share of the machine's peak is worked out from.</summary>
    public long MultiplyAdds { get; internal set; }

    internal WorkerPool Workers { get; }

    internal BlockPool Pool { get; } = new();

    internal Scope? Scope { get; private set; }

    /// <summary>Notes operations while it is not null.</summary>
    internal Trace? Trace { get; private set; }

    /// <summary>
    /// Begins a training step: operations are recorded until it ends, and everything made in it is given back then.
    /// Random numbers drawn in it depend on the seed, on <paramref name="step"/> and on the order of the calls only.
    /// </summary>
    public Scope BeginStep(long step)
    {
        for (var scope = Scope; scope is not null; scope = scope.Outer)
            if (scope.Tape is not null)
                throw new InvalidOperationException($"{scope.Name} has not ended: steps do not nest.");
        Step = step;
        _randomCalls = 0;
        return Scope = new Scope(this, Scope, $"step {step}", _tape);
    }

    /// <summary>Begins a scope without a tape, for inference: everything made in it is given back when it ends.</summary>
    public Scope BeginScope() => Scope = new Scope(this, Scope, "a scope", tape: null);

    /// <summary>
    /// Says that no operation follows for a while: the worker threads, which otherwise look out for the next one for half a millisecond, leave the cores to others at once.
    /// The next operation wakes them.
    /// </summary>
    public void Rest() => Workers.Rest();

    /// <summary>Begins to note every operation, until the trace is disposed. Only one at a time.</summary>
    public Trace BeginTrace() => Trace = Trace is null ? new Trace(this) : throw new InvalidOperationException("A trace has been begun and not ended.");

    /// <summary>A tensor whose elements are not set to anything. The caller must write each of them.</summary>
    public Tensor Empty(Shape shape) => new(this, NewStorage((long)shape.Count * sizeof(float)), 0, shape);

    public Tensor Empty(params ReadOnlySpan<int> extents) => Empty(new Shape(extents));

    public Tensor Zeros(Shape shape) => Full(shape, 0);

    public Tensor Zeros(params ReadOnlySpan<int> extents) => Full(new Shape(extents), 0);

    public Tensor Full(Shape shape, float value)
    {
        var tensor = Empty(shape);
        tensor.AsSpan().Fill(value);
        return tensor;
    }

    public Tensor Scalar(float value) => Full(Shape.Scalar, value);

    /// <summary>A tensor with a copy of <paramref name="values"/>, in row-major order.</summary>
    public Tensor From(ReadOnlySpan<float> values, params ReadOnlySpan<int> extents)
    {
        var tensor = Empty(new Shape(extents));
        if (values.Length != tensor.Count)
            throw new ArgumentException($"{values.Length} values cannot fill a tensor of shape {tensor.Shape}.", nameof(values));
        values.CopyTo(tensor.AsSpan());
        return tensor;
    }

    public IntTensor EmptyInts(params ReadOnlySpan<int> extents)
    {
        var shape = new Shape(extents);
        return new IntTensor(this, NewStorage((long)shape.Count * sizeof(int)), shape);
    }

    /// <summary>An index tensor with a copy of <paramref name="values"/>, in row-major order.</summary>
    public IntTensor From(ReadOnlySpan<int> values, params ReadOnlySpan<int> extents)
    {
        var tensor = EmptyInts(extents);
        if (values.Length != tensor.Count)
            throw new ArgumentException($"{values.Length} values cannot fill a tensor of shape {tensor.Shape}.", nameof(values));
        values.CopyTo(tensor.AsSpan());
        return tensor;
    }

    /// <summary>A kept leaf tensor whose gradient is wanted, with unset values.</summary>
    public Tensor Parameter(Shape shape) => Empty(shape).Keep().RequireGradient();

    /// <summary>
    /// A key for random numbers that is different at each call within a step, and the same when the step is run again.
    /// </summary>
    public RandomKey RandomKey() => new(Seed, RandomStream.Operations, (ulong)Step, _randomCalls++);

    /// <summary>Ends the worker threads and gives memory back. Tensors of this engine must not be used afterwards.</summary>
    public void Dispose()
    {
        Workers.Dispose();
        Pool.Dispose();
    }

    internal void EndTrace() => Trace = null;

    internal void EndScope(Scope scope)
    {
        if (!ReferenceEquals(Scope, scope))
            throw new InvalidOperationException("Scopes must end in the reverse order of their beginning.");
        Scope = scope.Outer;
        scope.Tape?.Clear();
    }

    /// <summary>Lists of storages are reused from scope to scope, so that a steady step makes no new arrays.</summary>
    internal List<Storage> TakeStorageList() => _storageLists.TryPop(out var list) ? list : new List<Storage>(256);

    internal void GiveStorageList(List<Storage> list)
    {
        list.Clear();
        _storageLists.Push(list);
    }

    /// <summary>Records <paramref name="operation"/> as the maker of <paramref name="output"/>. Call it only when an input wants a gradient.</summary>
    internal void Record(Tensor output, Operation operation) => Scope!.Tape!.Record(output, operation);

    /// <summary>True if an operation on this input has to be recorded.</summary>
    /// <exception cref="ArgumentException">An input belongs to another engine.</exception>
    internal bool Records(Tensor input)
    {
        RequireOwn(input);
        return Recording && input.WantsGradient;
    }

    internal bool Records(Tensor first, Tensor? second) => Records(first) | (second is not null && Records(second));

    internal bool Records(Tensor first, Tensor? second, Tensor? third) => Records(first, second) | (third is not null && Records(third));

    private void RequireOwn(Tensor tensor)
    {
        if (!ReferenceEquals(tensor.Engine, this))
            throw new ArgumentException(
                $"{tensor} belongs to another engine: an operation takes tensors of one engine. Copy it over with From(tensor.AsSpan(), ..).");
    }

    private Storage NewStorage(long bytes)
    {
        var storage = new Storage(Pool, bytes, Scope?.Name ?? "no scope");
        if (Scope is null)
            storage.Keep();
        else
            Scope.Add(storage);
        return storage;
    }
}
