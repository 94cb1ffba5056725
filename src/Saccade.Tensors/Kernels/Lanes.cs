namespace Saccade.Tensors.Kernels;

/// <summary>
/// A vector of floats of one width, as a type parameter: a kernel is written once over <typeparamref name="V"/> and compiled for each width.
/// </summary>
internal unsafe interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract V Zero { get; }

    static abstract V Broadcast(float value);

    static abstract V Load(float* source);

    static abstract void Store(float* destination, V value);

    static abstract V operator +(V a, V b);

    static abstract V operator -(V a, V b);

    static abstract V operator *(V a, V b);

    static abstract V operator /(V a, V b);

    /// <summary>a * b + c, rounded once. (The expression itself is not contracted by the compiler.)</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    static abstract V Max(V a, V b);

    static abstract V Min(V a, V b);

    static abstract V Sqrt(V a);

    static abstract V Abs(V a);

    static abstract V Round(V a);

    /// <summary>2 to the power of <paramref name="a"/>, which holds whole numbers from -126 to 127.</summary>
    static abstract V PowerOfTwo(V a);

    /// <summary>Splits positive normal numbers into a mantissa in [0.5, 1) and a whole exponent: a = mantissa * 2^exponent.</summary>
    static abstract V Mantissa(V a, out V exponent);

    /// <summary>Lane by lane: where a &gt; b, <paramref name="yes"/>, else <paramref name="no"/> (also where either is not a number).</summary>
    static abstract V IfGreater(V a, V b, V yes, V no);

    /// <summary>Lane by lane: where a equals b, <paramref name="yes"/>, else <paramref name="no"/>.</summary>
    static abstract V IfEqual(V a, V b, V yes, V no);

    /// <summary>The sum of all lanes, in a fixed order.</summary>
    static abstract float Sum(V a);

    static abstract float MaxAcross(V a);
}
