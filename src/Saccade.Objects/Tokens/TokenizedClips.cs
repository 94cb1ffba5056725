using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Saccade.Objects.Clips;
using Saccade.Objects.Data;
using Saccade.Training;
using Saccade.Trajectories.Data;

namespace Saccade.Objects.Tokens;

/// <summary>
/// Clips as their tokens: whatever thread loads them also finds and tracks what is in them. Tokens of clips that come again are kept. Owns the clips unless
/// it is a view of them.
/// </summary>
public sealed class TokenizedClips : IDataSource
{
    // Of about 30 KB each.
    private const int MostKept = 20_000;

    private const ulong ShuffleSeed = 1;

    private readonly IPersistenceData clips;
    private readonly TokenOptions options;
    private readonly TokenView view;
    private readonly ClipTokenizer tokenizer;
    private readonly Dictionary<(Split, long), (ClipTokens Tokens, ClipObjects Truth, string Id)> kept = [];

    /// <param name="clips">The clips.</param>
    /// <param name="options">What becomes of them.</param>
    /// <param name="view">What is shown of their tokens.</param>
    public TokenizedClips(IPersistenceData clips, TokenOptions options, TokenView view = TokenView.Whole)
    {
        (this.clips, this.options, this.view) = (clips, options, view);
        tokenizer = new(clips.Options.Size, clips.Options.Frames, options);
        Hash = Seen(clips.Hash);
    }

    /// <summary>The clips themselves.</summary>
    public IPersistenceData Clips => clips;

    public string Hash { get; }

    public string HashOf(Split split) => Seen(clips.HashOf(split));

    public IReadOnlyList<string> ClassNames => clips.ClassNames;

    public IReadOnlyDictionary<string, string> Conditions => clips.Conditions;

    public JsonObject? Description => clips.Description;

    public bool IsEndless => clips.IsEndless && options.Fresh;

    public int Count(Split split) => clips.Count(split);

    public IEnumerable<DataItem> Items(Split split) => clips.Items(split);

    /// <summary>The same clips shown in another way.</summary>
    public TokenizedClips Shown(TokenView other) => new(clips, options, other);

    /// <summary>Other clips as tokens of this kind.</summary>
    public TokenizedClips Of(IPersistenceData others) => new(others, options);

    public Batch Load(Split split, ReadOnlySpan<long> indices, long step)
    {
        var items = new (ClipTokens Tokens, ClipObjects Truth, string Id)[indices.Length];
        var missing = new List<int>();
        for (var n = 0; n < items.Length; n++)
        {
            if (!IsKept(split) || !kept.TryGetValue((split, indices[n]), out items[n]))
                missing.Add(n);
        }
        if (missing.Count > 0)
            Tokenize(split, indices, step, missing, items);
        return new TokenBatch([.. items.Select(i => i.Id)], [.. items.Select(i => i.Tokens)], [.. items.Select(i => i.Truth)], options.Crop);
    }

    /// <summary>The first clips of a split, at most <paramref name="most"/>, in order.</summary>
    public IEnumerable<(string Id, ClipTokens Tokens, ClipObjects Truth)> Read(Split split, int most = int.MaxValue)
    {
        const int Together = 64;
        foreach (var indices in Enumerable.Range(0, Math.Min(most, Count(split))).Select(i => (long)i).Chunk(Together))
        {
            using var batch = (TokenBatch)Load(split, indices, step: 0);
            for (var n = 0; n < batch.Count; n++)
                yield return (batch.Ids[n], batch.Clip(n), batch.Truth(n));
        }
    }

    public void Dispose()
    {
        kept.Clear();
        if (view == TokenView.Whole)
            clips.Dispose();
    }

    private void Tokenize(Split split, ReadOnlySpan<long> indices, long step, List<int> missing, (ClipTokens, ClipObjects, string)[] items)
    {
        var wanted = new long[missing.Count];
        for (var i = 0; i < wanted.Length; i++)
            wanted[i] = indices[missing[i]];
        using var batch = (PersistenceBatch)clips.Load(split, wanted, step);
        for (var i = 0; i < wanted.Length; i++)
        {
            var truth = batch.Truth(i);
            var order = view == TokenView.ShuffledFrames ? Order(batch.Ids[i], truth.Frames) : null;
            var tokens = tokenizer.Read(batch.Clip(i), truth, order, isBlind: view == TokenView.Blind);
            items[missing[i]] = (tokens, order is null ? truth : truth.Reordered(order), batch.Ids[i]);
            if (IsKept(split) && kept.Count < MostKept)
                kept[(split, wanted[i])] = items[missing[i]];
        }
    }

    private string Seen(string hash) => view == TokenView.Whole ? hash : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash} {view}")));

    private bool IsKept(Split split) => split != Split.Train || !IsEndless;

    private static int[] Order(string id, int frames)
    {
        var order = new int[frames];
        FrameOrder.Shuffled(ShuffleSeed).Choose(long.Parse(id), order);
        return order;
    }
}
