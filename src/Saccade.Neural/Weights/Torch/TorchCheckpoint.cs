namespace Saccade.Neural;

/// <summary>
/// What torch.save wrote, as named tensors: nested dicts and lists become dotted names (<c>state_dict.conv1.weight</c>), numbers and strings beside them
/// are passed over. The pickle is read whole when the file is opened, elements when they are asked for.
/// </summary>
public sealed class TorchCheckpoint : IWeightsFile
{
    /// <summary>A state dict's pickle takes about 200 bytes a tensor.</summary>
    internal const int LongestPickle = 16 << 20;

    private const int DeepestNesting = 32;

    /// <summary>Values that are looked at: a list that holds another many times, which holds another many times, would never end.</summary>
    private const int MostValues = 100_000;

    private readonly ITorchContainer _container;
    private readonly Dictionary<string, TorchTensor> _tensors = [];
    private (string Key, byte[] Bytes) _latest = ("", []);

    private TorchCheckpoint(string path, ITorchContainer container)
    {
        (Path, _container) = (path, container);
        foreach (var (name, tensor) in TensorsOf(container.Root))
        {
            var key = tensor.Storage.Key;
            var needed = tensor.Storage.Count * tensor.Storage.Type.Size();
            if (container.StorageBytes(key) is not { } bytes)
                throw new FormatException($"'{name}' lies in the storage '{key}', which the file lacks");
            if (bytes != needed)
                throw new FormatException($"'{name}' lies in the storage '{key}' of {needed} bytes, but the file has {bytes} of it");
            if (!_tensors.TryAdd(name, tensor))
                throw new FormatException($"it names '{name}' twice");
        }
    }

    public string Path { get; }

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    /// <summary>Whether a file begins as torch.save's do.</summary>
    public static bool Claims(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> start = stackalloc byte[16];
            return Claims(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Whoever opens it says so.
            return false;
        }
    }

    /// <exception cref="WeightsException">The file is missing, unreadable, damaged, or holds more than tensors and plain containers.</exception>
    public static TorchCheckpoint Open(string path)
    {
        ITorchContainer? container = null;
        FileStream? stream = null;
        try
        {
            stream = File.OpenRead(path);
            var start = new byte[16];
            var begins = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
            if (!Claims(begins))
                throw new FormatException("it begins neither as a zip archive nor as a pickle of torch.save");
            stream.Position = 0;
            container = TorchLegacyFile.Begins(begins) ? new TorchLegacyFile(stream) : new TorchZip(stream);
            return new TorchCheckpoint(path, container);
        }
        catch (Exception failure)
        {
            container?.Dispose();
            stream?.Dispose();
            throw failure switch
            {
                FormatException or InvalidDataException or EndOfStreamException or NotSupportedException =>
                    new WeightsException($"{path} is not a usable PyTorch checkpoint: {failure.Message.TrimEnd('.')}.", failure),
                FileNotFoundException or DirectoryNotFoundException => new WeightsException($"There is no weights file {path}.", failure),
                IOException or UnauthorizedAccessException => new WeightsException($"{path} cannot be read: {failure.Message}", failure),
                _ => failure,
            };
        }
    }

    public IReadOnlyList<int>? ShapeOf(string name) => _tensors.GetValueOrDefault(name)?.Shape;

    public void Read(string name, Span<float> destination)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw new WeightsException($"{Path} holds no tensor named '{name}'.");
        if (tensor.Count != destination.Length)
            throw new WeightsException($"{Path}: '{name}' has {tensor.Count} elements where {destination.Length} are needed.");
        try
        {
            // Tensors that share a storage mostly follow each other.
            if (_latest.Key != tensor.Storage.Key || _latest.Bytes.Length == 0)
                _latest = (tensor.Storage.Key, _container.ReadStorage(tensor.Storage.Key));
            tensor.Read(_latest.Bytes, destination);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException)
        {
            throw new WeightsException($"{Path}: reading '{name}' failed: {failure.Message}", failure);
        }
    }

    public void Dispose() => _container.Dispose();

    /// <summary>Every storage that a tensor below <paramref name="root"/> uses, once.</summary>
    internal static IEnumerable<TorchStorage> StoragesOf(object? root) => TensorsOf(root).Select(t => t.Tensor.Storage).DistinctBy(s => s.Key);

    private static bool Claims(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || TorchLegacyFile.Begins(start);

    private static List<(string Name, TorchTensor Tensor)> TensorsOf(object? root)
    {
        var found = new List<(string, TorchTensor)>();
        var looked = 0;
        Look("", root, 0);
        return found;

        void Look(string name, object? value, int depth)
        {
            if (depth > DeepestNesting || ++looked > MostValues)
                throw new FormatException($"its containers are nested more than {DeepestNesting} deep, or hold more than {MostValues} values");
            if (value is TorchTensor tensor)
                found.Add((name, tensor));
            else if (value is PickleDictionary dictionary)
                foreach (var (key, item) in dictionary.Items)
                    Look(Below(name, key as string ?? (key as long?)?.ToString() ?? "?"), item, depth + 1);
            else if (value is PickleList { Items: { } items })
                for (var i = 0; i < items.Count; i++)
                    Look(Below(name, $"{i}"), items[i], depth + 1);
            else if (value is PickleTuple tuple)
                for (var i = 0; i < tuple.Items.Length; i++)
                    Look(Below(name, $"{i}"), tuple.Items[i], depth + 1);
        }

        static string Below(string name, string key) => name.Length == 0 ? TorchGlobals.Printable(key) : $"{name}.{TorchGlobals.Printable(key)}";
    }
}
