using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Saccade.Studio.Curves;

/// <summary>
/// Reads a journal's lines of one kind into rows of a table. Lines of a kind mostly differ in their values alone: what stood between those of the line before is compared, and only a line
/// of another shape is understood as JSON, by which the shape of those to come is known.
/// </summary>
/// <param name="table">Gets a row of each line.</param>
/// <param name="curves">Keys whose numbers are curves.</param>
/// <param name="groups">Keys of objects whose numbers are curves, and what stands before their names.</param>
internal sealed class LineShape(CurveTable table, IReadOnlyCollection<string> curves, IReadOnlyDictionary<string, string> groups)
{
    private static readonly SearchValues<byte> InNumbers = SearchValues.Create("0123456789+-.eE"u8);

    private byte[] learnt = [];
    private Slot[] slots = [];
    private int rateColumn = -1;

    private enum Role
    {
        /// <summary>A number or a text that no curve needs.</summary>
        Other,
        Curve,
        Step,
        Samples,
        StepsPerSecond,

        /// <summary>An object of curves.</summary>
        Group,

        /// <summary>The same in each line of the kind.</summary>
        Type,
    }

    /// <summary>Adds the line's row.</summary>
    /// <exception cref="JsonException">It is no entry of its kind; the table is as it was.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        if (TryRead(line))
            return;
        table.DropUnfinished();
        Learn(line);
        if (TryRead(line))
            return;
        table.DropUnfinished();
        throw new JsonException("a number of it is none");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryRead(ReadOnlySpan<byte> line)
    {
        var (at, known, step, samples, rate) = (0, 0, 0L, double.NaN, double.NaN);
        foreach (ref readonly var slot in slots.AsSpan())
        {
            var between = learnt.AsSpan(known, slot.Start - known);
            if (!line[at..].StartsWith(between))
                return false;
            (at, known) = (at + between.Length, slot.End);
            switch (slot.Role)
            {
                case Role.Curve:
                    if (!JsonNumber.TryRead(line, ref at, out double value))
                        return false;
                    table.Set(slot.Column, value);
                    break;
                case Role.Step:
                    if (!JsonNumber.TryRead(line, ref at, out step))
                        return false;
                    break;
                case Role.Samples:
                    if (!JsonNumber.TryRead(line, ref at, out samples))
                        return false;
                    break;
                case Role.StepsPerSecond:
                    if (!JsonNumber.TryRead(line, ref at, out rate))
                        return false;
                    break;
                default:
                    if (!TrySkip(line, ref at))
                        return false;
                    break;
            }
        }
        if (slots.Length == 0 || !line[at..].SequenceEqual(learnt.AsSpan(known)))
            return false;
        if (rateColumn >= 0 && step > 0)
            table.Set(rateColumn, rate * samples / step);
        table.Add(step);
        return true;
    }

    /// <summary>Passes a number or a text by.</summary>
    private static bool TrySkip(ReadOnlySpan<byte> line, ref int at)
    {
        var rest = line[at..];
        var length = rest.StartsWith("\""u8) ? TextLength(rest) : rest.IndexOfAnyExcept(InNumbers);
        at += Math.Max(0, length);
        return length > 0;
    }

    /// <returns>With its quotes; -1: it never ends.</returns>
    private static int TextLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; ;)
        {
            var next = text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                return -1;
            i += next + 1;
            if (text[i - 1] == (byte)'"')
                return i;
            if (++i > text.Length)
                return -1; // what the backslash stood before is missing
        }
    }

    private void Learn(ReadOnlySpan<byte> line)
    {
        slots = []; // until the line is understood
        var found = new List<Slot>();
        var (role, column, prefix, hasRate) = (Role.Other, -1, "", false);
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    role = reader.CurrentDepth == 1 ? RoleOf(reader.GetString()!, out prefix) : reader.CurrentDepth == 2 && prefix.Length > 0 ? Role.Curve : Role.Other;
                    if (role == Role.Curve)
                        column = table.ColumnOf(prefix + reader.GetString());
                    hasRate |= role == Role.StepsPerSecond;
                    continue;
                case JsonTokenType.StartObject when role is Role.Group or Role.Other:
                case JsonTokenType.StartArray when role is Role.Other:
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    break;
                case JsonTokenType.Number when role is not (Role.Group or Role.Type):
                case JsonTokenType.Null when role is Role.Curve or Role.Samples or Role.StepsPerSecond:
                case JsonTokenType.String when role is Role.Other:
                    found.Add(new((int)reader.TokenStartIndex, (int)reader.BytesConsumed, role, column));
                    break;
                case JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null when role is Role.Other:
                case JsonTokenType.String when role is Role.Type:
                    break;
                default:
                    throw new JsonException("a number of it is none");
            }
            role = Role.Other;
        }
        if (!found.Any(s => s.Role == Role.Step))
            throw new JsonException("it has no step");
        rateColumn = hasRate ? table.ColumnOf(SeriesNames.SamplesPerSecond) : -1;
        (learnt, slots) = (line.ToArray(), [.. found]);
    }

    private Role RoleOf(string key, out string prefix)
    {
        prefix = "";
        if (groups.TryGetValue(key, out var group))
        {
            prefix = group;
            return Role.Group;
        }
        return key switch
        {
            "type" => Role.Type,
            "step" => Role.Step,
            "samples_seen" => Role.Samples,
            "steps_per_second" => Role.StepsPerSecond,
            _ => curves.Contains(key) ? Role.Curve : Role.Other,
        };
    }

    /// <summary>A value that may be another in the next line: where it stands in the learnt one, and what it is for.</summary>
    private readonly record struct Slot(int Start, int End, Role Role, int Column);
}
