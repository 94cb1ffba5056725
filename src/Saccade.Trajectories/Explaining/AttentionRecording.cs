using Saccade.Trajectories.Extractors;

namespace Saccade.Trajectories.Explaining;

/// <summary>
/// Watches an extractor's attention while it lives and makes maps of the last pass. Letters as in <see cref="ClipMap"/>; L = T' H W tokens.
/// </summary>
internal sealed class AttentionRecording : IDisposable
{
    private readonly IReadOnlyList<AttentionLayer> layers;
    private readonly (float[] Weights, int Sequences, int Tokens)[] seen;

    public AttentionRecording(Extractor extractor)
    {
        layers = extractor.AttentionLayers;
        seen = new (float[], int, int)[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            var at = i;
            layers[i].Attention.ObserveWeights(weights => seen[at] = (weights.ToArray(), weights.Shape[0], weights.Shape[2]));
        }
    }

    /// <summary>The attention that tokens receive in one layer, the mean over all tokens that look at them.</summary>
    /// <param name="name">The layer's.</param>
    /// <param name="head">Which, from 0; null: the mean of all.</param>
    /// <param name="views">V, of the one clip that was passed.</param>
    /// <param name="frames">T</param>
    public ClipMap Received(string name, int? head, int views, int frames)
    {
        var index = layers.TakeWhile(l => l.Name != name).Count();
        var (layer, steps) = (layers[index], Steps(index, views));
        var heat = new List<float>();
        for (var view = 0; view < views; view++)
            heat.AddRange(Through(index, head, view, views, Even(index, steps), ownShare: 0));
        return new ClipMap(views, frames, steps, layer.Rows, layer.Columns, heat.ToArray());
    }

    /// <summary>
    /// Rollout: each layer passes on half of what reaches it by its attention (mean of heads) and half by the way around it; seen
    /// from the results, which count the same, back to the first layer's tokens (Abnar and Zuidema 2020).
    /// </summary>
    /// <param name="views">V, of the one clip that was passed.</param>
    /// <param name="frames">T</param>
    public ClipMap Rollout(int views, int frames)
    {
        var (layer, steps) = (layers[0], Steps(0, views));
        var heat = new List<float>();
        for (var view = 0; view < views; view++)
        {
            var flow = Even(0, steps);
            for (var index = layers.Count - 1; index >= 0; index--)
                flow = Through(index, head: null, view, views, flow, ownShare: 0.5f);
            heat.AddRange(flow);
        }
        return new ClipMap(views, frames, steps, layer.Rows, layer.Columns, heat.ToArray());
    }

    public void Dispose()
    {
        foreach (var layer in layers)
            layer.Attention.ObserveWeights(null);
    }

    private int Steps(int index, int views)
    {
        var (layer, (_, sequences, tokens)) = (layers[index], seen[index]);
        return layer.Span switch
        {
            AttentionSpan.Clip => tokens / (layer.Rows * layer.Columns),
            AttentionSpan.Space => sequences / views,
            _ => tokens,
        };
    }

    private float[] Even(int index, int steps)
    {
        var tokens = steps * layers[index].Rows * layers[index].Columns;
        return [.. Enumerable.Repeat(1f / tokens, tokens)];
    }

    /// <summary>flow (L) times the layer's matrix (L, L), of which <paramref name="ownShare"/> is the identity.</summary>
    private float[] Through(int index, int? head, int view, int views, float[] flow, float ownShare)
    {
        var (layer, (weights, sequences, tokens)) = (layers[index], seen[index]);
        var (heads, places) = (layer.Attention.Heads, layer.Rows * layer.Columns);
        var ofView = sequences / views;
        var next = new float[flow.Length];
        var chosen = head is { } one ? [one] : Enumerable.Range(0, heads).ToArray();
        for (var sequence = 0; sequence < ofView; sequence++)
        {
            // Where the sequence's first token is, and how far it is to the next one.
            var (first, apart) = layer.Span == AttentionSpan.Time ? (sequence, places) : (sequence * tokens, 1);
            foreach (var h in chosen)
            {
                var map = weights.AsSpan(((view * ofView + sequence) * heads + h) * tokens * tokens, tokens * tokens);
                for (var query = 0; query < tokens; query++)
                {
                    var passed = flow[first + query * apart] * (1 - ownShare) / chosen.Length;
                    for (var key = 0; key < tokens; key++)
                        next[first + key * apart] += passed * map[query * tokens + key];
                }
            }
        }
        for (var token = 0; token < flow.Length; token++)
            next[token] += ownShare * flow[token];
        return next;
    }
}
