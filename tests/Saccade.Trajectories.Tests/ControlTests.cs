using Saccade.Training;
using Saccade.Trajectories.Baselines;
using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Data;
using Saccade.Trajectories.Motions;
using Saccade.Trajectories.Sets;

namespace Saccade.Trajectories.Tests;

/// <summary>Controls that need no training, on the clips that they are about.</summary>
public class ControlTests
{
    private static readonly TrajectoriesApplication Application = new();

    private static GeneratedTrajectories Data(ClipOptions options, int train, int test) => new(new ClipGenerator(options), train, 0, test);

    // The truth, as a model would say it that is always right.
    private static SampleOutput[] Truth(GeneratedTrajectories data) => [.. data.Items(Split.Test).Select(i => new SampleOutput
    {
        Id = i.Id, Label = i.Label, Prediction = i.Label, Position = i.Target, PredictedPosition = i.Target,
    })];

    private static Evaluation Judge(GeneratedTrajectories data, params string[] controls)
    {
        var (_, recipe) = new ApplicationList(Application).Bind(RecipeFile.Parse("task: trajectories\nmodel: transformer\n", "test.yaml"));
        var outputs = Truth(data);
        var context = new BaselineContext(recipe, data, Split.Test, outputs, _ => [], (_, _, _) => []);
        var baselines = Application.Baselines.Where(b => controls.Contains(b.Name)).Select(b => new BaselineOutputs(b.Name, b.IsRival, b.Predict(context))).Where(b => b.Outputs.Count > 0);
        return new EvidenceCourt(Application.Metrics, [], []).Judge("trajectories", "test", Split.Test, outputs, [.. baselines], data.ClassNames);
    }

    [Fact]
    public void Who_sees_no_height_cannot_tell_helix_from_circle_and_misses_it_by_what_the_equations_say()
    {
        // Final positions of the historical set; the mean squared error per coordinate follows from its equations: 0.256.
        using var data = Data(new ClipOptions { Motion = MotionSet.Historical, Projection = Projection.Orthographic }, train: 20_000, test: 20_000);
        var bound = Judge(data, "depth_blind").Information["depth_blind"];
        Assert.Equal(0.75, bound["accuracy"], 0.01);
        Assert.Equal(0.256, bound["position_rms"] * bound["position_rms"] / 3, 0.005);
    }

    [Fact]
    public void Orthographic_evidence_says_that_depth_is_not_visible_and_pinhole_evidence_does_not()
    {
        using var flat = Data(new ClipOptions { Projection = Projection.Orthographic }, 400, 400);
        var finding = Assert.Single(Application.Findings(flat, Judge(flat, "depth_blind")));
        Assert.Equal("depth_not_visible", finding.Name);
        Assert.Contains("75.0 % of the classes right (the model is above it, so look for a leak)", finding.Detail);
        using var deep = Data(new ClipOptions(), 400, 400);
        Assert.Empty(Application.Findings(deep, Judge(deep, "depth_blind")));
    }

    [Fact]
    public void Hand_made_features_of_the_pixels_tell_much_about_the_class_but_not_all()
    {
        using var data = Data(new ClipOptions { Size = 32 }, train: 400, test: 200);
        Assert.InRange(Judge(data, "nearest_centroid").Baselines["nearest_centroid"]["accuracy"], 0.5, 0.95);
    }

    [Fact]
    public void A_black_clip_has_features_too()
    {
        using var data = Data(new ClipOptions { Size = 16, Frames = 2 }, train: 10, test: 2);
        using var dark = (TrajectoryBatch)new ReorderedTrajectories(data, FrameOrder.Blind).Load(Split.Test, [0], 0);
        Assert.All(TrackFeatures.Describe(dark, 0), f => Assert.True(float.IsFinite(f)));
    }

    [Fact]
    public void Permuted_training_clips_show_one_clip_and_tell_of_another_and_the_test_stays_true()
    {
        using var data = Data(new ClipOptions { Size = 16, Frames = 4 }, train: 50, test: 20);
        IDataSource? view = null;
        var (_, recipe) = new ApplicationList(Application).Bind(RecipeFile.Parse("task: trajectories\nmodel: transformer\n", "test.yaml"));
        Application.Baselines.Single(b => b.Name == "permuted_labels").Predict(new BaselineContext(recipe, data, Split.Test, [], _ => [], (_, permuted, _) =>
        {
            view = permuted;
            return [];
        }));
        var indices = Enumerable.Range(0, 50).Select(i => (long)i).ToArray();
        using var real = Owned(data.Load(Split.Train, indices, 0));
        using var dealt = Owned(view!.Load(Split.Train, indices, 0));
        Assert.Equal(real.Clips, dealt.Clips);
        Assert.Equal(real.Labels.ToArray().Order(), dealt.Labels.ToArray().Order());
        Assert.True(Enumerable.Range(0, 50).Count(n => real.LastPositionWorld[3 * n] != dealt.LastPositionWorld[3 * n]) > 40);
        Assert.NotEqual(data.Hash, view.Hash);
        using var test = Owned(data.Load(Split.Test, [3], 0));
        using var sameTest = Owned(view.Load(Split.Test, [3], 0));
        Assert.Equal(test.LastPositionWorld, sameTest.LastPositionWorld);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_stored_set_of_the_same_seed_is_what_generated_training_shows(ulong storedSeed, bool passes)
    {
        using var folder = new TemporaryFolder();
        TrajectorySet.Make(folder["set"], new ClipOptions { Size = 16, Frames = 8, Seed = storedSeed }, 100, progress: null, default);
        using var stored = StoredTrajectories.Open(folder["set"]);
        using var generated = Data(new ClipOptions { Size = 16, Frames = 8, Seed = 1 }, train: 200, test: 0);
        var both = generated.Items(Split.Train).Select(i => i with { Id = $"generated {i.Id}" }).Concat(stored.Items(Split.Test));
        Assert.Equal(passes, new NearDuplicatesCheck().Judge(new DataInventory(both, stored.ClassNames)).Passed);
    }

    private static TrajectoryBatch Owned(Batch batch) => (TrajectoryBatch)batch;
}
