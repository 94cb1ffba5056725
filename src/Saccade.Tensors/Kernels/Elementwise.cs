using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>A function of one number, written for a vector of them. It may carry constants as fields.</summary>
internal interface IUnary
{
    V Apply<V>(V x)
        where V : struct, ILanes<V>;
}

/// <summary>A function of two numbers, written for vectors of them.</summary>
internal interface IBinary
{
    V Apply<V>(V a, V b)
        where V : struct, ILanes<V>;
}

/// <summary>A function of three numbers, written for vectors of them.</summary>
internal interface ITernary
{
    V Apply<V>(V a, V b, V c)
        where V : struct, ILanes<V>;
}

/// <summary>
/// Runs a function over whole arrays of equal length, in parallel and at the chosen vector width. The last, partial vector goes through
/// a padded copy and the same arithmetic, so a value does not depend on where in the array it stands. Output may be one of the inputs.
/// </summary>
internal static unsafe class Elementwise
{
    /// <summary>Elements a chunk: 64 KB of floats, small enough to balance and large enough to pay for the fork.</summary>
    public const int Grain = 16384;

    /// <summary>y[i] = op(x[i])</summary>
    public static void Map<TOp>(Engine engine, TOp op, float* x, float* y, int count)
        where TOp : struct, IUnary =>
        engine.Workers.ForRange(count, Grain, (start, end) => Serial(op, x + start, y + start, end - start));

    /// <summary>y[i] = op(a[i], b[i])</summary>
    public static void Map<TOp>(Engine engine, TOp op, float* a, float* b, float* y, int count)
        where TOp : struct, IBinary =>
        engine.Workers.ForRange(count, Grain, (start, end) => Serial(op, a + start, b + start, y + start, end - start));

    /// <summary>y[i] = op(a[i], b[i], c[i])</summary>
    public static void Map<TOp>(Engine engine, TOp op, float* a, float* b, float* c, float* y, int count)
        where TOp : struct, ITernary =>
        engine.Workers.ForRange(count, Grain, (start, end) => Serial(op, a + start, b + start, c + start, y + start, end - start));

    public static void Add(Engine engine, float* a, float* b, float* sum, int count) => Map(engine, default(AddFunction), a, b, sum, count);

    /// <summary>target[i] += source[i]</summary>
    public static void AddInPlace(Engine engine, float* target, float* source, int count) => Add(engine, target, source, target, count);

    /// <summary>The unary function over one array, on the calling thread.</summary>
    public static void Serial<TOp>(TOp op, float* x, float* y, int count)
        where TOp : struct, IUnary
    {
        if (Simd.Bits == 512)
            Loop<TOp, Lanes512>(op, x, y, count);
        else if (Simd.Bits == 256)
            Loop<TOp, Lanes256>(op, x, y, count);
        else
            Loop<TOp, Lanes128>(op, x, y, count);
    }

    /// <summary>The binary function over two arrays, on the calling thread.</summary>
    public static void Serial<TOp>(TOp op, float* a, float* b, float* y, int count)
        where TOp : struct, IBinary
    {
        if (Simd.Bits == 512)
            Loop<TOp, Lanes512>(op, a, b, y, count);
        else if (Simd.Bits == 256)
            Loop<TOp, Lanes256>(op, a, b, y, count);
        else
            Loop<TOp, Lanes128>(op, a, b, y, count);
    }

    /// <summary>The ternary function over three arrays, on the calling thread.</summary>
    public static void Serial<TOp>(TOp op, float* a, float* b, float* c, float* y, int count)
        where TOp : struct, ITernary
    {
        if (Simd.Bits == 512)
            Loop<TOp, Lanes512>(op, a, b, c, y, count);
        else if (Simd.Bits == 256)
            Loop<TOp, Lanes256>(op, a, b, c, y, count);
        else
            Loop<TOp, Lanes128>(op, a, b, c, y, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TOp, V>(TOp op, float* x, float* y, int count)
        where TOp : struct, IUnary
        where V : struct, ILanes<V>
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(y + i, op.Apply(V.Load(x + i)));
        if (i == count)
            return;
        var padded = stackalloc float[V.Count];
        var rest = count - i;
        Copy(x + i, padded, rest);
        V.Store(padded, op.Apply(V.Load(padded)));
        Copy(padded, y + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TOp, V>(TOp op, float* a, float* b, float* y, int count)
        where TOp : struct, IBinary
        where V : struct, ILanes<V>
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(y + i, op.Apply(V.Load(a + i), V.Load(b + i)));
        if (i == count)
            return;
        var padded = stackalloc float[2 * V.Count];
        var rest = count - i;
        Copy(a + i, padded, rest);
        Copy(b + i, padded + V.Count, rest);
        V.Store(padded, op.Apply(V.Load(padded), V.Load(padded + V.Count)));
        Copy(padded, y + i, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TOp, V>(TOp op, float* a, float* b, float* c, float* y, int count)
        where TOp : struct, ITernary
        where V : struct, ILanes<V>
    {
        var i = 0;
        for (; i <= count - V.Count; i += V.Count)
            V.Store(y + i, op.Apply(V.Load(a + i), V.Load(b + i), V.Load(c + i)));
        if (i == count)
            return;
        var padded = stackalloc float[3 * V.Count];
        var rest = count - i;
        Copy(a + i, padded, rest);
        Copy(b + i, padded + V.Count, rest);
        Copy(c + i, padded + 2 * V.Count, rest);
        V.Store(padded, op.Apply(V.Load(padded), V.Load(padded + V.Count), V.Load(padded + 2 * V.Count)));
        Copy(padded, y + i, rest);
    }

    private static void Copy(float* source, float* destination, int count)
    {
        for (var i = 0; i < count; i++)
            destination[i] = source[i];
    }
}
