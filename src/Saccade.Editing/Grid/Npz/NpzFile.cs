using System.IO.Compression;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Editing.Grid.Npz;

/// <summary>
/// NumPy's archive of named arrays: a zip file with NAME.npy for each, stored or deflated. Nothing is unpacked to disk, pickled objects are refused, and
/// no array takes more memory than its bytes, nor all together so much more than the file that it can only be meant to.
/// </summary>
internal static class NpzFile
{
    private const string Extension = ".npy";
    private const int MostArrays = 1000;

    // A small file that unpacks to gigabytes is an attack on memory: beyond what any machine has room for, arrays may unpack to so many times what is stored of them. Grids of constants reach a hundredfold.
    private const long FreelyUnpacked = 256L << 20;
    private const int MostExpansion = 200;

    // A zip entry's time is no part of what is stored: the same arrays are the same bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads those arrays that are <paramref name="wanted"/>, whatever else the file holds.</summary>
    /// <exception cref="MediaException">It is no such archive, or an array cannot be read; names it.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path, params IReadOnlyList<string> wanted)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostArrays)
                throw new MediaException(path, $"it holds {archive.Entries.Count} files; at most {MostArrays} are looked at");
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            var left = Math.Max(FreelyUnpacked, MostExpansion * new FileInfo(path).Length);
            foreach (var entry in archive.Entries)
            {
                if (wanted.FirstOrDefault(name => entry.FullName == name + Extension) is not { } name)
                    continue;
                var array = Read(path, name, entry, left);
                if (!arrays.TryAdd(name, array))
                    throw new MediaException(path, $"it holds two arrays '{name}'");
                left -= array.Bytes;
            }
            return arrays;
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new MediaException(path, failure is InvalidDataException ? "it is no npz file, or a truncated one" : $"cannot be read: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <exception cref="RunException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<(string Name, NpyArray Array)> arrays) =>
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, array) in arrays)
            {
                var entry = archive.CreateEntry(name + Extension, CompressionLevel.Fastest);
                entry.LastWriteTime = NoTime;
                using var to = entry.Open();
                array.Write(to);
            }
        });

    private static NpyArray Read(string path, string name, ZipArchiveEntry entry, long most)
    {
        try
        {
            using var from = entry.Open();
            return NpyArray.Read(from, most);
        }
        catch (Exception failure) when (failure is FormatException or EndOfStreamException or InvalidDataException)
        {
            throw new MediaException(path, $"array '{name}': {(failure is FormatException ? failure.Message : "it is truncated or damaged")}", failure);
        }
    }
}
