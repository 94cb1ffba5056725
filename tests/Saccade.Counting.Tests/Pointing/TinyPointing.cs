using System.Text.Json.Nodes;
using Saccade.Counting.Data;
using Saccade.Counting.Learning;
using Saccade.Counting.Pointing;
using Saccade.Tensors;

namespace Saccade.Counting.Tests.Pointing;

/// <summary>A pointing model that is as small as can be, with fresh weights, for pictures of 32 pixels.</summary>
internal static class TinyPointing
{
    public const int Size = 32;

    /// <summary>In evaluation; it points at most three times.</summary>
    public static PointingLearner Learner(Engine engine)
    {
        var model = new PointingModel(engine, new() { Channels = 16, Blocks = 0, Width = 16, Depth = 0, Heads = 2, FeedForward = 16, Cell = 16 }, Size, 1);
        model.Initialize();
        model.SetTraining(false);
        return new PointingLearner(model, new(), new() { Limit = 3 }, DescribedImages.Of(new() { Size = Size }, new() { ["categories"] = new JsonArray("objects") }));
    }
}
