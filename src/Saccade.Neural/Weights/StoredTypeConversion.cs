using System.Buffers.Binary;

namespace Saccade.Neural;

/// <summary>Sizes of the stored element types, and their values as float32 and int32.</summary>
internal static class StoredTypeConversion
{
    public static int Size(this StoredType type) => type switch
    {
        StoredType.BOOL or StoredType.U8 or StoredType.I8 => 1,
        StoredType.I16 or StoredType.U16 or StoredType.F16 or StoredType.BF16 => 2,
        StoredType.I32 or StoredType.U32 or StoredType.F32 => 4,
        _ => 8,
    };

    public static bool IsFloating(this StoredType type) =>
        type is StoredType.F16 or StoredType.BF16 or StoredType.F32 or StoredType.F64;

    /// <summary>Little-endian elements as float32. Integers are rounded to the nearest float32, as any conversion does.</summary>
    public static void ToFloats(this StoredType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var size = type.Size();
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                StoredType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                StoredType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                // bfloat16 is the upper half of a float32.
                StoredType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
                StoredType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                StoredType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
                _ => type.ToInteger(element),
            };
        }
    }

    /// <summary>Little-endian integers as int32.</summary>
    /// <exception cref="OverflowException">A value is outside of int32's range.</exception>
    public static void ToInts(this StoredType type, ReadOnlySpan<byte> bytes, Span<int> values)
    {
        var size = type.Size();
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes.Slice(i * size, size);
            values[i] = type == StoredType.U64
                ? checked((int)BinaryPrimitives.ReadUInt64LittleEndian(element))
                : checked((int)type.ToInteger(element));
        }
    }

    /// <summary>Writes values as <paramref name="type"/>, which is F32 or I64.</summary>
    public static void FromFloats(this StoredType type, ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (type == StoredType.F32)
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * 4)..], values[i]);
            else
                BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * 8)..], (long)values[i]);
        }
    }

    private static long ToInteger(this StoredType type, ReadOnlySpan<byte> element) => type switch
    {
        StoredType.BOOL or StoredType.U8 => element[0],
        StoredType.I8 => (sbyte)element[0],
        StoredType.I16 => BinaryPrimitives.ReadInt16LittleEndian(element),
        StoredType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        StoredType.I32 => BinaryPrimitives.ReadInt32LittleEndian(element),
        StoredType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
        StoredType.I64 => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a signed or small integer type."),
    };
}
