namespace Saccade.Tensors.Operations;

/// <summary>The non-linearities by their names, for operations that cannot apply one within their own pass. Shapes are any; y has x's.</summary>
public static class ActivateOperation
{
    public static Tensor Activate(this Tensor x, Activation activation) => activation switch
    {
        Activation.Relu => x.Relu(),
        Activation.Gelu => x.Gelu(),
        Activation.Silu => x.Silu(),
        _ => x,
    };
}
