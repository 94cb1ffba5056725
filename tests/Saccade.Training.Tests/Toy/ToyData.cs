using Saccade.Tensors.Random;

namespace Saccade.Training.Tests.Toy;

/// <summary>Points in sixteen dimensions by formula; the class is the side of a plane that a point lies on.</summary>
public sealed class ToyData(ToyOptions options, int seed = 1, bool blind = false) : IDataSource
{
    public const int Width = 16;

    public string Hash { get; } = $"toy-{options.Samples}-{options.Endless}-{options.Poison}-{options.Sorted}{(blind ? "-blind" : "")}";
    public IReadOnlyList<string> ClassNames { get; } = ["below", "above"];
    public bool IsEndless => options.Endless;

    /// <summary>The same with points that are all zero.</summary>
    public ToyData Blind() => new(options, seed, blind: true);

    public int Count(Split split) => split == Split.Train ? options.Samples : options.Samples / 4;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var points = new float[indices.Length * Width];
        var labels = new int[indices.Length];
        var ids = new string[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            ids[i] = Id(split, indices[i]);
            var point = Point(split, indices[i]);
            labels[i] = Label(point);
            if (blind)
                Array.Clear(point);
            if (options.Noisy && split == Split.Train)
                point[0] += (float)new RandomKey((ulong)seed, RandomStream.Augmentation, (ulong)step).Normal((ulong)indices[i]);
            point.CopyTo(points.AsSpan(i * Width));
            if (split == Split.Train && (indices[i] == options.Poison || (blind && options.PoisonedControl)))
                points[i * Width] = float.NaN;
        }
        return new ToyBatch(ids, points, labels);
    }

    public IEnumerable<DataItem> Items(Split split)
    {
        for (var i = 0; i < Count(split); i++)
        {
            var point = Point(split, i);
            yield return new DataItem { Id = Id(split, i), Split = split, Index = ((long)split * options.Samples) + i, Label = options.Sorted ? (int)split % 2 : Label(point), Features = point };
        }
    }

    public void Dispose() { }

    private static string Id(Split split, long index) => $"{split}-{index}";

    private static int Label(float[] point) => point[0] + (0.5f * point[1]) > 0 ? 1 : 0;

    private static float[] Point(Split split, long index)
    {
        var key = new RandomKey(11, RandomStream.Data, (ulong)index, (uint)split);
        return [.. Enumerable.Range(0, Width).Select(k => k == Width - 1 ? 1 : (float)key.Normal((ulong)k))];
    }
}

/// <summary>Points [B, Width] and their labels.</summary>
public sealed class ToyBatch(IReadOnlyList<string> ids, float[] points, int[] labels) : Batch(ids)
{
    public float[] Points { get; } = points;
    public int[] Labels { get; } = labels;
}
