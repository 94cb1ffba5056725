namespace Saccade.Media;

/// <summary>
/// The five row filters of PNG. A row is stored as its difference to a prediction from the byte to the left (a), the byte
/// above (b) and the byte above left (c), at the distance of one whole pixel, at least one byte.
/// </summary>
internal static class PngFilter
{
    public const int Count = 5;

    /// <summary>Restores <paramref name="row"/> in place; <paramref name="above"/> is the restored row before it, or zeros.</summary>
    /// <returns>False when there is no such filter.</returns>
    public static bool Restore(int filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        if ((uint)filter >= Count) return false;
        for (int i = 0; i < row.Length; i++)
        {
            int a = i >= pixelBytes ? row[i - pixelBytes] : 0;
            int c = i >= pixelBytes ? above[i - pixelBytes] : 0;
            row[i] += Predict(filter, a, above[i], c);
        }
        return true;
    }

    /// <summary>Writes the filtered <paramref name="row"/> to <paramref name="filtered"/>.</summary>
    /// <returns>The sum of the differences as signed bytes: the smaller, the better it is likely to compress.</returns>
    public static long Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int pixelBytes, Span<byte> filtered)
    {
        long sum = 0;
        for (int i = 0; i < row.Length; i++)
        {
            int a = i >= pixelBytes ? row[i - pixelBytes] : 0;
            int c = i >= pixelBytes ? above[i - pixelBytes] : 0;
            filtered[i] = (byte)(row[i] - Predict(filter, a, above[i], c));
            sum += Math.Abs((int)(sbyte)filtered[i]);
        }
        return sum;
    }

    private static byte Predict(int filter, int a, int b, int c) => filter switch
    {
        0 => 0,
        1 => (byte)a,
        2 => (byte)b,
        3 => (byte)((a + b) / 2),
        _ => Paeth(a, b, c),
    };

    // The neighbour nearest to a + b - c; on a tie left before above before above left.
    private static byte Paeth(int a, int b, int c)
    {
        int toA = Math.Abs(b - c), toB = Math.Abs(a - c), toC = Math.Abs(a + b - 2 * c);
        return (byte)(toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
    }
}
