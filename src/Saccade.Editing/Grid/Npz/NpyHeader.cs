using System.Globalization;
using System.Text;

namespace Saccade.Editing.Grid.Npz;

/// <summary>The header of a .npy file: element type and extents, in the order of C. (NEP 1, "A simple file format for NumPy arrays".)</summary>
internal sealed record NpyHeader(NpyType Type, IReadOnlyList<int> Shape)
{
    private const int LongestHeader = 64 << 10, MostAxes = 8, Alignment = 64;
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Elements.</summary>
    /// <exception cref="FormatException">There are more than an array can have.</exception>
    public int Count
    {
        get
        {
            var count = Shape.Aggregate((Int128)1, (all, extent) => all * extent);
            return count <= Array.MaxLength ? (int)count : throw new FormatException("it has more elements than an array can have");
        }
    }

    /// <exception cref="FormatException">It is no such header.</exception>
    /// <exception cref="EndOfStreamException">It is truncated.</exception>
    public static NpyHeader Read(Stream stream)
    {
        var start = new byte[Magic.Length + 2];
        stream.ReadExactly(start);
        if (!start.AsSpan(0, Magic.Length).SequenceEqual(Magic) || start[Magic.Length] is 0 or > 3)
            throw new FormatException("it is no array in NumPy's format of version 1 to 3");
        var length = new byte[start[Magic.Length] == 1 ? 2 : 4];
        stream.ReadExactly(length);
        var bytes = length.Length == 2 ? BitConverter.ToUInt16(length) : BitConverter.ToUInt32(length);
        if (bytes > LongestHeader)
            throw new FormatException($"its header claims {bytes} bytes; at most {LongestHeader} are read");
        var text = new byte[bytes];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text));
    }

    public void Write(Stream stream)
    {
        var extents = string.Join(", ", Shape) + (Shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{Type}', 'fortran_order': False, 'shape': ({extents}), }}";
        var padded = (Magic.Length + 4 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - Magic.Length - 4;
        stream.Write(Magic);
        stream.Write([1, 0, (byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.Latin1.GetBytes(text.PadRight(padded - 1) + "\n"));
    }

    private static NpyHeader Parse(string text)
    {
        if (Value(text, "fortran_order") != "False")
            throw new FormatException("its elements are in Fortran's order: save np.ascontiguousarray(x)");
        var extents = Value(text, "shape");
        if (extents.Length < 2 || extents[0] != '(' || extents[^1] != ')')
            throw new FormatException("its header names no shape");
        var shape = new List<int>();
        foreach (var extent in extents[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || shape.Count == MostAxes)
                throw new FormatException($"its shape {GridTable.Shown(extents)} is none");
            shape.Add(parsed);
        }
        return new NpyHeader(NpyType.Parse(Value(text, "descr").Trim('\'', '"')), shape);
    }

    /// <summary>The text of a key's value in the header's Python dictionary, which is as simple as NumPy writes it.</summary>
    private static string Value(string text, string key)
    {
        var at = text.IndexOf($"'{key}':", StringComparison.Ordinal);
        if (at < 0)
            throw new FormatException($"its header does not say '{key}'");
        var rest = text[(at + key.Length + 3)..].TrimStart();
        var end = rest.StartsWith('(') ? rest.IndexOf(')') + 1 : rest.AsSpan().IndexOfAny(',', '}');
        return end > 0 ? rest[..end].Trim() : throw new FormatException($"its header says nothing for '{key}'");
    }
}
