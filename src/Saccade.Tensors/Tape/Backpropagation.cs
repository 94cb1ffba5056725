namespace Saccade.Tensors.Tape;

/// <summary>Starts backward from a tensor.</summary>
public static class Backpropagation
{
    /// <summary>
    /// Adds d(loss)/d(leaf) to the gradient of every leaf that <paramref name="loss"/> depends on. Intermediate results of the step
    /// are given back on the way; the loss itself can be read until the step ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">The loss is not a single value, or nothing that requires a gradient led to it.</exception>
    public static void Backward(this Tensor loss)
    {
        if (loss.Count != 1)
            throw new InvalidOperationException($"Backward() starts from a single value; this tensor is {loss.Shape}. Reduce it first.");
        loss.Backward(loss.Engine.Full(loss.Shape, 1));
    }

    /// <summary>Starts from any tensor with a given gradient of its shape, which is taken over.</summary>
    public static void Backward(this Tensor output, Tensor gradient)
    {
        if (output.Producer is null || output.Engine.Scope?.Tape is not { } tape)
            throw new InvalidOperationException("There is nothing to go back through: no operation on a tensor that requires a gradient was recorded in this step, or backward has been through it already (it can only go once: add losses up first).");
        tape.Backward(output, gradient);
    }
}
