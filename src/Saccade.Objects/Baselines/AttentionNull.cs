using Saccade.Training;

namespace Saccade.Objects.Baselines;

/// <summary>
/// Attention that cannot mean anything, which says nothing of persistence and so is judged by attention alone: <c>uniform_attention</c> (every token receives the same),
/// <c>permuted_kinds</c> (the model's own attention, with the kinds of each clip's tracks dealt among them anew) and <c>permuted_attention</c> (the same attention dealt among
/// the tokens themselves: of mere noise the few transient ones receive less in most clips, since a logarithm of a mean of few is lower).
/// </summary>
internal sealed class AttentionNull : IBaseline
{
    private const ulong Seed = 1;

    private readonly Func<TokenAttention, int, TokenAttention> change;

    private AttentionNull(string name, Func<TokenAttention, int, TokenAttention> change) => (Name, this.change) = (name, change);

    public static AttentionNull Uniform { get; } = new("uniform_attention", (attention, _) =>
        new(attention.Labels, attention.Units, [.. attention.Received.Select(_ => 1f / attention.Received.Count)]));

    public static AttentionNull PermutedKinds { get; } = new("permuted_kinds", (attention, clip) => new(Dealt(attention, clip), attention.Units, attention.Received));

    public static AttentionNull PermutedAttention { get; } = new("permuted_attention", (attention, clip) =>
    {
        var permutation = new LabelPermutation(attention.Received.Count, Seed + (ulong)clip);
        return new(attention.Labels, attention.Units, [.. attention.Received.Select((_, i) => attention.Received[(int)permutation.Of(i)])]);
    });

    public string Name { get; }

    public bool IsRival => true;

    public IReadOnlyList<SampleOutput> Predict(BaselineContext context) => [.. context.Outputs.Select((o, i) => o with
    {
        Prediction = -1,
        Probabilities = [],
        Units = [],
        Attention = o.Attention?.ToDictionary(a => a.Key, a => change(a.Value, i)),
    })];

    // Whole tracks, since the tokens of one receive much the same; each track has the kind of most of its tokens.
    private static int[] Dealt(TokenAttention attention, int clip)
    {
        var tracks = attention.Units.Zip(attention.Labels).GroupBy(t => t.First, t => t.Second)
            .Select(t => (Unit: t.Key, Kind: t.CountBy(l => l).MaxBy(c => c.Value).Key)).Where(t => t.Kind >= 0).ToArray();
        var permutation = new LabelPermutation(tracks.Length, Seed + (ulong)clip);
        var kinds = tracks.Index().ToDictionary(t => t.Item.Unit, t => tracks[(int)permutation.Of(t.Index)].Kind);
        return [.. attention.Units.Select(u => kinds.GetValueOrDefault(u, -1))];
    }
}
