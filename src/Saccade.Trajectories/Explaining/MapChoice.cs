using Saccade.Training;
using Saccade.Trajectories.Extractors;

namespace Saccade.Trajectories.Explaining;

/// <summary>What a map is made of.</summary>
public enum MapKind
{
    /// <summary>Attention that a token receives in one layer, the mean over the tokens that look.</summary>
    Attention,

    /// <summary>Attention through all layers with the ways around them (Abnar and Zuidema 2020).</summary>
    Rollout,

    /// <summary>Activations of a layer, weighted by the gradient of the predicted class (Selvaraju et al. 2017).</summary>
    Gradcam,
}

/// <summary>Which map of an extractor is made.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Layer">The layer's name; null: all of them together, for rollout.</param>
/// <param name="Head">A head of the attention, from 0; null: the mean of all.</param>
public sealed record MapChoice(MapKind Kind, string? Layer, int? Head)
{
    /// <summary>
    /// What was asked for, or the extractor's default: rollout where tokens are places of a picture, else Grad-CAM, else rollout over frames.
    /// Grad-CAM's default layer is the last, attention's too.
    /// </summary>
    /// <param name="extractor">What is explained.</param>
    /// <param name="map">A kind's name; null: the default.</param>
    /// <param name="layer">A layer's name; null: the default.</param>
    /// <param name="head">A head, from 0; null: the mean of all.</param>
    /// <exception cref="RunException">The extractor has no such map, layer or head; lists those it has.</exception>
    public static MapChoice Of(Extractor extractor, string? map, string? layer, int? head)
    {
        var kind = map is null ? DefaultKind(extractor) : Named(extractor, map);
        if (kind == MapKind.Gradcam)
        {
            if (head is not null)
                throw new RunException($"--head: Grad-CAM reads activations, which have no heads; --map attention has{(extractor.AttentionLayers.Count > 0 ? "" : ", but not for this model")}");
            return new MapChoice(kind, Choose(extractor.ActivationLayers, layer), null);
        }
        if (kind == MapKind.Rollout)
        {
            return layer is null && head is null
                ? new MapChoice(kind, null, null)
                : throw new RunException("--layer and --head: rollout takes all layers and the mean of their heads; a single one is --map attention");
        }
        var name = Choose([.. extractor.AttentionLayers.Select(l => l.Name)], layer);
        var heads = extractor.AttentionLayers.First(l => l.Name == name).Attention.Heads;
        return head is null || (head >= 0 && head < heads)
            ? new MapChoice(kind, name, head)
            : throw new RunException($"--head: layer '{name}' has the heads 0 to {heads - 1}, not {head}");
    }

    /// <summary>In words, such as "attention in layer encoder.layers.3, head 2".</summary>
    public override string ToString() => Kind switch
    {
        MapKind.Rollout => "attention rollout over all layers",
        MapKind.Attention => $"attention in layer {Layer}, {(Head is null ? "mean of heads" : $"head {Head}")}",
        _ => $"Grad-CAM on layer {Layer}",
    };

    private static MapKind DefaultKind(Extractor extractor)
    {
        if (extractor.AttentionLayers.Count == 0 && extractor.ActivationLayers.Count == 0)
            throw new RunException("this run's extractor names no layers to look into, so there is nothing to explain it by");
        var places = extractor.AttentionLayers.Any(l => l.Rows * l.Columns > 1);
        return places || extractor.ActivationLayers.Count == 0 ? MapKind.Rollout : MapKind.Gradcam;
    }

    private static MapKind Named(Extractor extractor, string map)
    {
        var names = Enum.GetNames<MapKind>().Select(n => n.ToLowerInvariant()).ToArray();
        var index = Array.IndexOf(names, map);
        if (index < 0)
            throw new RunException($"--map: '{map}' is none of {string.Join(", ", names)}");
        var kind = (MapKind)index;
        var has = kind == MapKind.Gradcam ? extractor.ActivationLayers.Count > 0 : extractor.AttentionLayers.Count > 0;
        return has
            ? kind
            : throw new RunException($"--map: this run's extractor has no {(kind == MapKind.Gradcam ? "activations for gradcam; take attention or rollout" : $"attention for {map}; take gradcam")}");
    }

    private static string Choose(IReadOnlyList<string> layers, string? asked) =>
        asked is null || layers.Contains(asked)
            ? asked ?? layers[^1]
            : throw new RunException($"--layer: there is no '{asked}' for this map; there {(layers.Count == 1 ? "is" : "are")} {string.Join(", ", layers)}");
}
