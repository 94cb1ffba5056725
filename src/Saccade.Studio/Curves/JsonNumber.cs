using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Saccade.Studio.Curves;

/// <summary>Reads a number of JSON where it stands in a line, and does not mind a zero too many.</summary>
internal static class JsonNumber
{
    /// <summary>Reads a number, or <c>null</c>, which is NaN.</summary>
    /// <param name="line">The text.</param>
    /// <param name="at">Where the number begins; behind it afterwards.</param>
    /// <param name="value">The number.</param>
    /// <returns>False: there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        var rest = line[at..];
        if (rest.StartsWith("null"u8))
        {
            (value, at) = (double.NaN, at + 4);
            return true;
        }
        // Names of what is no number, and signs that JSON does not know, would be taken as well.
        if (!Utf8Parser.TryParse(rest, out value, out var length) || !double.IsFinite(value) || rest[0] is (byte)'+' or (byte)'.')
            return false;
        at += length;
        return true;
    }

    /// <summary>Reads a whole number that is not negative.</summary>
    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, ref int, out double)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        if (!Utf8Parser.TryParse(line[at..], out value, out var length) || value < 0)
            return false;
        at += length;
        return true;
    }
}
