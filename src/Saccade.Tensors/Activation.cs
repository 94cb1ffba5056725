namespace Saccade.Tensors;

/// <summary>A non-linearity that an operation can apply to its result before it leaves the cache.</summary>
public enum Activation
{
    None,

    /// <summary>max(x, 0)</summary>
    Relu,

    /// <summary>x (1 + erf(x / sqrt 2)) / 2, PyTorch's default.</summary>
    Gelu,

    /// <summary>x sigmoid(x)</summary>
    Silu,
}
