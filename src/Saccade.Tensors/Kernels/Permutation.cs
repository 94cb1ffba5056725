using System.Runtime.CompilerServices;
using Saccade.Tensors.Kernels.Gemm;

namespace Saccade.Tensors.Kernels;

/// <summary>Copies an array with its axes in another order: as contiguous runs where the last axis stays last, else as transposed tiles.</summary>
internal static unsafe class Permutation
{
    /// <summary>Rows of the source that are transposed together, and the unit of work; a vector of the widest kind is full.</summary>
    private const int Stripe = 16;

    /// <summary>y's axis j is x's axis order[j], where x has <paramref name="shape"/>.</summary>
    public static void Copy(Engine engine, float* x, Shape shape, ReadOnlySpan<int> order, float* y)
    {
        if (shape.Count == 0)
            return;
        Axes extents = default, steps = default;
        var rank = 0;
        var previous = -2;
        foreach (var axis in order)
        {
            var extent = shape[axis];
            if (extent == 1)
                continue;
            var step = shape.Product(axis + 1, shape.Rank);
            if (rank > 0 && Follows(shape, previous, axis))
            {
                extents[rank - 1] *= extent;
                steps[rank - 1] = step;
            }
            else
            {
                extents[rank] = extent;
                steps[rank++] = step;
            }
            previous = axis;
        }
        if (rank <= 1)
            new ReadOnlySpan<float>(x, shape.Count).CopyTo(new Span<float>(y, shape.Count));
        else if (steps[rank - 1] == 1)
            Runs(engine, x, extents, steps, rank, y);
        else
            Tiles(engine, x, extents, steps, rank, y);
    }

    /// <summary>True if two axes that are neighbours in y are neighbours in x too, apart from axes of extent 1.</summary>
    private static bool Follows(Shape shape, int axis, int next)
    {
        if (next <= axis)
            return false;
        return shape.Product(axis + 1, next) == 1;
    }

    private static void Runs(Engine engine, float* x, Axes extents, Axes steps, int rank, float* y)
    {
        var length = extents[rank - 1];
        var rows = 1;
        for (var axis = 0; axis < rank - 1; axis++)
            rows *= extents[axis];
        engine.Workers.ForRange(rows, Math.Max(1, Elementwise.Grain / length), (start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                nint source = 0;
                for (int axis = rank - 2, rest = row; axis >= 0; axis--)
                {
                    (rest, var index) = Math.DivRem(rest, extents[axis]);
                    source += (nint)index * steps[axis];
                }
                Unsafe.CopyBlockUnaligned(y + (nint)row * length, x + source, (uint)length * sizeof(float));
            }
        });
    }

    /// <summary>x's last axis is y's axis <c>inner</c>, and y's last axis walks x in steps: a matrix is transposed for each index of the others.</summary>
    private static void Tiles(Engine engine, float* x, Axes extents, Axes steps, int rank, float* y)
    {
        var inner = 0;
        while (steps[inner] != 1)
            inner++;
        int rows = extents[rank - 1], depth = extents[inner];
        var targetStep = 1;
        for (var axis = inner + 1; axis < rank; axis++)
            targetStep *= extents[axis];
        var matrices = 1;
        for (var axis = 0; axis < rank - 1; axis++)
            matrices *= axis == inner ? 1 : extents[axis];
        var stripes = (rows + Stripe - 1) / Stripe;
        engine.Workers.ForRange(matrices * stripes, Math.Max(1, Elementwise.Grain / (Stripe * depth)), (start, end) =>
        {
            for (var unit = start; unit < end; unit++)
            {
                var (matrix, stripe) = Math.DivRem(unit, stripes);
                nint source = 0, target = 0;
                var targetAxisStep = rows;
                for (int axis = rank - 2, rest = matrix; axis >= 0; axis--)
                {
                    if (axis != inner)
                    {
                        (rest, var index) = Math.DivRem(rest, extents[axis]);
                        source += (nint)index * steps[axis];
                        target += (nint)index * targetAxisStep;
                    }
                    targetAxisStep *= extents[axis];
                }
                var first = stripe * Stripe;
                Transpose(x + source + (nint)first * steps[rank - 1], steps[rank - 1], Math.Min(Stripe, rows - first), depth, y + target + first, targetStep);
            }
        });
    }

    /// <summary>y[p, i] = x[i, p] for at most a stripe of rows i.</summary>
    private static void Transpose(float* x, int step, int rows, int depth, float* y, int targetStep)
    {
        if (rows == Stripe)
        {
            Packing.Transposed(x, step, rows, depth, y, targetStep);
            return;
        }
        for (var p = 0; p < depth; p++)
            for (var i = 0; i < rows; i++)
                y[(nint)p * targetStep + i] = x[(nint)i * step + p];
    }

    [InlineArray(Shape.MaxRank)]
    private struct Axes
    {
        private int _first;
    }
}
