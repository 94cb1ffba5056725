using Saccade.Objects.Clips;
using Saccade.Objects.Early;
using Saccade.Tensors;
using Saccade.Tensors.Tape;

namespace Saccade.Objects.Tests.Early;

public class EarlyModelTests
{
    private static readonly PersistenceClipOptions Clips = new() { Occlusion = true };
    private static readonly EarlyOptions Options = new() { Width = 16, Heads = 2, FeedForward = 24, ObjectWidth = 12, CropChannels = 4, Slots = 20 };

    private static EarlyModel NewModel(Engine engine, EarlyOptions? options = null)
    {
        var model = new EarlyModel(engine, options ?? Options, Clips.Frames);
        model.Initialize();
        model.SetTraining(false);
        return model;
    }

    private static FrameEvidence[] Watch(ReadOnlySpan<byte> clip)
    {
        var sight = new EarlySight(Clips, Options);
        var frames = new FrameEvidence[Clips.Frames];
        for (var t = 0; t < frames.Length; t++)
            frames[t] = sight.Watch(clip.Slice(t * Clips.FrameBytes, Clips.FrameBytes));
        return frames;
    }

    private static EarlyInputs Inputs(params FrameEvidence[][] clips)
    {
        var inputs = new EarlyInputs(clips.Length, Clips.Frames, Options.Slots);
        for (var n = 0; n < clips.Length; n++)
            for (var t = 0; t < clips[n].Length; t++)
                inputs.Add(n, t, clips[n][t]);
        return inputs;
    }

    private static byte[] Clip(int index)
    {
        var clip = new byte[Clips.ClipBytes];
        new PersistenceGenerator(Clips).Read(index, clip);
        return clip;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frame_by_frame_it_says_what_it_says_of_the_whole_clip(bool gate)
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var model = NewModel(engine, Options with { Sure = Middling(engine, Watch(Clip(1))) });
        var stream = new EarlyStream(model, gate);
        foreach (var index in new[] { 0, 1, 5 })
        {
            var frames = Watch(Clip(index));
            float[] whole;
            int looked;
            using (engine.BeginScope())
            {
                var reading = model.Forward(Inputs(frames), gate);
                (whole, looked) = (reading.Logits.ToArray(), reading.Looked.Count(l => l));
            }
            stream.Begin();
            var streamed = Array.ConvertAll(frames, stream.Push);
            for (var t = 0; t < whole.Length; t++)
                Assert.Equal(whole[t], streamed[t], 1e-4);
            Assert.Equal(looked, stream.Looked);
            Assert.True(gate ? stream.Looked < stream.Objects : stream.Looked == stream.Objects);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(31)]
    public void Later_frames_change_no_byte_of_what_was_said_before(int seen)
    {
        using var engine = new Engine(new EngineOptions { Threads = 2 });
        var model = NewModel(engine);
        var (clip, changed) = (Clip(2), Clip(2));
        Clip(3).AsSpan(seen * Clips.FrameBytes).CopyTo(changed.AsSpan(seen * Clips.FrameBytes));
        using var scope = engine.BeginScope();
        var first = model.Forward(Inputs(Watch(clip))).Logits.ToArray();
        var second = model.Forward(Inputs(Watch(changed))).Logits.ToArray();

        Assert.Equal(first[..seen], second[..seen]);
        Assert.NotEqual(first[seen..], second[seen..]);
    }

    [Fact]
    public void A_clip_does_not_depend_on_the_others_of_its_batch()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var model = NewModel(engine);
        var (a, b) = (Watch(Clip(4)), Watch(Clip(6)));
        using var scope = engine.BeginScope();
        var alone = model.Forward(Inputs(b)).Logits.ToArray();
        var together = model.Forward(Inputs(a, b)).Logits.ToArray();

        for (var t = 0; t < alone.Length; t++)
            Assert.Equal(alone[t], together[Clips.Frames + t], 1e-5);
    }

    [Fact]
    public void A_frame_costs_the_same_at_the_end_as_in_the_beginning_but_for_attention_to_what_was_before()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var model = NewModel(engine);
        var stream = new EarlyStream(model, gate: false);
        var nothing = new FrameEvidence { Slots = [], States = [], Sightings = [], CropOf = [], Crops = [], GivenUp = [], Dropped = 0 };
        var costs = Enumerable.Range(0, Clips.Frames).Select(_ =>
        {
            var before = engine.MultiplyAdds;
            stream.Push(nothing);
            return engine.MultiplyAdds - before;
        }).ToArray();

