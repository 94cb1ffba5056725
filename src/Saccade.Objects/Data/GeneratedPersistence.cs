using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Objects.Clips;
using Saccade.Training;

namespace Saccade.Objects.Data;

/// <summary>
/// Clips made on the fly: for training fresh ones for ever, for validation and test always the same. The three parts take their clips from ranges of
/// indices that never meet.
/// </summary>
public sealed class GeneratedPersistence : PersistenceData
{
    // Further than training ever gets; 64 numbers a clip times three parts stay far within an index.
    private const long PartLength = 600_000_000_000;

    private readonly PersistenceGenerator generator;
    private readonly int[] counts;

    /// <param name="generator">Makes the clips.</param>
    /// <param name="train">Clips that make an epoch.</param>
    /// <param name="validation">Clips of the validation split.</param>
    /// <param name="test">Clips of the test split.</param>
    public GeneratedPersistence(PersistenceGenerator generator, int train, int validation, int test) : base(generator)
    {
        this.generator = generator;
        counts = [train, validation, test];
        Hash = HashOfJson(new { PersistenceGenerator.Version, generator.Options, Counts = counts });
    }

    public override string Hash { get; }

    public override string HashOf(Split split) => HashOfJson(new { PersistenceGenerator.Version, generator.Options, Split = split, Count = Count(split) });

    public override bool IsEndless => true;

    public override int Count(Split split) => counts[(int)split];

    public override long SourceIndex(Split split, long index) => (int)split * PartLength + index;

    public override IEnumerable<DataItem> Items(Split split)
    {
        for (var index = SourceIndex(split, 0); index < SourceIndex(split, Count(split)); index++)
            yield return Item(split, index, generator.ReadTruth(index));
    }

    public override void Dispose()
    {
        // Nothing is held open.
    }

    private static string HashOfJson<T>(T definition) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition)));
}
