using System.Text.Json.Nodes;
using Saccade.Tensors;
using Saccade.Tensors.Random;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Explaining;

/// <summary>
/// Asks whether a map says anything of the model. Random weights must give another map (Adebayo et al. 2018: one that survives shows the
/// picture's edges, not what was learnt); and the map should be warmer on the ball than its size explains, beside the same values shuffled.
/// </summary>
internal sealed class MapCheck : IDisposable
{
    private const int RandomModels = 5;
    private const int Shuffles = 20;

    // So that no seed of a run is one of the check's.
    private const ulong FirstSeed = 0x5ACC_ADE0_0000;

    private readonly Engine[] engines;
    private readonly ClipExplainer[] random;
    private readonly List<double>[] correlations;
    private readonly List<(double OfMap, double OfClip, double OfShuffled)> ball = [];

    /// <param name="build">Makes the run's model with the engine's own initial weights.</param>
    /// <param name="choice">Which map is checked.</param>
    /// <param name="threads">For each engine.</param>
    public MapCheck(Func<Engine, TrajectoryLearner> build, MapChoice choice, int threads)
    {
        engines = [.. Enumerable.Range(0, RandomModels).Select(i => new Engine(new() { Seed = FirstSeed + (ulong)i, Threads = threads }))];
        random = [.. engines.Select(engine => new ClipExplainer(build(engine), choice))];
        correlations = [.. engines.Select(_ => new List<double>())];
    }

    /// <summary>Counts one window.</summary>
    /// <param name="values">(V, T, 3, S, S): the window's.</param>
    /// <param name="map">The trained model's.</param>
    /// <param name="label">The class that it explains.</param>
    /// <param name="boxes">(V, T): where the ball is; null entries: not known.</param>
    public void Add(ReadOnlySpan<float> values, ClipMap map, int label, IReadOnlyList<MapBox?> boxes)
    {
        for (var i = 0; i < random.Length; i++)
            correlations[i].Add(RankCorrelation.Of(map.Shares, random[i].Explain(values, _ => 0, label).Map.Shares));
        if (!map.HasPlaces || map.IsEmpty || boxes.All(b => b is null))
            return;
        var (ofMap, ofClip) = map.ShareWithin(boxes);
        var window = (ulong)ball.Count;
        ball.Add((ofMap, ofClip, Enumerable.Range(0, Shuffles)
            .Average(k => map.Shuffled(new RandomKey(FirstSeed, RandomStream.Evidence, window, (uint)k)).ShareWithin(boxes).OfMap)));
    }

    /// <summary>The figures: means over windows.</summary>
    public JsonObject ToJson()
    {
        var ofModels = correlations.Select(c => c.Average()).ToArray();
        var json = new JsonObject
        {
            ["windows"] = correlations[0].Count,
            ["random_weights"] = new JsonObject
            {
                ["rank_correlation"] = Round(ofModels.Average()),
                ["rank_correlations"] = new JsonArray([.. ofModels.Select(c => JsonValue.Create(Round(c)))]),
            },
        };
        if (ball.Count > 0)
        {
            json["ball"] = new JsonObject
            {
                ["share_of_map"] = Round(ball.Average(b => b.OfMap)),
                ["share_of_clip"] = Round(ball.Average(b => b.OfClip)),
                ["share_of_shuffled_map"] = Round(ball.Average(b => b.OfShuffled)),
            };
        }
        return json;
    }

    public void Dispose()
    {
        foreach (var engine in engines)
            engine.Dispose();
    }

    private static double Round(double value) => Math.Round(value, 4);
}
