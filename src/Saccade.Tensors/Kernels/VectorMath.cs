using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Transcendental functions over vectors of any width, within about two units in the last place. What is not a number stays so. The polynomials
/// are Chebyshev fits in 30-digit arithmetic over the intervals given at each.
/// </summary>
internal static class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has few enough bits for its product with a whole exponent to be exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x. Results above the largest float are infinite; those below 2^-125 (x &lt; -86.64) are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V>
    {
        // x = n ln 2 + r with |r| <= ln 2 / 2
        var n = V.Round(x * V.Broadcast(Log2E));
        var r = V.MultiplyAdd(n, V.Broadcast(-Ln2High), x);
        r = V.MultiplyAdd(n, V.Broadcast(-Ln2Low), r);
        // (e^r - 1 - r) / r^2
        var p = V.MultiplyAdd(V.Broadcast(0.001392619767f), r, V.Broadcast(0.008363190326f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.04166655453f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.1666657692f));
        p = V.MultiplyAdd(p, r, V.Broadcast(0.5f));
        p = V.MultiplyAdd(p, r * r, r) + V.Broadcast(1);
        // 2^128 is no float, so half of the power is applied and the result doubled.
        var y = p * V.PowerOfTwo(n - V.Broadcast(1));
        y += y;
        y = V.IfGreater(x, V.Broadcast(88.722839f), V.Broadcast(float.PositiveInfinity), y);
        return V.IfGreater(V.Broadcast(-86.64f), x, V.Zero, y);
    }

    /// <summary>The natural logarithm: minus infinity at zero, not a number below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, ILanes<V>
    {
        // Numbers below the normal range are lifted into it by 2^24.
        var smallest = V.Broadcast(1.17549435e-38f);
        var normal = V.IfGreater(smallest, x, x * V.Broadcast(16777216), x);
        var m = V.Mantissa(normal, out var e);
        e -= V.IfGreater(smallest, x, V.Broadcast(24), V.Zero);
        // Mantissas below sqrt(1/2) are doubled, so that f = m - 1 lies around zero.
        var half = V.Broadcast(0.707106781f);
        e -= V.IfGreater(half, m, V.Broadcast(1), V.Zero);
        var f = m + V.IfGreater(half, m, m, V.Zero) - V.Broadcast(1);
        // (log(1 + f) - f + f^2 / 2) / f^3
        var p = V.MultiplyAdd(V.Broadcast(0.06971611471f), f, V.Broadcast(-0.1147973385f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.1168541992f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.1242568733f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.1424905765f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.1666780232f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.2000071575f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-0.2499999696f));
        p = V.MultiplyAdd(p, f, V.Broadcast(0.3333333118f));
        var square = f * f;
        var y = V.MultiplyAdd(e, V.Broadcast(Ln2Low), p * f * square);
        y = V.MultiplyAdd(V.Broadcast(-0.5f), square, y);
        y = V.MultiplyAdd(e, V.Broadcast(Ln2High), f + y);
        y = V.IfGreater(V.Broadcast(float.PositiveInfinity), x, y, x);
        y = V.IfEqual(x, V.Zero, V.Broadcast(float.NegativeInfinity), y);
        return V.IfGreater(V.Zero, x, V.Broadcast(float.NaN), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        var a = V.Abs(x);
        var z = x * x;
        // (tanh(x) / x - 1) / x^2 for |x| < 0.65
        var p = V.MultiplyAdd(V.Broadcast(-0.0059237262f), z, V.Broadcast(0.02087346057f));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.05382375887f));
        p = V.MultiplyAdd(p, z, V.Broadcast(0.1333258371f));
        p = V.MultiplyAdd(p, z, V.Broadcast(-0.3333332702f));
        var small = V.MultiplyAdd(p * z, x, x);
        var large = V.Broadcast(1) - V.Broadcast(2) / (Exp(a + a) + V.Broadcast(1));
        large = V.IfGreater(V.Zero, x, V.Zero - large, large);
        return V.IfGreater(a, V.Broadcast(0.625f), large, small);
    }

    /// <summary>1 / (1 + e^-x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V> =>
        V.Broadcast(1) / (Exp(V.Zero - x) + V.Broadcast(1));

    /// <summary>The error function: 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        var z = x * x;
        // erf(x) / x for |x| < 1
        var s = V.MultiplyAdd(V.Broadcast(7.875875059e-5f), z, V.Broadcast(-0.0008016864286f));
        s = V.MultiplyAdd(s, z, V.Broadcast(0.005189087423f));
        s = V.MultiplyAdd(s, z, V.Broadcast(-0.02685421201f));
        s = V.MultiplyAdd(s, z, V.Broadcast(0.1128359472f));
        s = V.MultiplyAdd(s, z, V.Broadcast(-0.3761262667f));
        s = V.MultiplyAdd(s, z, V.Broadcast(1.128379166f));
        // log(1 - erf(a)) for 0.9 < a < 4; beyond that erf rounds to 1.
        var a = V.Abs(x);
        var c = V.IfGreater(a, V.Broadcast(4), V.Broadcast(4), a);
        var q = V.MultiplyAdd(V.Broadcast(-4.453896388e-8f), c, V.Broadcast(2.594339321e-6f));
        q = V.MultiplyAdd(q, c, V.Broadcast(-5.493616927e-5f));
        q = V.MultiplyAdd(q, c, V.Broadcast(0.000643316471f));
        q = V.MultiplyAdd(q, c, V.Broadcast(-0.004910779965f));
        q = V.MultiplyAdd(q, c, V.Broadcast(0.02673623389f));
        q = V.MultiplyAdd(q, c, V.Broadcast(-0.110499571f));
        q = V.MultiplyAdd(q, c, V.Broadcast(-0.6314834945f));
        q = V.MultiplyAdd(q, c, V.Broadcast(-1.130388423f));
        q = V.MultiplyAdd(q, c, V.Broadcast(0.0003495821141f));
        var large = V.Broadcast(1) - Exp(q);
        large = V.IfGreater(V.Zero, x, V.Zero - large, large);
        return V.IfGreater(a, V.Broadcast(1), large, s * x);
    }
}
