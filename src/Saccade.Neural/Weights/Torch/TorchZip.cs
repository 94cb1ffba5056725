using System.IO.Compression;

namespace Saccade.Neural;

/// <summary>
/// The form since PyTorch 1.6: an uncompressed zip archive with NAME/data.pkl and a file NAME/data/KEY for each storage. Nothing is
/// unpacked to disk, so names in it lead nowhere, and a compressed entry is refused, so no entry is larger than its share of the file.
/// </summary>
internal sealed class TorchZip : ITorchContainer
{
    private const string PickleName = "/data.pkl";
    private const int LongestWord = 16;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _storages = [];

    /// <param name="stream">The file, which the archive owns from now on.</param>
    /// <exception cref="FormatException">What is wrong or refused, without the file's name.</exception>
    /// <exception cref="InvalidDataException">It is no zip archive, or a truncated one.</exception>
    public TorchZip(FileStream stream)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Read);
        var pickles = _archive.Entries.Where(e => e.FullName.EndsWith(PickleName, StringComparison.Ordinal)).ToArray();
        if (pickles.Length != 1)
            throw new FormatException($"it is a zip archive with {pickles.Length} files data.pkl, where torch.save writes one");
        var folder = pickles[0].FullName[..^(PickleName.Length - 1)];
        foreach (var entry in _archive.Entries)
        {
            if (entry.FullName == folder + "byteorder" && ReadAll(entry, LongestWord) is var order && !order.AsSpan().StartsWith("little"u8))
                throw new FormatException("its numbers are not little-endian; save it again on an ordinary machine");
            if (entry.FullName.StartsWith(folder + "data/", StringComparison.Ordinal))
                _storages[entry.FullName[(folder.Length + "data/".Length)..]] = entry;
        }
        Root = new PickleReader(ReadAll(pickles[0], TorchCheckpoint.LongestPickle), 0).Read();
    }

    public object? Root { get; }

    public long? StorageBytes(string key) => _storages.TryGetValue(key, out var entry) ? entry.Length : null;

    public byte[] ReadStorage(string key) => ReadAll(_storages[key], Array.MaxLength);

    public void Dispose() => _archive.Dispose();

    private static byte[] ReadAll(ZipArchiveEntry entry, int most)
    {
        var name = TorchGlobals.Printable(entry.FullName);
        if (entry.CompressedLength != entry.Length)
            throw new FormatException($"its entry '{name}' is compressed, as torch.save never does; it is not read");
        if (entry.Length > most)
            throw new FormatException($"its entry '{name}' claims {entry.Length} bytes; at most {most} are read");
        using var from = entry.Open();
        // Neither length can be trusted: the buffer grows with what comes, and nothing is taken beyond what the entry claims.
        var bytes = new MemoryStream();
        var chunk = new byte[1 << 16];
        for (int read; bytes.Length <= entry.Length && (read = from.Read(chunk)) > 0;)
            bytes.Write(chunk, 0, read);
        return bytes.Length == entry.Length
            ? bytes.ToArray()
            : throw new FormatException($"its entry '{name}' is damaged: it claims {entry.Length} bytes and has {(bytes.Length > entry.Length ? "more" : bytes.Length)}");
    }
}
