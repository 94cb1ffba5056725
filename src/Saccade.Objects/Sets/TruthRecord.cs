using System.Buffers.Binary;
using Saccade.Objects.Clips;

namespace Saccade.Objects.Sets;

/// <summary>
/// The truth of one clip as bytes, little-endian: for each of the T frames one byte, its kind; int32 number of objects; for each object int32 kind and int32 number of
/// sightings; for each sighting int32 frame, and as float64 centre x and y, radius and visible share. Reading takes nothing on trust.
/// </summary>
internal static class TruthRecord
{
    private const int ObjectBytes = 2 * sizeof(int), SightingBytes = sizeof(int) + 4 * sizeof(double);

    /// <summary>The longest that a record can be.</summary>
    public static int MostBytes(int frames) => frames + sizeof(int) + PersistenceClipOptions.MostObjects * (ObjectBytes + frames * SightingBytes);

    public static byte[] Encode(ClipObjects truth)
    {
        var record = new byte[truth.Frames + sizeof(int) + truth.Objects.Sum(o => ObjectBytes + SightingBytes * o.Sightings.Count)];
        for (var t = 0; t < truth.Frames; t++)
            record[t] = (byte)truth.Frame(t);
        var rest = record.AsSpan(truth.Frames);
        Put(ref rest, truth.Objects.Count);
        foreach (var o in truth.Objects)
        {
            Put(ref rest, (int)o.Kind);
            Put(ref rest, o.Sightings.Count);
            foreach (var sighting in o.Sightings)
            {
                Put(ref rest, sighting.Frame);
                foreach (var number in new[] { sighting.Centre.X, sighting.Centre.Y, sighting.RadiusPixels, sighting.VisibleShare })
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(rest, number);
                    rest = rest[sizeof(double)..];
                }
            }
        }
        return record;
    }

    /// <exception cref="FormatException">It is no such record; says what is wrong with it.</exception>
    public static ClipObjects Decode(ReadOnlySpan<byte> record, int frames, int size)
    {
        if (record.Length < frames)
            throw new FormatException("it ends within the kinds of its frames");
        var transient = new bool[frames];
        for (var t = 0; t < frames; t++)
            transient[t] = Kind(record[t], $"frame {t}") == Persistence.Transient;
        var rest = record[frames..];
        var objects = new ObjectTruth[Count(ref rest, PersistenceClipOptions.MostObjects, ObjectBytes, "objects")];
        for (var k = 0; k < objects.Length; k++)
        {
            var kind = Kind(Take(ref rest, "an object"), $"object {k}");
            var sightings = new ObjectSighting[Count(ref rest, frames, SightingBytes, $"sightings of object {k}")];
            if (sightings.Length == 0)
                throw new FormatException($"object {k} is never seen");
            for (var i = 0; i < sightings.Length; i++)
                sightings[i] = Sighting(ref rest, i == 0 ? -1 : sightings[i - 1].Frame, frames, size, k);
            objects[k] = new(k, kind, sightings);
        }
        return rest.IsEmpty ? ClipObjects.Labelled(objects, transient) : throw new FormatException($"{rest.Length} bytes follow its last object");
    }

    private static ObjectSighting Sighting(ref ReadOnlySpan<byte> rest, int before, int frames, int size, int owner)
    {
        var frame = Take(ref rest, "a sighting");
        if (frame <= before || frame >= frames)
            throw new FormatException($"object {owner} is seen in frame {frame}, after frame {before}, of {frames}");
        Span<double> numbers = stackalloc double[4];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(rest[(i * sizeof(double))..]);
        rest = rest[(numbers.Length * sizeof(double))..];
        // A disc of which something can be seen is no farther from the picture than its radius and the soft edge.
        var (x, y, radius, visible) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        if (!(radius > 0 && radius <= size && Math.Abs(x - 0.5 * size) <= 0.5 * size + radius + 1 && Math.Abs(y - 0.5 * size) <= 0.5 * size + radius + 1))
            throw new FormatException($"object {owner} has the centre ({x}, {y}) and the radius {radius} in frame {frame}, which no picture of {size} pixels shows");
        if (!(visible > 0 && visible <= 1))
            throw new FormatException($"object {owner} has the visible share {visible} in frame {frame}");
        return new(frame, new(x, y), radius, visible);
    }

    // A number of things that the bytes left can hold.
    private static int Count(ref ReadOnlySpan<byte> rest, int most, int bytesEach, string what)
    {
        var count = Take(ref rest, what);
        return count >= 0 && count <= most && (long)count * bytesEach <= rest.Length
            ? count
            : throw new FormatException($"it says that there are {count} {what}; at most {most} can be, and {rest.Length} bytes are left");
    }

    private static Persistence Kind(int kind, string what) =>
        kind is (int)Persistence.Transient or (int)Persistence.Persistent ? (Persistence)kind : throw new FormatException($"{what} is of kind {kind}, and there are 0 and 1");

    private static int Take(ref ReadOnlySpan<byte> rest, string what)
    {
        if (rest.Length < sizeof(int))
            throw new FormatException($"it ends before {what}");
        var value = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        return value;
    }

    private static void Put(ref Span<byte> rest, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, value);
        rest = rest[sizeof(int)..];
    }
}
