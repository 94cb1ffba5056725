using System.Globalization;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>A stored set as the trainer's data: each epoch is a new order of the same images.</summary>
public sealed class StoredImages : CountingData
{
    private readonly CountingSet _set;

    private StoredImages(CountingDataOptions options, CountingSet set, IReadOnlyList<string> categories)
        : base(options, categories) => _set = set;

    /// <param name="folder">Of a set.</param>
    /// <param name="options">Of the run.</param>
    /// <param name="categories">What can be asked for, by its number; null: what the set holds.</param>
    /// <exception cref="RunException">There is no whole set here, or it counts what cannot be asked for.</exception>
    public static StoredImages Open(string folder, CountingDataOptions options, IReadOnlyList<string>? categories = null)
    {
        try
        {
            var set = CountingSet.Open(folder);
            if (categories is not null && set.Categories.FirstOrDefault(c => !categories.Contains(c) && set.Items.Any(i => i.Counted == c)) is { } unknown)
                throw new RunException($"{folder}: '{unknown}' is counted here, which the model was not trained to count; it knows {string.Join(", ", categories)}");
            return new(options, set, categories ?? set.Categories);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public override string Hash => _set.DataHash;

    public override bool IsEndless => false;

    public override int Count(Split split) => _set.Indices(split).Count;

    public override IEnumerable<DataItem> Items(Split split)
    {
        foreach (var index in _set.Indices(split))
        {
            var item = _set.Items[index];
            yield return new DataItem
            {
                Id = Id(item),
                Split = split,
                Index = index,
                Group = item.Image,
                ContentHash = ulong.Parse(item.Sha256.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                Error = ErrorOf(index),
            };
        }
    }

    public override IReadOnlyList<int> Things(Split split, int most) => [.. _set.Indices(split).Take(most).Select(i => _set.Items[i].Targets.Count())];

    public override void Dispose()
    {
        // Nothing is held open.
    }

    public override CountingImage Read(Split split, long index)
    {
        var at = _set.Indices(split)[(int)index];
        var item = _set.Items[at];
        try
        {
            (PointPixels, double)[] things = [.. item.Targets.Select(t => (t.Point, t.Box is { } box ? Math.Max(box.Width, box.Height) : 0))];
            return CountingImage.On(Id(item), _set.Picture(at), Options.Size, Categories.Index().First(c => c.Item == item.Counted).Index, things, Options.Order) with { Traits = item.Traits() };
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    private static string Id(CountingItem item) => $"{Path.GetFileNameWithoutExtension(item.Image)} {item.Counted}";

    private string? ErrorOf(int index)
    {
        try
        {
            _set.Picture(index);
            return null;
        }
        catch (MediaException unreadable)
        {
            return unreadable.Message;
        }
    }
}
