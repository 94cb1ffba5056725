namespace Saccade.Tensors.Tape;

/// <summary>
/// One recorded operation: what backward needs to know of it. A subclass keeps its inputs (and whatever forward worked out that
/// backward needs) in fields and writes its backward beside its forward, in the operation's own file.
/// </summary>
public abstract class Operation
{
    private Tensor? _firstSaved;
    private Tensor? _secondSaved;

    internal Tensor Output { get; set; } = null!;

    /// <summary>
    /// Brings gradients to the inputs that want one.
    /// </summary>
    /// <param name="y">What forward returned.</param>
    /// <param name="dy">The gradient of the loss with respect to <paramref name="y"/>, of the same shape; not to be written to.</param>
    protected internal abstract void Backward(Tensor y, Tensor dy);

    /// <summary>Notes a tensor that only this operation's backward needs, so that it is given back right after it.</summary>
    protected Tensor Saved(Tensor tensor)
    {
        if (_firstSaved is null)
            _firstSaved = tensor;
        else if (_secondSaved is null)
            _secondSaved = tensor;
        else
            throw new InvalidOperationException("An operation saves at most two tensors of its own.");
        return tensor;
    }

    internal void ReleaseSaved()
    {
        _firstSaved?.Release();
        _secondSaved?.Release();
    }
}
