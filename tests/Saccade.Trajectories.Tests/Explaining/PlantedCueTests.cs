using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Tensors.Random;
using Saccade.Tensors.Tape;
using Saccade.Trajectories.Explaining;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;
using Saccade.Trajectories.Learning;

namespace Saccade.Trajectories.Tests.Explaining;

/// <summary>
/// The two sanity tests of explanations: a cue that decides the class is where the map is warm, and a map of random weights is another
/// map (Adebayo et al. 2018).
/// </summary>
public class PlantedCueTests
{
    private const int Judged = 12;

    [Theory]
    [InlineData("norm1")]
    [InlineData("norm2")]
    public void Grad_cam_of_a_trained_model_finds_the_cue_and_random_weights_destroy_it(string layer)
    {
        using var engine = new Engine(new() { Seed = 3, Threads = 2 });
        var learner = Magvit(engine);
        Train(learner);
        var choice = new MapChoice(MapKind.Gradcam, layer, null);
        var (found, area, right) = Within(learner, choice);
        Assert.True(right >= Judged - 1, $"The model has not learnt the cue: {right} of {Judged}.");
        Assert.True(found > 4 * area, $"{found:0.000} of the map lies within the cue, which is {area:0.000} of the clip.");
        var shuffled = WithinShuffled(learner, choice);
        Assert.True(shuffled < 2 * area, $"{shuffled:0.000} of a shuffled map lies within the cue, which is {area:0.000} of the clip.");

        var correlation = MeanCorrelationWithRandomWeights(learner, choice, Magvit);
        Assert.InRange(correlation, -0.35, 0.35);
    }

    [Theory]
    [InlineData(MapKind.Attention, 0.9)]
    [InlineData(MapKind.Rollout, 0.45)] // half of it goes around the layer
    public void Attention_that_looks_for_the_cue_is_shown_on_the_cue(MapKind kind, double least)
    {
        using var engine = new Engine(new() { Seed = 3, Threads = 1 });
        var learner = HandSet(engine);
        ((HandSetExtractor)learner.Extractor).SetByHand();
        var choice = MapChoice.Of(learner.Extractor, kind.ToString().ToLowerInvariant(), null, null);
        var (found, area, _) = Within(learner, choice);
        Assert.True(found > least, $"{found:0.000} of the map lies within the cue.");
        Assert.InRange(WithinShuffled(learner, choice), 0, 2.5 * area);
        if (kind == MapKind.Attention)
            Assert.InRange(MeanCorrelationWithRandomWeights(learner, choice, HandSet), -0.5, 0.5);
    }

    private static TrajectoryLearner Magvit(Engine engine) =>
        Learner(engine, new MagvitExtractor(engine, new MagvitOptions { Channels = 8, FrameWidth = 32, Width = 16, Heads = 2, Dropout = 0 }, CueClips.Options.Size));

    private static TrajectoryLearner HandSet(Engine engine) => Learner(engine, new HandSetExtractor(engine));

    private static TrajectoryLearner Learner(Engine engine, Extractor extractor)
    {
        var model = new TrajectoryModel(engine, extractor, new HeadOptions { Hidden = 16, Dropout = 0, Pixel = false, Forecast = false }, CueClips.Options);
        model.Initialize();
        return new TrajectoryLearner(model, new LossOptions(), CueClips.Options);
    }

    private static void Train(TrajectoryLearner learner)
    {
        const int BatchSize = 16;
        var optimiser = new AdamW(learner.Model, new AdamOptions { ClipNorm = 1 });
        for (var step = 0; step < 80; step++)
        {
            using var scope = learner.Model.Engine.BeginStep(step);
            var clips = Enumerable.Range(0, BatchSize).Select(n => CueClips.Make((ulong)(1000 + step * BatchSize + n))).ToArray();
            var logits = learner.Read([.. clips.SelectMany(c => c.Values)]).Logits;
            logits.CrossEntropy(learner.Model.Engine.From(clips.Select(c => c.Label).ToArray(), BatchSize)).Backward();
            optimiser.Update(3e-3);
        }
    }

    /// <summary>Means over clips that were not trained on: the map's share within the cue, the cue's share of the clip, and how often the class was right.</summary>
    private static (double OfMap, double OfClip, int Right) Within(TrajectoryLearner learner, MapChoice choice)
    {
        var (ofMap, ofClip, right) = (0.0, 0.0, 0);
        var explainer = new ClipExplainer(learner, choice);
        for (var i = 0; i < Judged; i++)
        {
            var (values, label, cue) = CueClips.Make((ulong)i);
            var (map, predicted) = explainer.Explain(values, r => r.Logits.AsSpan()[0] > r.Logits.AsSpan()[1] ? 0 : 1);
            var share = map.ShareWithin(cue);
            (ofMap, ofClip) = (ofMap + share.OfMap / Judged, ofClip + share.OfClip / Judged);
            right += predicted == label ? 1 : 0;
        }
        return (ofMap, ofClip, right);
    }

    private static double WithinShuffled(TrajectoryLearner learner, MapChoice choice)
    {
        var explainer = new ClipExplainer(learner, choice);
        return Enumerable.Range(0, Judged).Average(i =>
        {
            var (values, _, cue) = CueClips.Make((ulong)i);
            var map = explainer.Explain(values, _ => 0).Map;
            return Enumerable.Range(0, 10).Average(k => map.Shuffled(new RandomKey((ulong)k, RandomStream.Evidence, (ulong)i)).ShareWithin(cue).OfMap);
        });
    }

    private static double MeanCorrelationWithRandomWeights(TrajectoryLearner learner, MapChoice choice, Func<Engine, TrajectoryLearner> make)
    {
        var correlations = new List<double>();
        for (var seed = 0; seed < 8; seed++)
        {
            using var engine = new Engine(new() { Seed = 100 + (ulong)seed, Threads = 1 });
            var random = make(engine);
            for (var i = 0; i < Judged; i++)
            {
                var (values, label, _) = CueClips.Make((ulong)i);
                var map = new ClipExplainer(learner, choice).Explain(values, _ => 0, label).Map;
                correlations.Add(RankCorrelation.Of(map.Shares, new ClipExplainer(random, choice).Explain(values, _ => 0, label).Map.Shares));
            }
        }
        return correlations.Average();
    }
}