        // Two products for each layer, frame and column, and one for each slot and frame.
        Assert.Equal(2 * Options.Depth * Options.Width + Options.Slots, costs[20] - costs[19]);
        Assert.True(costs[^1] < 1.5 * costs[0], $"{costs[0]} and {costs[^1]}");
    }

    [Fact]
    public void Clips_without_objects_are_decided_too()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var model = NewModel(engine);
        var frames = Watch(new byte[Clips.ClipBytes]);
        using var scope = engine.BeginScope();
        var whole = model.Forward(Inputs(frames)).Logits.ToArray();
        var stream = new EarlyStream(model);

        Assert.All(whole, logit => Assert.True(float.IsFinite(logit)));
        Assert.Equal(whole[0], stream.Push(frames[0]), 1e-5);
        Assert.All(frames, f => Assert.Equal(0, f.Rows));
    }

    [Fact]
    public void A_clip_has_an_end()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var stream = new EarlyStream(NewModel(engine));
        var frames = Watch(new byte[Clips.ClipBytes]);
        foreach (var frame in frames)
            stream.Push(frame);

        Assert.Contains("32 frames", Assert.Throws<InvalidOperationException>(() => stream.Push(frames[0])).Message);
        stream.Begin();
        stream.Push(frames[0]);
    }

    [Fact]
    public void Whoever_is_sure_is_not_looked_at()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var frames = Watch(Clip(0));
        (int Objects, int Looked, long Cost) Stream(double sure)
        {
            var before = engine.MultiplyAdds;
            var stream = new EarlyStream(NewModel(engine, Options with { Sure = sure }));
            foreach (var frame in frames)
                stream.Push(frame);
            return (stream.Objects, stream.Looked, engine.MultiplyAdds - before);
        }

        var (all, some, none) = (Stream(1), Stream(Middling(engine, frames)), Stream(0.5));
        Assert.Equal((all.Objects, 0), (all.Looked, none.Looked));
        Assert.InRange(some.Looked, 1, all.Objects - 1);
        Assert.True(none.Cost < some.Cost && some.Cost < all.Cost, $"{none}, {some}, {all}");
    }

    [Fact]
    public void Whose_picture_promises_nothing_is_not_looked_at_except_to_learn_what_pictures_change()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var inputs = Inputs([.. Enumerable.Range(0, 5).Select(i => Watch(Clip(i)))]);
        var model = NewModel(engine, Options with { Sure = 1, Worth = 50 });
        using var scope = engine.BeginScope();

        Assert.DoesNotContain(true, model.Forward(inputs).Looked);
        Assert.Equal(inputs.CropOf.Select(c => c >= 0), model.Forward(inputs, gate: false).Looked);
        model.SetTraining(true);
        var reading = model.Forward(inputs);
        Assert.Equal(inputs.CropOf.Select((c, row) => c >= 0 && inputs.FrameOf[row] / Clips.Frames is 0 or 4), reading.Looked);
        Assert.Equal(reading.Looked, reading.Changed.Select(c => c > 0));
    }

    [Fact]
    public void What_pictures_promise_is_learnt_without_a_say_in_anything_else()
    {
        using var engine = new Engine(new EngineOptions { Threads = 1 });
        var inputs = Inputs(Watch(Clip(0)), Watch(Clip(1)));
        var model = NewModel(engine, Options with { Sure = 1, Worth = 50 });
        model.SetTraining(true);
        var batch = new EarlyBatch(["0", "1"], inputs, [0, 1], new float[inputs.Rows], gate: true, dropped: 0);
        // So that pictures change much.
        model.Parameters().Single(p => p.Name == "objects.picture.weight").Tensor.AsSpan().Fill(30);

        using var step = engine.BeginStep(0);
        new EarlyLearner(model, new()).Loss(batch).Parts.Single(p => p.Name == "promised").Value.Backward();

        Assert.Equal(["objects.worth.weight", "objects.worth.bias"], model.Parameters().Where(p => p.Tensor.Gradient is { } g && g.ToArray().Any(v => v != 0)).Select(p => p.Name));
        // The mean over what was looked at of slopes of 1 at most.
        Assert.InRange(Math.Abs(model.Parameters().Single(p => p.Name == "objects.worth.bias").Tensor.Gradient!.ToArray()[0]), 0.5f, 1.001f);
    }

    /// <summary>How sure untrained models are in the middle of all cases: half of the objects are surer.</summary>
    private static double Middling(Engine engine, FrameEvidence[] frames)
    {
        using var scope = engine.BeginScope();
        var sizes = NewModel(engine).Forward(Inputs(frames)).StateLogits.ToArray().Select(Math.Abs).Order().ToArray();
        return 1 / (1 + Math.Exp(-sizes[sizes.Length / 2]));
    }

    [Fact]
    public void More_tracks_than_there_is_room_for_are_left_out_and_counted()
    {
        var sight = new EarlySight(Clips, Options with { Slots = 1 });
        var clip = Clip(1);
        var dropped = 0;
        for (var t = 0; t < Clips.Frames; t++)
        {
            var evidence = sight.Watch(clip.AsSpan(t * Clips.FrameBytes, Clips.FrameBytes));
            Assert.All(evidence.Slots, slot => Assert.Equal(0, slot));
            dropped = evidence.Dropped;
        }
        Assert.InRange(dropped, sight.Tracks.Count - 1, 2 * sight.Tracks.Count);
        Assert.True(dropped > 0);
    }
}
