using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;

namespace Saccade.Objects.Learning;

/// <summary>
/// Losses on real attention. The attention that token j receives is r_j = the mean over valid tokens i of the mean over heads of A[i, j]; over the valid tokens of a clip it
/// adds up to 1. N clips, H heads, K tokens.
/// </summary>
public static class AttentionSupervision
{
    private const float Least = 1e-6f;
    private static readonly float LogOfTarget = MathF.Log(1.5f);

    /// <summary>Of one layer's map [N, H, K, K], or of the mean of several.</summary>
    /// <returns>[N, K]; 0 for padding.</returns>
    public static Tensor Received(IReadOnlyList<Tensor> maps, TokenBatch batch)
    {
        int n = batch.Count, k = batch.Tokens;
        var queries = new float[n * k];
        for (var sample = 0; sample < n; sample++)
            Share(batch.Valid.AsSpan(sample * k, k), 1, queries.AsSpan(sample * k, k), perToken: true);
        var looks = maps[0].Engine.From(queries, n, 1, k);
        Tensor? sum = null;
        foreach (var map in maps)
        {
            var received = looks.MatMul(map.Mean([1])).Reshape(n, k);       // [N, 1, K] x [N, K, K]
            sum = sum is null ? received : sum + received;
        }
        return maps.Count == 1 ? sum! : sum! / maps.Count;
    }

    /// <summary>The mean over the clips that have tokens of both kinds; 0 when none has.</summary>
    /// <param name="received">[N, K]</param>
    /// <param name="batch">Whose tokens these are.</param>
    /// <param name="kind">Which loss.</param>
    public static Tensor Loss(Tensor received, TokenBatch batch, AttentionKind kind)
    {
        int n = batch.Count, k = batch.Tokens;
        var (persistent, transient, eligible) = (new float[n * k], new float[n * k], new float[n]);
        for (var sample = 0; sample < n; sample++)
        {
            var labels = new int[k];
            Array.Fill(labels, -1);
            batch.Clip(sample).Labels.CopyTo(labels, 0);
            var hasBoth = Share(labels, (int)Persistence.Persistent, persistent.AsSpan(sample * k, k), kind == AttentionKind.Hinge)
                & Share(labels, (int)Persistence.Transient, transient.AsSpan(sample * k, k), kind == AttentionKind.Hinge);
            eligible[sample] = hasBoth ? 1 : 0;
        }
        var engine = received.Engine;
        var count = eligible.Sum();
        if (count == 0)
            return received.Sum() * 0;
        var ofPersistent = (received * engine.From(persistent, n, k)).Sum([1]);             // [N]
        Tensor each;
        if (kind == AttentionKind.Share)
        {
            each = -(ofPersistent + Least).Log();
        }
        else
        {
            var ofTransient = (received * engine.From(transient, n, k)).Sum([1]);
            each = (LogOfTarget - ((ofPersistent + Least).Log() - (ofTransient + Least).Log())).Relu();
        }
        return (each * engine.From(eligible, n)).Sum() / count;
    }

    // Writes 1 (or 1 over their number) where a label is the wanted one; false when none is.
    private static bool Share(ReadOnlySpan<int> labels, int wanted, Span<float> to, bool perToken)
    {
        var count = labels.Count(wanted);
        for (var i = 0; i < labels.Length; i++)
            to[i] = labels[i] != wanted ? 0 : perToken ? 1f / count : 1;
        return count > 0;
    }
}
