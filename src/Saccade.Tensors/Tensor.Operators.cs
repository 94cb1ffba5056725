using Saccade.Tensors.Operations;

namespace Saccade.Tensors;

// The arithmetic operators: element by element, shapes broadcast after NumPy's rule.
public sealed unsafe partial class Tensor
{
    public static Tensor operator +(Tensor a, Tensor b) => a.Add(b);

    public static Tensor operator -(Tensor a, Tensor b) => a.Subtract(b);

    public static Tensor operator *(Tensor a, Tensor b) => a.Multiply(b);

    public static Tensor operator /(Tensor a, Tensor b) => a.Divide(b);

    public static Tensor operator +(Tensor a, float b) => a.ScaleShift(1, b);

    public static Tensor operator +(float a, Tensor b) => b.ScaleShift(1, a);

    public static Tensor operator -(Tensor a, float b) => a.ScaleShift(1, -b);

    public static Tensor operator -(float a, Tensor b) => b.ScaleShift(-1, a);

    public static Tensor operator *(Tensor a, float b) => a.ScaleShift(b, 0);

    public static Tensor operator *(float a, Tensor b) => b.ScaleShift(a, 0);

    public static Tensor operator /(Tensor a, float b) => a.ScaleShift(1 / b, 0);

    public static Tensor operator /(float a, Tensor b) => b.Reciprocal().ScaleShift(a, 0);

    public static Tensor operator -(Tensor a) => a.Negate();
}
