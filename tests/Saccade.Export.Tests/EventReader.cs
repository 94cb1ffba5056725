using Google.Protobuf;

namespace Saccade.Export.Tests;

/// <summary>Reads event files with another library and a checksum computed bit by bit, so that nothing of the product checks itself.</summary>
internal sealed record EventReader(string? Version, bool IsStart, long Step, double WallTime, IReadOnlyList<(string Tag, float? Scalar, string? Text)> Values)
{
    public static IReadOnlyList<EventReader> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var events = new List<EventReader>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BitConverter.ToUInt64(bytes, at);
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BitConverter.ToUInt32(bytes, at + 8));
            Assert.Equal(Masked(bytes.AsSpan(at + 12, length)), BitConverter.ToUInt32(bytes, at + 12 + length));
            events.Add(Event(bytes.AsSpan(at + 12, length).ToArray()));
            at += 16 + length;
        }
        return events;
    }

    /// <summary>CRC-32C by its polynomial, one bit at a time.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> data)
    {
        var crc = Checksum(data);
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static EventReader Event(byte[] message)
    {
        var (version, isStart, step, time) = ((string?)null, false, 0L, 0.0);
        var values = new List<(string, float?, string?)>();
        var input = new CodedInputStream(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1: time = input.ReadDouble(); break;
                case 2: step = input.ReadInt64(); break;
                case 3: version = input.ReadString(); break;
                case 5: values.AddRange(Fields(input.ReadBytes()).Select(v => Value(v.Bytes!))); break;
                case 7: isStart = Fields(input.ReadBytes()).Single() is { Field: 1, Number: 1 }; break;
                default: Assert.Fail($"an event has no field {tag}"); break;
            }
        }
        return new EventReader(version, isStart, step, time, values);
    }

    private static (string, float?, string?) Value(ByteString message)
    {
        var fields = Fields(message).ToDictionary(f => f.Field);
        var text = fields.TryGetValue(8, out var tensor) ? Fields(tensor.Bytes!).Single(f => f.Field == 8).Bytes!.ToStringUtf8() : null;
        return (fields[1].Bytes!.ToStringUtf8(), fields.TryGetValue(2, out var scalar) ? scalar.Float : null, text);
    }

    private static List<(int Field, long Number, float Float, ByteString? Bytes)> Fields(ByteString message)
    {
        var fields = new List<(int, long, float, ByteString?)>();
        var input = message.CreateCodedInput();
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            var field = WireFormat.GetTagFieldNumber(tag);
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadInt64(), 0, null),
                WireFormat.WireType.Fixed32 => (field, 0, input.ReadFloat(), null),
                _ => (field, 0, 0, input.ReadBytes()),
            });
        }
        return fields;
    }
}
