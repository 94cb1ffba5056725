using Saccade.Neural;
using Saccade.Neural.Tests.WholeModels;
using Saccade.Tensors;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Extractors;

namespace Saccade.Trajectories.Tests.Extractors;

/// <summary>Every extractor, made small, held to what the engine promises.</summary>
[Collection(AloneInTheProcess.Name)]
public class WholeExtractorTests
{
    private const int Frames = 8;
    private const int Size = 32;

    [Fact]
    public void Magvit_trains_to_the_same_bytes_on_any_number_of_threads() =>
        ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(Magvit, 3, Frames, 3, Size, Size);

    [Fact]
    public void The_transformer_trains_to_the_same_bytes_on_any_number_of_threads() =>
        ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(Transformer, 3, Frames, 3, Size, Size);

    [Fact]
    public void A_clip_in_Magvit_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(Magvit, Frames, 3, Size, Size);

    [Fact]
    public void A_clip_in_the_transformer_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(Transformer, Frames, 3, Size, Size);

    [Fact]
    public void A_thousand_steps_of_Magvit_keep_to_the_allocation_rule() => SteadyState.Holds(Magvit, 1, 2, 3, Size, Size);

    [Fact]
    public void A_thousand_steps_of_the_transformer_keep_to_the_allocation_rule() => SteadyState.Holds(Transformer, 1, 2, 3, Size, Size);

    [Fact]
    public void I3d_trains_to_the_same_bytes_on_any_number_of_threads() => ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(I3d, 3, Frames, 3, Size, Size);

    [Fact]
    public void SlowFast_trains_to_the_same_bytes_on_any_number_of_threads() => ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(SlowFast, 3, Frames, 3, Size, Size);

    [Fact]
    public void A_clip_in_I3d_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(I3d, Frames, 3, Size, Size);

    [Fact]
    public void A_clip_in_SlowFast_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(SlowFast, Frames, 3, Size, Size);

    [Fact]
    public void A_thousand_steps_of_I3d_keep_to_the_allocation_rule() => SteadyState.Holds(I3d, 1, 2, 3, Size, Size);

    [Fact]
    public void A_thousand_steps_of_SlowFast_keep_to_the_allocation_rule() => SteadyState.Holds(SlowFast, 1, 2, 3, Size, Size);

    [Fact]
    public void Keypoints_train_to_the_same_bytes_on_any_number_of_threads() => ModelUnderTest.TrainsToTheSameBytesOnAnyNumberOfThreads(Keypoints, 3, Frames, 3, Size, Size);

    [Fact]
    public void A_clip_in_keypoints_does_not_depend_on_its_batch() => ModelUnderTest.GivesARowTheSameResultAlone(Keypoints, Frames, 3, Size, Size);

    [Fact]
    public void A_thousand_steps_of_keypoints_keep_to_the_allocation_rule() => SteadyState.Holds(Keypoints, 1, 2, 3, Size, Size);

    private static (Module Model, Func<Tensor, Tensor> Forward) Keypoints(Engine engine)
    {
        var model = new KeypointExtractor(engine, new KeypointOptions { Channels = 4, Maps = 4, Width = 16, Features = 12 });
        return (model, model.Forward);
    }

    private static (Module Model, Func<Tensor, Tensor> Forward) I3d(Engine engine)
    {
        var model = new I3dExtractor(engine, new I3dOptions { Channels = 4, Features = 12 }, new ClipOptions { Frames = Frames, Size = Size });
        return (model, model.Forward);
    }

    private static (Module Model, Func<Tensor, Tensor> Forward) SlowFast(Engine engine)
    {
        var options = new SlowFastOptions { Channels = 8, SpeedRatio = 2, Features = 12, Norm = Normalization.Batch, Dropout = 0.1f };
        var model = new SlowFastExtractor(engine, options, new ClipOptions { Frames = Frames, Size = Size });
        return (model, model.Forward);
    }

    private static (Module Model, Func<Tensor, Tensor> Forward) Magvit(Engine engine)
    {
        var model = new MagvitExtractor(engine, new MagvitOptions { Channels = 8, FrameWidth = 32, Width = 16, Heads = 2 }, Size);
        return (model, model.Forward);
    }

    private static (Module Model, Func<Tensor, Tensor> Forward) Transformer(Engine engine)
    {
        var options = new VideoTransformerOptions { Width = 32, Depth = 2, Heads = 2, FeedForward = 48, StemChannels = 8, Features = 24, Dropout = 0.1f };
        var model = new VideoTransformer(engine, options, new ClipOptions { Frames = Frames, Size = Size });
        return (model, model.Forward);
    }
}
