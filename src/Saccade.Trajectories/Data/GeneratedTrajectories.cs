using System.Security.Cryptography;
using System.Text.Json;
using Saccade.Training;
using Saccade.Trajectories.Clips;

namespace Saccade.Trajectories.Data;

/// <summary>
/// Clips made on the fly: for training fresh ones for ever, for validation and test always the same. The three parts take their
/// clips from ranges of indices that never meet.
/// </summary>
public sealed class GeneratedTrajectories : TrajectoryData
{
    // Six hundred thousand million: further than training ever gets, and a multiple of any number of classes up to six,
    // so that each part starts with a whole group of classes.
    private const long PartLength = 600_000_000_000;

    private readonly ClipGenerator generator;
    private readonly int[] counts;

    /// <param name="generator">Makes the clips.</param>
    /// <param name="train">Clips that make an epoch.</param>
    /// <param name="validation">Clips of the validation split.</param>
    /// <param name="test">Clips of the test split.</param>
    public GeneratedTrajectories(ClipGenerator generator, int train, int validation, int test) : base(generator)
    {
        this.generator = generator;
        counts = [train, validation, test];
        var definition = new { ClipGenerator.Version, generator.Options, Counts = counts };
        Hash = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(definition)));
    }

    public override string Hash { get; }

    public override bool IsEndless => true;

    public override int Count(Split split) => counts[(int)split];

    protected override long SourceIndex(Split split, long index) => (int)split * PartLength + index;

    public override IEnumerable<DataItem> Items(Split split)
    {
        var truth = new ClipTruth(Options);
        for (var index = SourceIndex(split, 0); index < SourceIndex(split, Count(split)); index++)
        {
            generator.ReadTruth(index, truth);
            yield return Item(split, index, truth);
        }
    }

    public override void Dispose()
    {
        // Nothing is held open.
    }
}
