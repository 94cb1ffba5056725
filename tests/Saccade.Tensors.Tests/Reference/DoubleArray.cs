namespace Saccade.Tensors.Tests.Reference;

/// <summary>A row-major array of float64 for plain reference implementations: slow, obvious, and precise enough to judge float32 kernels.</summary>
public sealed class DoubleArray(Shape shape, double[] values)
{
    public DoubleArray(params int[] extents)
        : this(new Shape(extents), new double[new Shape(extents).Count])
    {
    }

    public Shape Shape { get; } = shape;

    public double[] Values { get; } = values;

    public int Count => Values.Length;

    public double this[int i]
    {
        get => Values[i];
        set => Values[i] = value;
    }

    public double this[int i, int j]
    {
        get => Values[i * Shape[1] + j];
        set => Values[i * Shape[1] + j] = value;
    }

    public double this[int i, int j, int k]
    {
        get => Values[(i * Shape[1] + j) * Shape[2] + k];
        set => Values[(i * Shape[1] + j) * Shape[2] + k] = value;
    }

    public double this[int i, int j, int k, int l]
    {
        get => Values[((i * Shape[1] + j) * Shape[2] + k) * Shape[3] + l];
        set => Values[((i * Shape[1] + j) * Shape[2] + k) * Shape[3] + l] = value;
    }

    public double this[int i, int j, int k, int l, int m]
    {
        get => Values[(((i * Shape[1] + j) * Shape[2] + k) * Shape[3] + l) * Shape[4] + m];
        set => Values[(((i * Shape[1] + j) * Shape[2] + k) * Shape[3] + l) * Shape[4] + m] = value;
    }

    public DoubleArray Map(Func<double, double> function) => new(Shape, Array.ConvertAll(Values, v => function(v)));

    public DoubleArray Clone() => new(Shape, (double[])Values.Clone());
}
