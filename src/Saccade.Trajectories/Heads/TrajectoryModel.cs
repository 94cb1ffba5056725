using Saccade.Neural;
using Saccade.Tensors;
using Saccade.Tensors.Operations;
using Saccade.Trajectories.Clips;
using Saccade.Trajectories.Extractors;

namespace Saccade.Trajectories.Heads;

/// <summary>What a model says of N clips. V views, T frames, C classes, F frames to come, D features.</summary>
/// <param name="Features">[N V, T, D]</param>
/// <param name="Logits">[N, C]</param>
/// <param name="LastWorld">[N, 3]: position in the last frame, world units; null where no positions are known.</param>
/// <param name="TrackImage">[N V, T, 2]: position in every frame in the picture, -1 to 1; null without a pixel head.</param>
/// <param name="FutureWorld">[N, F, 3]: positions after the last frame, world units; null without a forecasting head.</param>
public readonly record struct TrajectoryReading(Tensor Features, Tensor Logits, Tensor? LastWorld, Tensor? TrackImage, Tensor? FutureWorld);

/// <summary>
/// An extractor with its heads: class and last position as in the earlier system (pooled over time, two layers each), and those that
/// recipes add. Without known positions the class is all there is to say. Views share the extractor; a <see cref="ViewFusion"/> makes one vector of several for the heads that speak of the world.
/// </summary>
public sealed class TrajectoryModel : Module
{
    private readonly HeadOptions _options;
    private readonly ViewFusion? _fusion;
    private readonly Dropout _dropout;
    private readonly Mlp _class;
    private readonly Mlp? _position, _pixel, _forecast;

    /// <param name="engine">Where the parameters live.</param>
    /// <param name="extractor">Turns clips into features.</param>
    /// <param name="options">Which heads.</param>
    /// <param name="clips">Views, frames and classes.</param>
    public TrajectoryModel(Engine engine, Extractor extractor, HeadOptions options, ClipOptions clips)
        : base(engine)
    {
        _options = options;
        Extractor = Register("extractor", extractor);
        var width = extractor.Width * (options.Pooling == Pooling.Concatenate ? clips.Frames : 1);
        if (clips.Views > 1)
        {
            _fusion = Register("fusion", new ViewFusion(engine, width, options.Hidden, clips.Views));
            width = options.Hidden;
        }
        _dropout = Register("dropout", new Dropout(engine, options.Dropout));
        _class = Register("class_head", new Mlp(engine, width, options.Hidden, clips.Classes.Count, dropout: options.Dropout));
        if (!clips.HasPositions)
            return;
        _position = Register("position_head", new Mlp(engine, width, options.Hidden, 3, dropout: options.Dropout));
        _pixel = options.Pixel ? Register("pixel_head", new Mlp(engine, extractor.Width, options.Hidden / 4, 2)) : null;
        _forecast = options.Forecast ? Register("forecast_head", new Mlp(engine, width, options.Hidden, 3 * ClipOptions.FutureFrames)) : null;
    }

    public Extractor Extractor { get; }

    /// <param name="clips">[N V, T, 3, S, S], the views of a clip one after another.</param>
    public TrajectoryReading Forward(Tensor clips)
    {
        var features = Extractor.Forward(clips);                        // [N V, T, D]
        var pooled = Pool(features);                                    // [N, D] or [N, T D]; [N, W] of several views
        var dropped = _dropout.Forward(pooled);
        var last = _position?.Forward(dropped);                         // [N, 3]
        Tensor? future = null;
        if (_forecast is not null && last is not null)
        {
            // Steps from where the ball is, rather than places: they are small and know no corner of the world.
            var steps = _forecast.Forward(pooled).Reshape(-1, ClipOptions.FutureFrames, 3);
            future = steps.Add(last.Reshape(-1, 1, 3));                 // [N, F, 3]
        }
        return new TrajectoryReading(features, _class.Forward(dropped), last, _pixel?.Forward(features), future);
    }

    /// <summary>features [N V, T, D] -> [N, D] or [N, T D], or the fused views' [N, W]</summary>
    private Tensor Pool(Tensor features)
    {
        var ofViews = _options.Pooling == Pooling.Mean
            ? features.Mean([1])
            : features.Reshape(features.Shape[0], -1);
        return _fusion is null ? ofViews : _fusion.Forward(ofViews);
    }
}
