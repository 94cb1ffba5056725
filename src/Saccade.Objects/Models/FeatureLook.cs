using System.Runtime.CompilerServices;
using Saccade.Neural;
using Saccade.Objects.Features;
using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>
/// A frozen ResNet-18 looks at one crop of each track (the one in the middle of its tokens, since all show the same object), and a learnt projection makes the model's vectors of its
/// 512 numbers. The network is saved with the model; its numbers are kept in memory as long as the clip's tokens are, and on disk. R tracks of all clips together, V tokens, W width.
/// </summary>
public sealed class FeatureLook : TokenLook
{
    private readonly FeatureOptions _options;
    private readonly FrozenResNet _network;
    private readonly Linear _project;
    private readonly int _crop;
    private readonly FeatureCache _cache;
    private readonly ConditionalWeakTable<ClipTokens, float[]> _known = [];
    private bool _keepsNothing;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="width">W</param>
    /// <param name="options">Which weights, and where features are kept.</param>
    /// <param name="crop">Pixels of a crop's side.</param>
    /// <param name="tell">Hears of features on disk that were damaged or could not be written.</param>
    public FeatureLook(Engine engine, int width, FeatureOptions options, int crop, Action<string> tell)
        : base(engine)
    {
        (_options, _crop) = (options, crop);
        _network = Register("network", new FrozenResNet(engine, options.Size));
        _project = Register("project", new Linear(engine, FrozenResNet.Width, width));
        _cache = new FeatureCache(options.Cache, options.CacheMegabytes * 1_000_000L, tell);
    }

    public override void LoadPretrained() => _network.Load(_options.Weights, "features.weights");

    public override void KeepNothing() => _keepsNothing = true;

    public override Tensor Forward(TokenBatch batch)
    {
        var known = Known([.. Enumerable.Range(0, batch.Count).Select(batch.Clip)], batch.Crop);
        var features = new List<float>();
        var rowOf = new int[batch.Together];
        var token = 0;
        for (var n = 0; n < batch.Count; n++)
        {
            var clip = batch.Clip(n);
            var first = features.Count / FrozenResNet.Width;
            features.AddRange(known[n]);
            var seen = Seen(clip);
            foreach (var track in clip.TrackOf)
                rowOf[token++] = first + Array.IndexOf(seen, track);
        }
        if (features.Count == 0)
            features.AddRange(new float[FrozenResNet.Width]);
        return Forward(Engine.From(features.ToArray(), features.Count / FrozenResNet.Width, FrozenResNet.Width), Engine.From(rowOf, batch.Together));
    }

    public override IReadOnlyList<GraphInput> Inputs =>
    [
        new("features", ["tracks_together", FrozenResNet.Width], "of each track of all clips, the features of the crop in the middle of its sightings"),
        new("feature_of", ["tokens_together"], "of each sighting, which of the tracks is its own", "tracks_together"),
    ];

    public override Tensor Forward(GraphValues inputs) => Forward(inputs["features"], inputs.Choices("feature_of"));

    public override IReadOnlyList<InferenceGraph> Graphs =>
        [new("features", [new("crops", ["tracks_together", 3, _crop, _crop], "the picture of a sighting, red, green and blue from 0 to 1")], inputs => [("features", _network.Describe(inputs["crops"]))])];

    /// <summary>rows [R, 512], rowOf [V] -> [V, W]</summary>
    private Tensor Forward(Tensor rows, IntTensor rowOf) => Observed(_project.Forward(rows).IndexSelect(rowOf));

    private float[][] Known(ClipTokens[] clips, int crop)
    {
        if (_keepsNothing)
            return [.. clips.Select(c => _network.Features(Pictures(c, crop), crop))];
        var unknown = clips.Distinct().Where(c => !_known.TryGetValue(c, out _)).ToArray();
        foreach (var (clip, features) in unknown.Zip(_cache.GetOrCompute(_network, [.. unknown.Select(c => Pictures(c, crop))], crop)))
            _known.Add(clip, features);
        return [.. clips.Select(c => _known.TryGetValue(c, out var features) ? features : [])];
    }

    // (R of the clip, S, S, 3)
    private static byte[] Pictures(ClipTokens clip, int crop)
    {
        var bytes = crop * crop * 3;
        return [.. Seen(clip).SelectMany(track =>
        {
            var tokens = clip.TrackOf.Index().Where(t => t.Item == track).Select(t => t.Index).ToArray();
            return clip.Crops.AsSpan(tokens[tokens.Length / 2] * bytes, bytes).ToArray();
        })];
    }

    // Tracks that have tokens.
    private static int[] Seen(ClipTokens clip) => [.. clip.TrackOf.Distinct()];
}
