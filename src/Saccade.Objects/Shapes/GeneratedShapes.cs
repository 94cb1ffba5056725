using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Training;

namespace Saccade.Objects.Shapes;

/// <summary>Shapes made on the fly: for training fresh ones for ever, for validation and test always the same, from ranges of indices that never meet.</summary>
internal sealed class GeneratedShapes : IDataSource
{
    // Further than training ever gets, and a multiple of the number of classes, so that each part starts with a whole group of them.
    private const long PartLength = 600_000_000_000;

    private readonly ShapeOptions _options;
    private readonly ShapeGenerator _generator;
    private readonly LabelPermutation? _permutation;

    /// <param name="options">How many, and what they are like.</param>
    /// <param name="permutation">Gives training pictures the labels of others; null: their own.</param>
    public GeneratedShapes(ShapeOptions options, LabelPermutation? permutation = null)
    {
        (_options, _generator, _permutation) = (options, new ShapeGenerator(options), permutation);
        var definition = new { ShapeGenerator.Version, options, ShapeGenerator.Classes, Permuted = permutation is not null };
        Hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition)));
    }

    /// <summary>The same pictures with permuted labels.</summary>
    public static IBaseline PermutedLabels { get; } = new PermutedLabelsBaseline((data, permutation) => new GeneratedShapes(((GeneratedShapes)data)._options, permutation));

    public string Hash { get; }

    public IReadOnlyList<string> ClassNames => ShapeGenerator.Classes;

    public bool IsEndless => true;

    public int Count(Split split) => split switch
    {
        Split.Train => _options.Train,
        Split.Validation => _options.Validation,
        _ => _options.Test,
    };

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var bytes = 3 * _options.Size * _options.Size;
        var (ids, pictures, labels) = (new string[indices.Length], new byte[indices.Length * bytes], new int[indices.Length]);
        for (var n = 0; n < ids.Length; n++)
        {
            var index = IndexOf(split, indices[n]);
            ids[n] = $"{index}";
            labels[n] = _generator.Read(index, pictures.AsSpan(n * bytes, bytes));
            if (split == Split.Train && _permutation is not null)
                labels[n] = _generator.ClassOf(IndexOf(split, _permutation.Of(indices[n])));
        }
        return new ShapeBatch(ids, pictures, labels);
    }

    public IEnumerable<DataItem> Items(Split split)
    {
        for (var i = 0L; i < Count(split); i++)
        {
            var index = IndexOf(split, i);
            yield return new DataItem { Id = $"{index}", Split = split, Index = index, Label = _generator.ClassOf(index) };
        }
    }

    /// <summary>A split's first pictures in hand-made features, for the nearest centroid.</summary>
    public IEnumerable<DescribedSample> Describe(Split split, int most)
    {
        var picture = new byte[3 * _options.Size * _options.Size];
        for (var i = 0L; i < Math.Min(most, Count(split)); i++)
        {
            var index = IndexOf(split, i);
            var label = _generator.Read(index, picture);
            yield return new DescribedSample($"{index}", label, ShapeFeatures.Of(picture, _options.Size));
        }
    }

    public void Dispose()
    {
        // Nothing is held open.
    }

    private static long IndexOf(Split split, long index) => (int)split * PartLength + index;
}
