namespace Saccade.Tensors.Tape;

/// <summary>The operations of a step in the order they ran, walked backwards once.</summary>
internal sealed class GradientTape
{
    private readonly List<Operation> _operations = new(512);

    public void Record(Tensor output, Operation operation)
    {
        operation.Output = output;
        output.SetProducer(operation);
        _operations.Add(operation);
    }

    /// <summary>
    /// Brings the gradient of <paramref name="loss"/> to every leaf it depends on. An operation's output, its gradient and what it
    /// saved are given back as soon as its backward has run: later operations, the only other users, have run theirs already.
    /// </summary>
    public void Backward(Tensor loss, Tensor gradient)
    {
        loss.AddGradient(gradient);
        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            var operation = _operations[i];
            var output = operation.Output;
            if (output.Gradient is { } dy)
            {
                operation.Backward(output, dy);
                output.ReleaseGradient();
            }
            operation.ReleaseSaved();
            if (!ReferenceEquals(output, loss))
                output.Release();
        }
        Clear();
    }

    /// <summary>Forgets all operations. Their outputs, where they were kept, are constants from then on.</summary>
    public void Clear()
    {
        foreach (var operation in _operations)
            operation.Output.SetProducer(null);
        _operations.Clear();
    }
}
