using Saccade.Media;

namespace Saccade.Editing.Grid;

/// <summary>Grids in a file of their own, by its extension: <c>.csv</c>, <c>.npz</c> or <c>.safetensors</c>.</summary>
public static class GridFile
{
    private static readonly Dictionary<string, Func<string, IReadOnlyList<TimelineGrid>>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = GridCsvReader.Read,
        [".npz"] = GridNpz.Read,
        [".safetensors"] = GridSafetensors.Read,
    };

    /// <summary>Whether a file of this name is one of grids.</summary>
    public static bool Reads(string path) => Readers.ContainsKey(Path.GetExtension(path));

    /// <exception cref="MediaException">It is of no kind that holds grids, or cannot be read; one line with the cause.</exception>
    public static IReadOnlyList<TimelineGrid> Read(string path) => Readers.TryGetValue(Path.GetExtension(path), out var read)
        ? read(path)
        : throw new MediaException(path, $"grids are read from {string.Join(", ", Readers.Keys)}");
}
