using Saccade.Objects.Tokens;
using Saccade.Tensors;
using Saccade.Training;

namespace Saccade.Objects.Models;

/// <summary>The tokens of a batch as a model takes them, besides what they look like. Letters as in <see cref="TokenBatch"/>; G numbers of geometry, P of a pair.</summary>
/// <param name="Geometry">[V, G]</param>
/// <param name="FrameOf">[V]</param>
/// <param name="RowOf">[N, K]</param>
/// <param name="Valid">[N, K]</param>
/// <param name="Pairs">[N, M, M, P]</param>
/// <param name="MeanOfTrack">[N, M, K]</param>
/// <param name="InTrack">[N, K, M]</param>
/// <param name="InFrame">[N, T, K]</param>
public sealed record TokenTensors(Tensor Geometry, IntTensor FrameOf, IntTensor RowOf, IntTensor Valid, Tensor Pairs, Tensor MeanOfTrack, Tensor InTrack, Tensor InFrame)
{
    public static TokenTensors Of(Engine engine, TokenBatch batch)
    {
        int n = batch.Count, k = batch.Tokens, m = batch.Tracks;
        return new(
            engine.From(batch.Geometry.Span, batch.Together, TrackGeometry.Width),
            engine.From(batch.FrameOf, batch.Together),
            engine.From(batch.RowOf, n, k),
            engine.From(batch.Valid, n, k),
            engine.From(batch.Pairs.Span, n, m, m, TrackPairs.Width),
            engine.From(batch.MeanOfTrack.Span, n, m, k),
            engine.From(batch.InTrack.Span, n, k, m),
            engine.From(batch.InFrame.Span, n, batch.Frames, k));
    }

    public static TokenTensors Of(GraphValues inputs) => new(
        inputs["geometry"], inputs.Choices("frame_of"), inputs.Choices("row_of"), inputs.Choices("valid"), inputs["pairs"], inputs["mean_of_track"], inputs["in_track"], inputs["in_frame"]);

    /// <summary>The same as inputs of a graph.</summary>
    /// <param name="frames">T</param>
    public static IReadOnlyList<GraphInput> Inputs(int frames) =>
    [
        new("geometry", ["tokens_together", TrackGeometry.Width], "of each sighting, where it is and how its track comes and goes"),
        new("frame_of", ["tokens_together"], "each sighting's frame", frames),
        new("row_of", ["batch", "tokens"], "where each of a clip's sightings stands among those of all clips; 0 for padding", "tokens_together"),
        new("valid", ["batch", "tokens"], "1 for a sighting, 0 for padding", 2),
        new("pairs", ["batch", "tracks", "tracks", TrackPairs.Width], "how two tracks follow each other; zeros where they do not"),
        new("mean_of_track", ["batch", "tracks", "tokens"], "1 over the number of a track's sightings where they are, else 0"),
        new("in_track", ["batch", "tokens", "tracks"], "1 where the track is the sighting's, else 0"),
        new("in_frame", ["batch", frames, "tokens"], "1 where the frame is the sighting's, else 0"),
    ];
}
