using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Sets;

/// <summary>Writes a <see cref="CountingSet"/> into a folder that is empty or not there yet. Until it is completed there is no set, and disposing removes what was written.</summary>
public sealed class CountingSetWriter : IDisposable
{
    private readonly string _folder;
    private readonly List<string> _written = [];
    private readonly StringBuilder _lines = new();
    private int _images, _items;
    private bool _isComplete;

    /// <exception cref="MediaException">The folder holds something or cannot be written to.</exception>
    public CountingSetWriter(string folder)
    {
        _folder = folder;
        NewFolder.Open(folder);
        NewFolder.Open(Path.Combine(folder, CountingSet.ImageFolder));
    }

    /// <summary>Appends an image with its objects: one item for each category that is to be counted in it.</summary>
    /// <exception cref="RunException">It cannot be written.</exception>
    public void Append(Frame picture, Split split, IReadOnlyList<string> counted, IReadOnlyList<CountedObject> objects)
    {
        var image = string.Create(CultureInfo.InvariantCulture, $"{CountingSet.ImageFolder}/{_images++:D6}.png");
        var path = Path.Combine(_folder, image);
        _written.Add(path);
        var bytes = PngWriter.Encode(picture);
        AtomicFile.Write(path, stream => stream.Write(bytes));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        foreach (var category in counted)
            _lines.Append(ItemLine.Write(new CountingItem(image, hash, picture.Width, picture.Height, split, category, objects))).Append('\n');
        _items += counted.Count;
    }

    /// <summary>Makes the set whole.</summary>
    /// <param name="made">How it was made or where it came from.</param>
    /// <exception cref="RunException">It cannot be written.</exception>
    public void Complete(JsonElement? made)
    {
        var lines = Encoding.UTF8.GetBytes(_lines.ToString());
        Write(CountingSet.ItemsFile, lines);
        var index = CountingSet.IndexJson.Of(Convert.ToHexStringLower(SHA256.HashData(lines)), _items, made);
        Write(CountingSet.IndexFile, JsonSerializer.SerializeToUtf8Bytes(index, CountingJson.Options));
        _isComplete = true;
    }

    public void Dispose()
    {
        if (_isComplete)
            return;
        foreach (var path in _written)
            File.Delete(path);
        Directory.Delete(Path.Combine(_folder, CountingSet.ImageFolder));
    }

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        _written.Add(path);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
