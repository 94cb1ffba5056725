using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Saccade.Studio.Curves;

/// <summary>
/// Reads a number of JSON where it stands, to the nearest double. Compiled well from the first call on: a journal is read once, and is over before it would be compiled again.
/// </summary>
internal static class JsonNumber
{
    // Up to here whole numbers are exact, and so are the powers of ten below: one operation on two exact numbers rounds once, so it gives the nearest double
    // (Clinger, How to Read Floating Point Numbers Accurately, 1990).
    private const ulong LargestExact = 1UL << 53;

    // So many digits fit into 64 bits, whatever they are.
    private const int MostDigits = 19;

    private static ReadOnlySpan<double> Powers =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number, or <c>null</c>, which is NaN.</summary>
    /// <param name="line">The text.</param>
    /// <param name="at">Where the number begins; behind it afterwards.</param>
    /// <param name="value">The number.</param>
    /// <returns>False: there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        var i = at;
        value = double.NaN;
        if (line[i..].StartsWith("null"u8))
        {
            at += 4;
            return true;
        }
        var isNegative = i < line.Length && line[i] == (byte)'-';
        if (isNegative)
            i++;
        var first = i;
        var digits = Digits(line, ref i, 0);
        var count = i - first;
        if (count == 0 || (count > 1 && line[first] == (byte)'0'))
            return false;
        var power = 0;
        if (i < line.Length && line[i] == (byte)'.')
        {
            var point = i++;
            digits = Digits(line, ref i, digits);
            power = point + 1 - i;
            if (power == 0)
                return false;
            // Zeros before the first digit that counts take no room.
            count = line[first] == (byte)'0' ? -power - Zeros(line[(point + 1)..i]) : count - power;
        }
        if (i < line.Length && (line[i] | 0x20) == 'e')
        {
            if (!TryReadPower(line, ref i, ref power))
                return false;
        }
        if (count <= MostDigits && TryNearest(digits, power, out var nearest))
            value = isNegative ? -nearest : nearest;
        else if (!Utf8Parser.TryParse(line[at..i], out value, out var used) || used != i - at)
            return false;
        at = i;
        return true;
    }

    /// <summary>Reads a whole number that is not negative.</summary>
    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, ref int, out double)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        var i = at;
        value = 0;
        for (uint digit; i < line.Length && (digit = line[i] - (uint)'0') <= 9; i++)
            value = value * 10 + digit;
        var count = i - at;
        if (count is 0 or >= MostDigits || (count > 1 && line[at] == (byte)'0'))
            return false;
        at = i;
        return true;
    }

    /// <summary>The digits from <paramref name="at"/> on, behind those that there are already; too many overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(ReadOnlySpan<byte> line, ref int at, ulong digits)
    {
        var i = at;
        for (; i + 8 <= line.Length; i += 8)
        {
            var eight = BinaryPrimitives.ReadUInt64LittleEndian(line[i..]);
            // Digits are 0x30 to 0x39: their upper half is 3, and stays 3 when 6 is added.
            if (((eight & 0xF0F0F0F0F0F0F0F0) | (((eight + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) != 0x3333333333333333)
                break;
            // Neighbours are put together to pairs, those to fours, and those to eight; the first digit stands lowest.
            eight &= 0x0F0F0F0F0F0F0F0F;
            eight = (eight * 10 + (eight >> 8)) & 0x00FF00FF00FF00FF;
            eight = (eight * 100 + (eight >> 16)) & 0x0000FFFF0000FFFF;
            digits = digits * 100_000_000 + ((eight * 10_000 + (eight >> 32)) & 0xFFFFFFFF);
        }
        for (uint digit; i < line.Length && (digit = line[i] - (uint)'0') <= 9; i++)
            digits = digits * 10 + digit;
        at = i;
        return digits;
    }

    /// <summary>The double that is nearest to digits, at most 19 of them, times a power of ten.</summary>
    /// <returns>False: it is not this easily known.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNearest(ulong digits, int power, out double nearest)
    {
        nearest = 0;
        if (power is < -22 or > 22)
            return false;
        if (digits <= LargestExact)
        {
            nearest = power < 0 ? digits / Powers[-power] : digits * Powers[power];
            return true;
        }
        if (power >= 0)
            return false;
        // digits = high + low, both exact. The quotient of the high part is a little off; by how much follows from its remainder, which is exact, too. What is left of doubt is a few
        // parts in 2^52 of that little: unless a boundary between two doubles lies within it, the sum is the nearest.
        var divisor = Powers[-power];
        var high = (double)digits;
        var low = (double)(long)(digits - (ulong)high);
        var quotient = high / divisor;
        var off = (Math.FusedMultiplyAdd(-quotient, divisor, high) + low) / divisor;
        var doubt = Math.Abs(off) * 1e-15;
        nearest = quotient + (off - doubt);
        return nearest == quotient + (off + doubt);
    }

    private static int Zeros(ReadOnlySpan<byte> digits) => digits.IndexOfAnyExcept((byte)'0') is >= 0 and var zeros ? zeros : digits.Length;

    private static bool TryReadPower(ReadOnlySpan<byte> line, ref int at, ref int power)
    {
        var i = at + 1;
        var isNegative = i < line.Length && line[i] == (byte)'-';
        if (isNegative || (i < line.Length && line[i] == (byte)'+'))
            i++;
        var (first, written) = (i, 0);
        for (uint digit; i < line.Length && (digit = line[i] - (uint)'0') <= 9; i++)
            written = Math.Min(written * 10 + (int)digit, 100_000); // zero or infinity, with whatever digits
        at = i;
        power += isNegative ? -written : written;
        return i > first;
    }
}
