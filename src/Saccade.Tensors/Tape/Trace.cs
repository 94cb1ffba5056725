namespace Saccade.Tensors.Tape;

/// <summary>
/// What a forward pass did: every operation in the order it ran, with what it took, how it was set and what came out. For whoever wants the pass in
/// another form (a graph in a file). Operations note themselves here whether or not gradients are wanted; without a trace that costs one look at a field.
/// </summary>
public sealed class Trace : IDisposable
{
    private readonly Engine _engine;
    private readonly List<TracedOperation> _operations = [];

    internal Trace(Engine engine) => _engine = engine;

    public IReadOnlyList<TracedOperation> Operations => _operations;

    /// <summary>Ends the trace. What operations took stays as long as the trace does.</summary>
    public void Dispose() => _engine.EndTrace();

    internal void Add(string name, Tensor output, Tensor?[] inputs, object? options = null, IntTensor? indices = null)
    {
        // Their scope may end before the trace is read.
        foreach (var input in inputs)
            input?.Keep();
        indices?.Keep();
        _operations.Add(new TracedOperation(name, inputs, indices, options, output));
    }
}

/// <summary>One operation of a forward pass.</summary>
/// <param name="Name">The name of the method that ran it, such as <c>Linear</c>.</param>
/// <param name="Inputs">The tensors it took, in the order of its parameters; null where an optional one was left out.</param>
/// <param name="Indices">The index tensor it took, if any.</param>
/// <param name="Options">How it was set; each operation says what this is where it notes itself. What the output's shape says already is left out.</param>
/// <param name="Output">What came out.</param>
public sealed record TracedOperation(string Name, IReadOnlyList<Tensor?> Inputs, IntTensor? Indices, object? Options, Tensor Output);

/// <summary>A function of an element-wise operation that has settings to be noted.</summary>
internal interface ITracedFunction
{
    object Settings { get; }
}
