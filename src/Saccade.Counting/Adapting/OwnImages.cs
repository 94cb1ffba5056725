using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Saccade.Counting.Data;
using Saccade.Counting.Geometry;
using Saccade.Counting.Sets;
using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Counting.Adapting;

/// <summary>
/// A few images of somebody's own, each shown otherwise every time, and images of the base that a run was trained on among them. Validation and test are those of the base: a handful of own images that are
/// learnt from can judge nothing.
/// </summary>
public sealed class OwnImages : CountingData, IDataSource
{
    private const int Thirds = 3;

    // Own pictures are kept a little larger than the canvas shows them, so that they can be shown from nearer.
    private const double KeptLarger = 1.5;

    // Draws' numbers never change their meaning.
    private const uint Choice = 120, Variation = 121;

    private readonly CountingData _base;
    private readonly CountingSet _set;
    private readonly OwnImageOptions _own;
    private readonly OwnImage[] _learnt;
    private readonly ConcurrentDictionary<int, (Frame Picture, double Scale)> _kept = [];

    private OwnImages(OwnImageOptions own, CountingSet set, CountingData based)
        : base(based.Options, based.Categories)
    {
        (_own, _set, _base) = (own, set, based);
        All = [.. set.Items.Select((item, i) => Image(set, item, i, based.Categories))];
        // All that is counted in an image is left out together.
        var images = set.Items.Select(i => i.Image).Distinct(StringComparer.Ordinal).Index().ToDictionary(i => i.Item, i => i.Index, StringComparer.Ordinal);
        Pictures = images.Count;
        _learnt = [.. All.Where(i => own.LeftOut == 0 || images[set.Items[i.Item].Image] % Thirds != own.LeftOut - 1)];
        if (_learnt.Length == 0)
            throw new RunException($"{set.Folder}: it holds no image to learn from");
        var definition = string.Join('\n', set.DataHash, based.Hash, own, based.Options.Train);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)));
    }

    /// <summary>How many own pictures there are; in some, several kinds of things may be counted.</summary>
    internal int Pictures { get; }

    /// <summary>All own images, those that are left out too.</summary>
    internal IReadOnlyList<OwnImage> All { get; }

    /// <summary>Those that are left out.</summary>
    internal IReadOnlyList<OwnImage> LeftOut => [.. All.Except(_learnt)];

    public override string Hash { get; }

    /// <summary>What is judged is the base's, whatever was learnt besides.</summary>
    string IDataSource.HashOf(Split split) => split == Split.Train ? Hash : _base.Hash;

    public override bool IsEndless => true;

    /// <param name="own">Which images, and how they are learnt from.</param>
    /// <param name="based">What the run was trained on; disposed with this.</param>
    /// <exception cref="RunException">There is no whole set, or something is counted in it that the run does not know.</exception>
    public static OwnImages Open(OwnImageOptions own, CountingData based)
    {
        try
        {
            return new(own, CountingSet.Open(own.Images), based);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    public override int Count(Split split) => split == Split.Train ? Options.Train : _base.Count(split);

    public override IEnumerable<DataItem> Items(Split split) => split != Split.Train ? _base.Items(split) : _learnt.Select(image => new DataItem
    {
        Id = image.Name,
        Split = split,
        Index = image.Item,
        Group = _set.Items[image.Item].Image,
        ContentHash = ulong.Parse(_set.Items[image.Item].Sha256.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
    });

    public override void Dispose() => _base.Dispose();

    public override CountingImage Read(Split split, long index)
    {
        if (split != Split.Train)
            return _base.Read(split, index);
        var choice = new RandomKey((ulong)Options.Seed, RandomStream.Augmentation, (ulong)index, Choice);
        if (choice.UniformDouble(0) < _own.DataShare)
            return _base.Read(Split.Train, _base.IsEndless ? index : index % _base.Count(Split.Train));
        var image = _learnt[choice.Integer(1, _learnt.Length)];
        var (picture, scale) = _kept.GetOrAdd(image.Item, _ => Kept(image));
        var seen = (_own.Tile > 0 ? _own.Tile : Math.Max(picture.Width, picture.Height) / scale) * scale;
        (PointPixels, double)[] things = [.. image.Places.Select(p => (new PointPixels(p.X * scale, p.Y * scale), 0.0))];
        var (shown, seenThings) = ImageVariation.Of(picture, things, seen, Options.Size, new RandomKey((ulong)Options.Seed, RandomStream.Augmentation, (ulong)index, Variation));
        return CountingImage.On(image.Name, shown, Options.Size, image.Category, seenThings, Options.Order);
    }

    private (Frame Picture, double Scale) Kept(OwnImage image)
    {
        var picture = image.Picture();
        double longer = Math.Max(picture.Width, picture.Height);
        var scale = Math.Min(1, KeptLarger * Options.Size / (_own.Tile > 0 ? Math.Min(_own.Tile, longer) : longer));
        return scale < 1 ? (picture.Resized(Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale))), scale) : (picture, 1);
    }

    private static OwnImage Image(CountingSet set, CountingItem item, int index, IReadOnlyList<string> categories)
    {
        var category = categories.ToList().IndexOf(item.Counted);
        // Whose things are all of one kind counts everything, whatever the kind is called.
        if (category < 0 && item.Objects.All(o => o.Category == item.Counted))
            category = 0;
        return category >= 0
            ? new($"{Path.GetFileNameWithoutExtension(item.Image)} {item.Counted}", index, category, () => Picture(set, index), [.. item.Targets.Select(t => t.Point)])
            : throw new RunException($"{set.Folder}: of the things in {item.Image} only '{item.Counted}' is to be counted, which the model does not know; it knows {string.Join(", ", categories)}");
    }

    private static Frame Picture(CountingSet set, int index)
    {
        try
        {
            return set.Picture(index);
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }
}
