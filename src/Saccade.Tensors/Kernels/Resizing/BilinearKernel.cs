using System.Runtime.CompilerServices;

namespace Saccade.Tensors.Kernels.Resizing;

/// <summary>
/// Bilinear resizing of one plane [H, W] -> [H', W']. Two rows are blended in vectors, then the columns one by one from a table.
/// </summary>
/// <param name="height">Extent of the input.</param>
/// <param name="width">Extent of the input.</param>
/// <param name="rows">[H'], the samples of the vertical axis.</param>
/// <param name="rowCount">H'</param>
/// <param name="columns">[W'], the samples of the horizontal axis.</param>
/// <param name="columnCount">W'</param>
internal readonly unsafe struct BilinearKernel(
    int height, int width, BilinearSample* rows, int rowCount, BilinearSample* columns, int columnCount)
{
    private readonly BilinearSample* _rows = rows;
    private readonly BilinearSample* _columns = columns;

    public void Forward(float* x, float* y, float* scratch)
    {
        for (var h = 0; h < rowCount; h++, y += columnCount)
        {
            var row = _rows[h];
            Elementwise.Serial(new Blend(row.Share), x + (nint)row.Lower * width, x + (nint)row.Upper * width, scratch, width);
            for (var w = 0; w < columnCount; w++)
            {
                var column = _columns[w];
                var lower = scratch[column.Lower];
                y[w] = MathF.FusedMultiplyAdd(column.Share, scratch[column.Upper] - lower, lower);
            }
        }
    }

    /// <summary>Spreads each dy over the four numbers it came from; <paramref name="dx"/> is cleared first.</summary>
    public void Backward(float* dy, float* dx, float* scratch)
    {
        new Span<float>(dx, height * width).Clear();
        for (var h = 0; h < rowCount; h++, dy += columnCount)
        {
            new Span<float>(scratch, width).Clear();
            for (var w = 0; w < columnCount; w++)
            {
                var column = _columns[w];
                var upper = column.Share * dy[w];
                scratch[column.Lower] += dy[w] - upper;
                scratch[column.Upper] += upper;
            }
            var row = _rows[h];
            float* first = dx + (nint)row.Lower * width, second = dx + (nint)row.Upper * width;
            Elementwise.Serial(new AddShare(1 - row.Share), first, scratch, first, width);
            Elementwise.Serial(new AddShare(row.Share), second, scratch, second, width);
        }
    }

    private readonly struct Blend(float share) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V lower, V upper)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.Broadcast(share), upper - lower, lower);
    }

    private readonly struct AddShare(float share) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V sum, V value)
            where V : struct, ILanes<V> => V.MultiplyAdd(V.Broadcast(share), value, sum);
    }
}
