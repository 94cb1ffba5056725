using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels;

/// <summary>
/// Functions of two arrays whose shapes agree after NumPy's rule: shapes are aligned at the last axis, and an extent of 1 or a missing axis
/// is repeated. Axes that are walked alike are merged first, so equal shapes, a scalar, a bias over the last axes and a factor per
/// channel all become long runs.
/// </summary>
internal static unsafe class Broadcasting
{
    /// <summary>The shape that <paramref name="a"/> and <paramref name="b"/> are both repeated to.</summary>
    /// <exception cref="ArgumentException">An axis has two extents, neither of them 1.</exception>
    public static Shape ResultShape(Shape a, Shape b)
    {
        if (a == b)
            return a;
        var rank = Math.Max(a.Rank, b.Rank);
        Span<int> extents = stackalloc int[rank];
        for (var fromEnd = 1; fromEnd <= rank; fromEnd++)
        {
            var left = fromEnd <= a.Rank ? a[a.Rank - fromEnd] : 1;
            var right = fromEnd <= b.Rank ? b[b.Rank - fromEnd] : 1;
            if (left != right && left != 1 && right != 1)
                throw new ArgumentException($"The shapes {a} and {b} do not broadcast: axis {rank - fromEnd} is {left} in one and {right} in the other.");
            extents[rank - fromEnd] = left == 1 ? right : left;
        }
        return new Shape(extents);
    }

    /// <summary>y = op(a, b), where y has <paramref name="shape"/> and a and b are repeated to it.</summary>
    public static void Map<TOp>(Engine engine, TOp op, float* a, Shape aShape, float* b, Shape bShape, float* y, Shape shape)
        where TOp : struct, IBinary
    {
        if (aShape == bShape)
        {
            Elementwise.Map(engine, op, a, b, y, shape.Count);
            return;
        }
        var walk = new Walk(shape, aShape, bShape);
        walk.ForRuns(engine, (aOffset, bOffset, yOffset, count) =>
        {
            if (walk.InnerA == 0)
                Elementwise.Serial(new WithLeft<TOp>(op, a[aOffset]), b + bOffset, y + yOffset, count);
            else if (walk.InnerB == 0)
                Elementwise.Serial(new WithRight<TOp>(op, b[bOffset]), a + aOffset, y + yOffset, count);
            else
                Elementwise.Serial(op, a + aOffset, b + bOffset, y + yOffset, count);
        });
    }

    /// <summary>y = a repeated to <paramref name="shape"/>.</summary>
    public static void Expand(Engine engine, float* a, Shape aShape, float* y, Shape shape)
    {
        var walk = new Walk(shape, aShape, aShape);
        walk.ForRuns(engine, (aOffset, _, yOffset, count) =>
        {
            var run = new Span<float>(y + yOffset, count);
            if (walk.InnerA == 0)
                run.Fill(a[aOffset]);
            else
                new ReadOnlySpan<float>(a + aOffset, count).CopyTo(run);
        });
    }

    private delegate void Run(int a, int b, int y, int count);

    private readonly struct WithLeft<TOp>(TOp op, float a) : IUnary
        where TOp : struct, IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V b)
            where V : struct, ILanes<V> => op.Apply(V.Broadcast(a), b);
    }

    private readonly struct WithRight<TOp>(TOp op, float b) : IUnary
        where TOp : struct, IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V a)
            where V : struct, ILanes<V> => op.Apply(a, V.Broadcast(b));
    }

    [InlineArray(Shape.MaxRank)]
    private struct Axes
    {
        private int _first;
    }

    /// <summary>The merged axes of the result, with the step that each operand makes along them (0 where it is repeated).</summary>
    private readonly struct Walk
    {
        private readonly int _rank;
        private readonly Axes _extents;
        private readonly Axes _a;
        private readonly Axes _b;

        public Walk(Shape shape, Shape a, Shape b)
        {
            // From the last axis to the first; merged axes are stored in that order too, so index 0 is the innermost.
            int aStride = 1, bStride = 1;
            for (var fromEnd = 1; fromEnd <= shape.Rank; fromEnd++)
            {
                var extent = shape[shape.Rank - fromEnd];
                var aExtent = fromEnd <= a.Rank ? a[a.Rank - fromEnd] : 1;
                var bExtent = fromEnd <= b.Rank ? b[b.Rank - fromEnd] : 1;
                if (extent == 1)
                    continue;
                int aStep = aExtent == 1 ? 0 : aStride, bStep = bExtent == 1 ? 0 : bStride;
                aStride *= aExtent;
                bStride *= bExtent;
                if (_rank > 0 && Continues(_a[_rank - 1], aStep, _extents[_rank - 1]) && Continues(_b[_rank - 1], bStep, _extents[_rank - 1]))
                {
                    _extents[_rank - 1] *= extent;
                    continue;
                }
                _extents[_rank] = extent;
                _a[_rank] = aStep;
                _b[_rank] = bStep;
                _rank++;
            }
            if (_rank == 0)
            {
                _extents[0] = shape.Count;
                _rank = 1;
            }
            InnerA = _a[0];
            InnerB = _b[0];
        }

        public int InnerA { get; }

        public int InnerB { get; }

        /// <summary>Cuts the result into runs along the innermost axis and runs them in parallel.</summary>
        public void ForRuns(Engine engine, Run body)
        {
            var inner = _extents[0];
            var outer = 1;
            for (var axis = 1; axis < _rank; axis++)
                outer *= _extents[axis];
            if (inner == 0 || outer == 0)
                return;
            var pieces = (inner + Elementwise.Grain - 1) / Elementwise.Grain;
            var walk = this;
            engine.Workers.ForRange(outer * pieces, Math.Max(1, Elementwise.Grain / inner), (start, end) =>
            {
                for (var unit = start; unit < end; unit++)
                {
                    var (row, piece) = Math.DivRem(unit, pieces);
                    int a = 0, b = 0, rest = row;
                    for (var axis = 1; axis < walk._rank; axis++)
                    {
                        (rest, var index) = Math.DivRem(rest, walk._extents[axis]);
                        a += index * walk._a[axis];
                        b += index * walk._b[axis];
                    }
                    var first = piece * Elementwise.Grain;
                    body(a + first * walk.InnerA, b + first * walk.InnerB, row * inner + first, Math.Min(Elementwise.Grain, inner - first));
                }
            });
        }

        private static bool Continues(int innerStep, int step, int innerExtent) => step == innerStep * innerExtent;
    }
}
