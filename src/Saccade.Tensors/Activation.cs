namespace Saccade.Tensors;

/// <summary>A non-linearity that an operation can apply to its result before it leaves the cache.</summary>
public enum Activation
{
    None,

    /// <summary>max(x, 0)</summary>
    Relu,
}
