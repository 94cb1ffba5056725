using System.Text.Json.Nodes;
using Saccade.Counting.Pointing;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Counting.Data;

/// <summary>Images to count in as the trainer's data, wherever they come from.</summary>
public abstract class CountingData : IDataSource
{
    private readonly StepSampler _steps;

    protected CountingData(CountingDataOptions options, IReadOnlyList<string> categories)
    {
        if (options.Size % SceneEncoder.TokenPixels != 0)
            throw new RunException($"recipe: data.size: {options.Size} is no multiple of {SceneEncoder.TokenPixels}");
        (Options, Categories, _steps) = (options, categories, new StepSampler(options));
    }

    public CountingDataOptions Options { get; }

    /// <summary>What can be asked for, by its number.</summary>
    public IReadOnlyList<string> Categories { get; }

    public CellGrid Grid => new(Options.Size);

    public abstract string Hash { get; }

    public IReadOnlyList<string> ClassNames => [];

    public abstract bool IsEndless { get; }

    public IReadOnlyDictionary<string, string> Conditions => new Dictionary<string, string> { ["size"] = $"{Options.Size}" };

    public JsonObject? Description => new() { ["categories"] = new JsonArray([.. Categories.Select(c => (JsonNode?)c)]) };

    public abstract int Count(Split split);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var images = new CountingImage[indices.Length];
        var at = indices.ToArray();
        Parallel.For(0, at.Length, i => images[i] = Read(split, at[i]));
        var steps = images.SelectMany((image, i) => split == Split.Train
            ? _steps.Of(image, i, new RandomKey((ulong)Options.Seed, RandomStream.Augmentation, (ulong)step, (uint)i), step)
            : StepSampler.Strata(image, i)).ToArray();
        return new CountingBatch(images, Grid, steps);
    }

    public abstract IEnumerable<DataItem> Items(Split split);

    /// <summary>How many things there are to count in each of the first images of a split.</summary>
    /// <param name="split">Which.</param>
    /// <param name="most">Images at most.</param>
    public virtual IReadOnlyList<int> Things(Split split, int most) => [.. Enumerable.Range(0, Math.Min(most, Count(split))).Select(i => Read(split, i).Places.Count)];

    public abstract void Dispose();

    /// <summary>One image on the canvas; called by several threads.</summary>
    /// <exception cref="RunException">It cannot be read.</exception>
    public abstract CountingImage Read(Split split, long index);
}
