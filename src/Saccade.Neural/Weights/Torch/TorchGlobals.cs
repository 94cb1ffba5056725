namespace Saccade.Neural;

/// <summary>The names that a pickle of tensors may import, and what calling them gives. Everything else is refused by name; nothing is ever run.</summary>
internal static class TorchGlobals
{
    private const string WayOut = "only tensors and plain containers are read. In PyTorch, save the weights alone: torch.save(model.state_dict(), FILE)";

    private const int LongestName = 200;

    private static readonly Dictionary<string, StoredType> StorageTypes = new()
    {
        ["torch.FloatStorage"] = StoredType.F32,
        ["torch.DoubleStorage"] = StoredType.F64,
        ["torch.HalfStorage"] = StoredType.F16,
        ["torch.BFloat16Storage"] = StoredType.BF16,
        ["torch.LongStorage"] = StoredType.I64,
        ["torch.IntStorage"] = StoredType.I32,
        ["torch.ShortStorage"] = StoredType.I16,
        ["torch.CharStorage"] = StoredType.I8,
        ["torch.ByteStorage"] = StoredType.U8,
        ["torch.BoolStorage"] = StoredType.BOOL,
    };

    private const string OrderedDictionary = "collections.OrderedDict";
    private const string Tensor = "torch._utils._rebuild_tensor_v2";
    private const string OldTensor = "torch._utils._rebuild_tensor";
    private const string Parameter = "torch._utils._rebuild_parameter";

    /// <exception cref="FormatException">It is none of those known.</exception>
    public static PickleGlobal Named(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        var full = global.ToString();
        return full is OrderedDictionary or Tensor or OldTensor or Parameter || StorageTypes.ContainsKey(full)
            ? global
            : throw new FormatException($"it asks for {Printable(full)}, which is refused: {WayOut}");
    }

    /// <summary>What a call gives.</summary>
    /// <exception cref="FormatException">It is no call that is known, or its arguments are others.</exception>
    public static object Call(object? function, object? arguments)
    {
        var items = (arguments as PickleTuple)?.Items ?? [];
        return (function?.ToString(), items) switch
        {
            (OrderedDictionary, []) => new PickleDictionary(),
            (OrderedDictionary, [PickleList pairs]) => Dictionary(pairs),
            (Tensor or OldTensor, [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, ..]) =>
                TorchTensor.Of(storage, offset, Numbers(size), Numbers(stride)),
            (Parameter, [TorchTensor tensor, ..]) => tensor,
            _ => throw new FormatException($"it calls {Printable(function?.ToString() ?? "nothing")} with other arguments than a state dict has, which is refused: {WayOut}"),
        };
    }

    /// <summary>What a persistent id stands for: ('storage', type, key, device, elements).</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TorchStorage Storage(object? id)
    {
        if (id is not PickleTuple { Items: ["storage", PickleGlobal type, string key, string, long count, ..] items } || !StorageTypes.TryGetValue(type.ToString(), out var stored))
            throw new FormatException($"it refers to something that is no storage of numbers, which is refused: {WayOut}");
        if (items.Length > 5 && items[5] is not null)
            throw new FormatException("it has a storage that is a part of another, as only very old files do; load it in PyTorch and save it again");
        return count is >= 0 and <= int.MaxValue
            ? new TorchStorage(Printable(key), stored, count)
            : throw new FormatException($"its storage '{Printable(key)}' has {count} elements; at most 2^31-1 are supported");
    }

    private static PickleDictionary Dictionary(PickleList pairs)
    {
        var dictionary = new PickleDictionary();
        foreach (var pair in pairs.Items)
            dictionary.Items.Add(pair switch
            {
                PickleTuple { Items: [var key, var value] } => (key, value),
                PickleList { Items: [var key, var value] } => (key, value),
                _ => throw new FormatException("it makes a dict of something else than pairs"),
            });
        return dictionary;
    }

    private static long[] Numbers(PickleTuple tuple) => Array.ConvertAll(tuple.Items, item =>
        item as long? ?? throw new FormatException("it has a tensor whose shape is not made of whole numbers"));

    /// <summary>A name as it can be shown: short, and without anything that would move a terminal's cursor.</summary>
    public static string Printable(string name) => string.Concat(name.Take(LongestName).Select(c => char.IsControl(c) ? '?' : c));
}
