using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Saccade.Editing.Content;
using Saccade.Editing.Cutting.Footage;
using Saccade.Editing.Data;
using Saccade.Media;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Cutting.Learning;

/// <summary>
/// A set of cut footage as the trainer's data: a sample is a recording. Its features are all that the model is handed; what is asked for at each step, whether it is kept, comes from
/// the timelines alone.
/// </summary>
internal sealed class FootageData : IFamilyData
{
    // What random numbers are for: part of what a run is, so they never change.
    private const int Shift = 1, Forgetting = 2, Forgotten = 3, Noise = 4;

    private readonly CutFootage[][] _splits = [[], [], []];
    private readonly ulong _seed;
    private readonly FootageDataOptions _options;

    private FootageData(FootageDataOptions options, IReadOnlyList<CutFootage> footage, string hash, double keptShare, ulong seed)
    {
        (_options, _seed, Hash, KeptShare) = (options, seed, hash, keptShare);
        foreach (var split in Enum.GetValues<Split>())
            _splits[(int)split] = [.. footage.Where(f => f.Split == split)];
    }

    public ModelFamily Family => CutFamily.Instance;

    public int Window => _options.Window;

    /// <summary>The share of the training split's steps that are kept.</summary>
    public double KeptShare { get; }

    public string Hash { get; }

    public IReadOnlyList<string> ClassNames { get; } = ["dropped", "kept"];

    public bool IsEndless => false;

    public JsonObject? Description => new() { ["kept_share"] = KeptShare };

    /// <exception cref="RunException">The folder holds no set of cut footage, or one that nothing can be learnt from; names it.</exception>
    public static FootageData Open(Recipe recipe)
    {
        var folder = recipe.Run.Data;
        if (folder.Length == 0)
            throw new RunException("recipe: data: is empty; give a set of cut footage with --data DIR ('saccade data import TIMELINES --kind footage --out DIR' makes one)");
        try
        {
            var set = FootageSet.Open(folder);
            if (!set.Footage.Any(f => f.Split == Split.Train) || !set.Footage.Any(f => f.Split == Split.Validation))
                throw new RunException($"{folder}: training or validation has no recording: import more projects, or split them otherwise");
            var train = set.Footage.Where(f => f.Split == Split.Train).Select(f => f.KeptSteps).ToArray();
            var share = (double)train.Sum(k => k.Count(kept => kept)) / train.Sum(k => k.Length);
            return share is > 0 and < 1
                ? new FootageData(recipe.Options<FootageDataOptions>(), set.Footage, set.DataHash, share, (ulong)recipe.Run.Seed)
                : throw new RunException($"{folder}: training keeps {(share > 0 ? "everything" : "nothing")}, so there is nothing to learn");
        }
        catch (MediaException unreadable)
        {
            throw new RunException(unreadable.Message, unreadable);
        }
    }

    /// <summary>Data without samples, as a run has kept it.</summary>
    /// <exception cref="RunException">The description cannot be understood.</exception>
    public static FootageData Described(Recipe recipe, JsonObject description) =>
        description["kept_share"] is JsonValue value && value.TryGetValue<double>(out var share) && share is > 0 and < 1
            ? new FootageData(recipe.Options<FootageDataOptions>(), [], "", share, (ulong)recipe.Run.Seed)
            : throw new RunException("the run does not say how much its recordings keep");

    /// <summary>The recordings of a split.</summary>
    public IReadOnlyList<CutFootage> Footage(Split split) => _splits[(int)split];

    public int Count(Split split) => _splits[(int)split].Length;

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var footage = new CutFootage[indices.Length];
        for (var i = 0; i < footage.Length; i++)
            footage[i] = _splits[(int)split][indices[i]];
        var batch = new FootageBatch([.. footage.Select(f => f.Id)], [.. footage.Select(f => f.Project)], Window);
        for (var i = 0; i < footage.Length; i++)
        {
            batch.Statistics[i] = StatisticsOf(footage[i].Features);
            if (split != Split.Train)
            {
                batch.Add(i, footage[i].Features, footage[i].KeptSteps);
                continue;
            }
            var (key, windows) = (new RandomKey(_seed, RandomStream.Augmentation, (ulong)step, (uint)i), 0);
            batch.AddForLearning(i, footage[i].Features, footage[i].KeptSteps, key.Integer(Draw(Shift, 0, 0), Window), inputs => Perturb(inputs, key, windows++));
        }
        return batch;
    }

    /// <summary>A batch of one recording that need not be of this data.</summary>
    public FootageBatch Whole(ContentFeatures features)
    {
        var batch = new FootageBatch([""], [""], Window);
        batch.Add(0, features, kept: null);
        batch.Statistics[0] = StatisticsOf(features);
        return batch;
    }

    public IEnumerable<DataItem> Items(Split split) => _splits[(int)split].Select((f, i) => new DataItem
    {
        Id = f.Id,
        Split = split,
        Index = ((long)split << 32) + i,
        Group = f.Project,
        ContentHash = BitConverter.ToUInt64(SHA256.HashData(MemoryMarshal.AsBytes(f.Features.Values.Span))),
    });

    public void Dispose()
    {
    }

    /// <summary>The levels between which a recording's loudness and motion lie: its length and what share of it is quiet say little of whether it is like others.</summary>
    private static Dictionary<string, double> StatisticsOf(ContentFeatures features)
    {
        var statistics = new Dictionary<string, double>();
        foreach (var f in new[] { ContentFeatures.Loudness, ContentFeatures.Motion }.Where(features.Has))
        {
            var sorted = Enumerable.Range(0, features.Steps).Select(i => (double)features[i, f]).Order().ToArray();
            statistics[$"{ContentFeatures.Names[f]}_low"] = Quantile.OfSorted(sorted, 0.1);
            statistics[$"{ContentFeatures.Names[f]}_high"] = Quantile.OfSorted(sorted, 0.9);
        }
        return statistics;
    }

    private void Perturb(float[] inputs, RandomKey key, int window)
    {
        var features = ContentFeatures.Names.Count;
        var forgotten = key.UniformDouble(Draw(Forgetting, window, 0)) < _options.Absent ? key.Integer(Draw(Forgotten, window, 0), features) : -1;
        for (var i = 0; i < inputs.Length; i += 2)
        {
            var feature = i / 2 % features;
            if (feature == forgotten)
                (inputs[i], inputs[i + 1]) = (0, 0);
            else if (feature != ContentFeatures.ShotChange && inputs[i + 1] > 0)
                inputs[i] += (float)(2 * _options.Noise * key.Normal(Draw(Noise, window, i)));
        }
    }

    private static ulong Draw(int purpose, int window, int element) => ((ulong)purpose << 56) + ((ulong)window << 24) + (ulong)element;
}
