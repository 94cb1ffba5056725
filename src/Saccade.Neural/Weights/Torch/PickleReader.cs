using System.Buffers.Binary;
using System.Text;

namespace Saccade.Neural;

/// <summary>
/// Reads one pickle, taken as hostile: a stack machine whose values are numbers, strings, lists, tuples, dicts and tensors. It runs nothing: names to
/// be imported and calls go to <see cref="TorchGlobals"/>, which knows a handful and refuses the others. Every byte of the input makes at
/// most one value, so what it holds is bounded by the input's length.
/// </summary>
/// <param name="bytes">The pickle, and what may come after it.</param>
/// <param name="start">Where it begins.</param>
internal sealed class PickleReader(byte[] bytes, int start)
{
    private const int HighestProtocol = 4;

    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _at = start;

    /// <summary>Where the next byte lies; after <see cref="Read"/>, what follows the pickle.</summary>
    public int Position => _at;

    /// <summary>Runs to the end of the pickle.</summary>
    /// <exception cref="FormatException">What is wrong or refused, without the file's name.</exception>
    public object? Read()
    {
        while (true)
        {
            var opcode = (PickleOpcode)Take(1)[0];
            if (opcode == PickleOpcode.Stop)
                return Pop();
            Run(opcode);
        }
    }

    private void Run(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Protocol:
                if (Take(1)[0] is var protocol && protocol > HighestProtocol)
                    throw new FormatException($"its pickle has protocol {protocol}; protocols 2 to {HighestProtocol} are read");
                break;
            case PickleOpcode.Frame:
                Take(8);
                break;
            case PickleOpcode.Mark:
                Push(Mark);
                break;
            case PickleOpcode.Pop:
                _ = PopAny();
                break;
            case PickleOpcode.PopMark:
                _ = PopToMark();
                break;
            case PickleOpcode.None:
                Push(null);
                break;
            case PickleOpcode.True:
                Push(true);
                break;
            case PickleOpcode.False:
                Push(false);
                break;
            case PickleOpcode.BinaryInteger:
                Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                break;
            case PickleOpcode.BinaryInteger1:
                Push((long)Take(1)[0]);
                break;
            case PickleOpcode.BinaryInteger2:
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                break;
            case PickleOpcode.Long1:
                Push(Integer(Take(Take(1)[0])));
                break;
            case PickleOpcode.BinaryFloat:
                Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                break;
            case PickleOpcode.BinaryUnicode or PickleOpcode.BinaryString:
                Push(Text(Take(Length())));
                break;
            case PickleOpcode.ShortBinaryUnicode or PickleOpcode.ShortBinaryString:
                Push(Text(Take(Take(1)[0])));
                break;
            case PickleOpcode.BinaryBytes:
                Push(Take(Length()).ToArray());
                break;
            case PickleOpcode.ShortBinaryBytes:
                Push(Take(Take(1)[0]).ToArray());
                break;
            case PickleOpcode.EmptyTuple:
                Push(new PickleTuple([]));
                break;
            case PickleOpcode.Tuple1:
                Push(new PickleTuple([Pop()]));
                break;
            case PickleOpcode.Tuple2:
                Push(new PickleTuple(PopMany(2)));
                break;
            case PickleOpcode.Tuple3:
                Push(new PickleTuple(PopMany(3)));
                break;
            case PickleOpcode.Tuple:
                Push(new PickleTuple(PopToMark()));
                break;
            case PickleOpcode.EmptyList:
                Push(new PickleList());
                break;
            case PickleOpcode.List:
                var list = new PickleList();
                list.Items.AddRange(PopToMark());
                Push(list);
                break;
            case PickleOpcode.Append:
                var last = Pop();
                Top<PickleList>().Items.Add(last);
                break;
            case PickleOpcode.Appends:
                var more = PopToMark();
                Top<PickleList>().Items.AddRange(more);
                break;
            case PickleOpcode.EmptyDictionary:
                Push(new PickleDictionary());
                break;
            case PickleOpcode.Dictionary:
                var pairs = PopToMark();
                Push(new PickleDictionary());
                SetItems(pairs);
                break;
            case PickleOpcode.SetItem:
                SetItems(PopMany(2));
                break;
            case PickleOpcode.SetItems:
                SetItems(PopToMark());
                break;
            case PickleOpcode.BinaryPut:
                _memo[Take(1)[0]] = Peek();
                break;
            case PickleOpcode.LongBinaryPut:
                _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                break;
            case PickleOpcode.Memoize:
                _memo[(uint)_memo.Count] = Peek();
                break;
            case PickleOpcode.BinaryGet:
                Push(Recall(Take(1)[0]));
                break;
            case PickleOpcode.LongBinaryGet:
                Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                break;
            case PickleOpcode.Global:
                Push(TorchGlobals.Named(Line(), Line()));
                break;
            case PickleOpcode.StackGlobal:
                var name = PopMany(2);
                Push(TorchGlobals.Named(name[0] as string ?? "?", name[1] as string ?? "?"));
                break;
            case PickleOpcode.PersistentId:
                Push(TorchGlobals.Storage(Pop()));
                break;
            case PickleOpcode.Reduce:
                var call = PopMany(2);
                Push(TorchGlobals.Call(call[0], call[1]));
                break;
            case PickleOpcode.Build:
                // The only state that a state dict carries is its own _metadata (version numbers of modules), which nothing here needs.
                var state = Pop();
                if (Peek() is not PickleDictionary || state is not PickleDictionary)
                    throw new FormatException("its pickle sets the state of an object (BUILD); only tensors and plain containers are read");
                break;
            default:
                throw new FormatException($"its pickle has the opcode 0x{(byte)opcode:X2} at byte {_at - 1}; state dicts do not need it, and it is not read");
        }
    }

    private void SetItems(object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw new FormatException("its pickle sets a key without a value");
        var dictionary = Top<PickleDictionary>();
        for (var i = 0; i < pairs.Length; i += 2)
            dictionary.Items.Add((pairs[i], pairs[i + 1]));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
            throw new FormatException($"its pickle is truncated at byte {_at}");
        _at += count;
        return bytes.AsSpan(_at - count, count);
    }

    private int Length() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) is var length && length <= int.MaxValue
        ? (int)length
        : throw new FormatException($"its pickle claims a string of {length} bytes");

    private string Line()
    {
        var length = bytes.AsSpan(_at).IndexOf((byte)'\n');
        if (length < 0)
            throw new FormatException($"its pickle is truncated at byte {_at}");
        var line = Text(Take(length));
        _at++;
        return line;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static long Integer(ReadOnlySpan<byte> littleEndian)
    {
        if (littleEndian.Length > sizeof(long))
            throw new FormatException($"its pickle has a whole number of {littleEndian.Length} bytes; at most 8 are read");
        var value = littleEndian.Length > 0 && littleEndian[^1] >= 0x80 ? -1L : 0;
        for (var i = littleEndian.Length - 1; i >= 0; i--)
            value = (value << 8) | littleEndian[i];
        return value;
    }

    private void Push(object? value) => _stack.Add(value);

    private object? PopAny()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object? Pop() => PopAny() is var value && ReferenceEquals(value, Mark)
        ? throw new FormatException($"its pickle takes a value where there is none, at byte {_at}")
        : value;

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw new FormatException($"its pickle takes a value from an empty stack, at byte {_at}");

    private T Top<T>()
        where T : class =>
        Peek() as T ?? throw new FormatException($"its pickle puts items into what is no container, at byte {_at}");

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            values[i] = Pop();
        return values;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
            throw new FormatException($"its pickle closes what was not opened, at byte {_at}");
        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private object? Recall(uint place) =>
        _memo.TryGetValue(place, out var value) ? value : throw new FormatException($"its pickle recalls place {place}, where nothing was put");
}
