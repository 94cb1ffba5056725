using Saccade.Tensors;
using Saccade.Training;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Extractors;
using Saccade.Trajectories.Heads;

namespace Saccade.Trajectories.Tests.Extractors;

/// <summary>What every extractor of the registry promises, and what each costs.</summary>
public sealed class ExtractorTests : IDisposable
{
    /// <summary>What an extractor may cost forward on 16 x 64 x 64: the MagVIT-like one's own cost, 0.36 thousand million.</summary>
    private const long MostMultiplyAdds = 361_889_792;

    private readonly Engine engine = new(new() { Seed = 3, Threads = 2 });

    public static TheoryData<string> Names => [.. ExtractorFamily.All.Select(f => f.Name)];

    public static TheoryData<string, int, int> NamesAndShapes
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (var family in ExtractorFamily.All)
            {
                foreach (var (batch, frames) in new[] { (1, 8), (4, 16), (8, 32) })
                    cases.Add(family.Name, batch, frames);
            }
            return cases;
        }
    }

    public void Dispose() => engine.Dispose();

    [Theory]
    [MemberData(nameof(NamesAndShapes))]
    public void Features_keep_batch_and_frames_and_are_finite(string name, int batch, int frames)
    {
        var extractor = Build(name, new ClipOptions { Frames = frames, Size = 32 });
        using var scope = engine.BeginScope();
        var features = extractor.Forward(Noise(batch, frames, 32));
        Assert.Equal(new Shape(batch, frames, extractor.Width), features.Shape);
        Assert.All(features.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_evaluation_a_clip_alone_gives_the_bytes_of_its_row_in_a_batch(string name)
    {
        var extractor = Build(name, new ClipOptions { Frames = 8, Size = 32 });
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clips = Noise(4, 8, 32);
        var together = extractor.Forward(clips);
        var again = extractor.Forward(clips);
        var length = clips.Count / 4;
        var third = extractor.Forward(engine.From(clips.AsSpan().Slice(2 * length, length), 1, 8, 3, 32, 32));
        Assert.Equal(together.ToArray(), again.ToArray());
        Assert.Equal(together.ToArray().AsSpan(2 * third.Count, third.Count).ToArray(), third.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_stated_cost_is_what_the_engine_counts_and_within_what_is_allowed(string name)
    {
        var extractor = Build(name, new ClipOptions());
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clips = Noise(1, 16, 64);
        var before = engine.MultiplyAdds;
        extractor.Forward(clips);
        Assert.Equal(engine.MultiplyAdds - before, extractor.MultiplyAdds(16, 64));
        Assert.InRange(extractor.MultiplyAdds(16, 64), 1, MostMultiplyAdds);
    }

    [Fact]
    public void The_magvit_like_form_has_the_parameters_of_the_earlier_system()
    {
        var extractor = new MagvitExtractor(engine, new MagvitOptions(), size: 64);
        Assert.Equal(3_922_688, extractor.ParameterCount);
        var model = new TrajectoryModel(engine, extractor, new HeadOptions { Pixel = false, Forecast = false }, new ClipOptions());
        Assert.Equal(4_189_447, model.ParameterCount);
        // With the running statistics of batch norm, as its checkpoints counted.
        Assert.Equal(4_191_884, model.State().Sum(state => (long)state.Tensor.Count));
    }

    [Fact]
    public void The_convolutional_forms_have_the_parameters_they_state()
    {
        Assert.Equal(1_983_904, new I3dExtractor(engine, new I3dOptions(), new ClipOptions()).ParameterCount);
        Assert.Equal(1_843_592, new SlowFastExtractor(engine, new SlowFastOptions(), new ClipOptions()).ParameterCount);
        Assert.Equal(201_660, new KeypointExtractor(engine, new KeypointOptions()).ParameterCount);
    }

    [Theory]
    [InlineData("i3d")]
    [InlineData("slowfast")]
    public void With_batch_norm_the_same_form_has_running_statistics(string name)
    {
        var (group, batch) = (Build(name, new ClipOptions()), Build(name, new ClipOptions(), "model.norm: batch"));
        Assert.Equal(group.ParameterCount, batch.ParameterCount);
        Assert.DoesNotContain(group.State(), state => state.Name.EndsWith("running_var", StringComparison.Ordinal));
        Assert.Contains(batch.State(), state => state.Name.EndsWith("running_var", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("i3d")]
    [InlineData("slowfast")]
    [InlineData("keypoints")]
    public void A_convolutional_extractor_sees_motion_at_every_frame(string name)
    {
        // What the first frame shows reaches the features of the eighth.
        var extractor = Build(name, new ClipOptions { Size = 32 });
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clips = Noise(1, 16, 32);
        var before = extractor.Forward(clips).ToArray();
        clips.AsSpan()[..(3 * 32 * 32)].Fill(0.5f);
        var after = extractor.Forward(clips).ToArray();
        var frame = extractor.Width;
        Assert.NotEqual(before[(7 * frame)..(8 * frame)], after[(7 * frame)..(8 * frame)]);
    }

    [Theory]
    [InlineData("i3d", 15, 64, "an even number of frames")]
    [InlineData("i3d", 16, 40, "divisible by 16")]
    [InlineData("slowfast", 14, 64, "model.speed_ratio")]
    [InlineData("slowfast", 16, 40, "divisible by 16")]
    public void Clips_that_do_not_divide_are_refused_with_the_reason(string name, int frames, int size, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Build(name, new ClipOptions { Frames = frames, Size = size })).Message);

    [Fact]
    public void Learnt_times_refuse_longer_clips_and_name_the_way_out()
    {
        var clips = new ClipOptions { Frames = 8, Size = 32 };
        var learnt = new VideoTransformer(engine, new() { Positions = PositionCode.Learned }, clips);
        var sines = new VideoTransformer(engine, new() { Positions = PositionCode.Sinusoidal }, clips);
        learnt.Initialize();
        sines.Initialize();
        using var scope = engine.BeginScope();
        Assert.Contains("sinusoidal", Assert.Throws<ArgumentException>(() => learnt.Forward(Noise(1, 12, 32))).Message);
        Assert.Equal(12, sines.Forward(Noise(1, 12, 32)).Shape[1]);
    }

    [Theory]
    [InlineData("model.attention: factorised\nmodel.depth: 3")]
    [InlineData("model.norm: post_norm")]
    [InlineData("model.init: truncated_normal")]
    [InlineData("model.attention: factorised\nmodel.norm: post_norm\nmodel.init: depth_scaled")]
    public void Every_form_of_the_transformer_states_its_cost_and_gives_features(string form)
    {
        var extractor = Build("transformer", new ClipOptions { Size = 32 }, form);
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clips = Noise(2, 16, 32);
        var before = engine.MultiplyAdds;
        var features = extractor.Forward(clips);
        Assert.Equal(engine.MultiplyAdds - before, 2 * extractor.MultiplyAdds(16, 32));
        Assert.Equal(new Shape(2, 16, extractor.Width), features.Shape);
        Assert.All(features.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(form.Contains("factorised") ? 1 : 0, extractor.AttentionLayers.Count(l => l.Name == "time_encoder.layers.1"));
    }

    [Fact]
    public void Factorised_attention_sees_the_whole_clip_too()
    {
        var extractor = Build("transformer", new ClipOptions { Size = 32 }, "model.attention: factorised");
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clips = Noise(1, 16, 32);
        var before = extractor.Forward(clips).ToArray();
        clips.AsSpan()[..(3 * 32 * 32)].Fill(0.5f);
        var after = extractor.Forward(clips).ToArray();
        Assert.NotEqual(before[^extractor.Width..], after[^extractor.Width..]);
        Assert.Contains("model.depth", Assert.Throws<ArgumentException>(
            () => Build("transformer", new ClipOptions { Size = 32 }, "model.attention: factorised\nmodel.depth: 1")).Message);
    }

    [Fact]
    public void Depth_scaled_weights_shrink_what_blocks_add()
    {
        var extractor = Build("transformer", new ClipOptions { Size = 32 }, "model.init: depth_scaled\nmodel.depth: 8");
        double Deviation(string name) => Math.Sqrt(extractor.Parameters().Single(p => p.Name == name).Tensor.ToArray().Average(v => (double)v * v));
        // A normal cut at two deviations keeps 0.88 of its deviation.
        Assert.Equal(0.88 * 0.02, Deviation("encoder.layers.0.linear1.weight"), 3e-4);
        Assert.Equal(0.88 * 0.02 / 4, Deviation("encoder.layers.7.linear2.weight"), 1e-4);
        Assert.Equal(0.88 * 0.02 / 4, Deviation("encoder.layers.3.self_attn.out_proj.weight"), 1e-4);
        Assert.Equal(0, Deviation("encoder.layers.3.linear1.bias"));
    }

    [Fact]
    public void A_transformer_knows_the_order_of_frames()
    {
        var extractor = Build("transformer", new ClipOptions { Frames = 8, Size = 32 });
        extractor.SetTraining(false);
        using var scope = engine.BeginScope();
        var clip = Noise(1, 8, 32);
        var frame = clip.Count / 8;
        var backwards = new float[clip.Count];
        for (var t = 0; t < 8; t++)
            clip.AsSpan().Slice(t * frame, frame).CopyTo(backwards.AsSpan((7 - t) * frame));
        var forwards = Saccade.Tensors.Operations.SumOperation.Mean(extractor.Forward(clip), [1]).ToArray();
        var reversed = Saccade.Tensors.Operations.SumOperation.Mean(extractor.Forward(engine.From(backwards, 1, 8, 3, 32, 32)), [1]).ToArray();
        Assert.NotEqual(forwards, reversed);
    }

    [Fact]
    public void An_unknown_extractor_names_the_nearest()
    {
        var file = RecipeFile.Parse("task: trajectories\nmodel: magvitt", "test.yaml");
        Assert.Contains("'magvit'", Assert.Throws<RecipeException>(() => file.Bind(new TrajectoriesApplication().OptionGroups)).Message);
    }

    private Extractor Build(string name, ClipOptions clips, string more = "")
    {
        var file = RecipeFile.Parse($"task: trajectories\nmodel: {name}\n{more}", "test.yaml");
        var extractor = ExtractorFamily.Named(name).Build(file.Bind(new TrajectoriesApplication().OptionGroups), clips, engine);
        extractor.Initialize();
        return extractor;
    }

    private Tensor Noise(int batch, int frames, int size)
    {
        var clips = engine.Empty(batch, frames, 3, size, size);
        var key = new Tensors.Random.RandomKey(7, Tensors.Random.RandomStream.Data, 0);
        for (var i = 0; i < clips.Count; i++)
            clips.AsSpan()[i] = key.Uniform((ulong)i);
        return clips;
    }
}
