using Saccade.Objects.Models;
using Saccade.Objects.Tokens;
using Saccade.Training;

namespace Saccade.Objects.Explaining;

/// <summary>Which attention is looked at: that of one layer, of one head or the mean of all.</summary>
/// <param name="Layer">From 0.</param>
/// <param name="Head">From 0; null: the mean of all.</param>
internal sealed record AttentionChoice(int Layer, int? Head)
{
    private const string Attention = "attention", Prefix = "encoder.layers.";

    /// <exception cref="RunException">There is no such map, layer or head; says which there are.</exception>
    public static AttentionChoice Of(ExplanationRequest request, PersistenceModelOptions model)
    {
        if (request.Map is not (null or Attention))
            throw new RunException($"--map: '{request.Map}' is nothing that a model of objects has; there is {Attention}");
        var names = Enumerable.Range(0, model.Depth).Select(i => $"{Prefix}{i}").ToArray();
        var layer = request.Layer is null ? names.Length - 1 : Array.IndexOf(names, request.Layer);
        if (layer < 0)
            throw new RunException($"--layer: there is no '{request.Layer}'; there {(names.Length == 1 ? "is" : "are")} {string.Join(", ", names)}");
        return request.Head is null || (request.Head >= 0 && request.Head < model.Heads)
            ? new(layer, request.Head)
            : throw new RunException($"--head: layer '{names[layer]}' has the heads 0 to {model.Heads - 1}, not {request.Head}");
    }

    /// <summary>What each token of a batch's only clip receives, the mean over those that look: it adds up to 1.</summary>
    /// <returns>(K)</returns>
    public float[] Received(PersistenceReading reading, TokenBatch batch)
    {
        var (count, padded) = (batch.Clip(0).Count, batch.Tokens);
        var map = reading.Attention[Layer].ToArray();               // [1, H, K, K]
        var heads = Head is { } one ? [one] : Enumerable.Range(0, map.Length / (padded * padded)).ToArray();
        var received = new float[count];
        foreach (var h in heads)
        {
            for (var query = 0; query < count; query++)
            {
                for (var key = 0; key < count; key++)
                    received[key] += map[(h * padded + query) * padded + key] / (count * heads.Length);
            }
        }
        return received;
    }

    /// <summary>In words, such as "attention in layer encoder.layers.1, mean of heads".</summary>
    public override string ToString() => $"{Attention} in layer {Prefix}{Layer}, {(Head is null ? "mean of heads" : $"head {Head}")}";
}
