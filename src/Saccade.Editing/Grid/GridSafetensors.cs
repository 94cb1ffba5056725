using System.Text.Json;
using Saccade.Editing.Grid.Npz;
using Saccade.Media;
using Saccade.Neural;

namespace Saccade.Editing.Grid;

/// <summary>
/// Grids as one safetensors file of <see cref="GridArrays"/>. The format has no tensors of texts: <c>video_ids</c> and <c>source_video_names</c> are its metadata of these names, each a JSON array
/// of strings.
/// </summary>
public static class GridSafetensors
{
    /// <exception cref="MediaException">It is no safetensors file of grids; names the array that is missing or wrong.</exception>
    public static IReadOnlyList<TimelineGrid> Read(string path)
    {
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        try
        {
            using var file = SafetensorsFile.Open(path);
            foreach (var name in GridArrays.Names)
            {
                if (file.Find(name) is { } tensor)
                    arrays[name] = Numbers(file, tensor);
                else if (file.Metadata.TryGetValue(name, out var texts))
                    arrays[name] = NpyArray.Of(Texts(path, name, texts));
            }
        }
        catch (WeightsException failure)
        {
            throw new MediaException(path, failure.Message.Replace($"{path} ", "it ").Replace($"{path}: ", ""), failure);
        }
        return GridArrays.Grids(path, arrays);
    }

    private static NpyArray Numbers(SafetensorsFile file, StoredTensor tensor)
    {
        if (tensor.IsFloating)
        {
            var values = new float[tensor.Count];
            file.Read(tensor.Name, values);
            return NpyArray.Of(values, tensor.Shape);
        }
        var whole = new int[tensor.Count];
        file.ReadInts(tensor.Name, whole);
        return NpyArray.Of([.. whole.Select(n => (long)n)], tensor.Shape);
    }

    private static string[] Texts(string path, string name, string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<string?[]>(json) is { } texts && texts.All(text => text is not null))
                return texts!;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new MediaException(path, $"its metadata '{name}' is no JSON array of strings");
    }
}
